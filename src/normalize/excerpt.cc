// Plain text → at most 250 characters of it, cut between words, honest about having been cut (SPEC §2).

#include "normalize/excerpt.h"
#include "base/text.h"
#include "base/utf8.h"
#include "text/line.h"
#include "text/segment.h"

namespace commonplace {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kTrailing[] = {",", ";", ":", "-", "—", "–", "、", "，", "…", "."};

// Spaces, and punctuation that would stand oddly before an ellipsis.
void trim_end(std::string& text) {
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (base::is_ascii_space(text.back())) {
      text.pop_back();
      again = true;
      continue;
    }
    for (const std::string_view mark : kTrailing) {
      if (text.ends_with(mark)) {
        text.resize(text.size() - mark.size());
        again = true;
      }
    }
  }
}

// Of the mark at its end that says that the text was cut before it arrived; 0 where there is none.
std::size_t cut_mark_length(std::string_view text) {
  for (const std::string_view mark : {"[…]", "[...]", "(…)", "(...)", "…", "..."}) {
    if (text.ends_with(mark)) return mark.size();
  }
  return 0;
}

// The last run of non-space characters cannot be known whole. A text that is one run is left as it is: what else
// could be shown?
void drop_last_run(std::string& text) {
  const std::size_t space = text.find_last_of(' ');
  if (space != std::string::npos) text.resize(space);
}

// Where the last whole word within the first `end` bytes ends: at a space, or where a dictionary divides a script that
// has none; 0 where one word is all.
std::size_t word_end_before(std::string_view text, std::size_t end) {
  const std::size_t space = text.find_last_of(' ', end);
  if (space != std::string_view::npos && space > end / 2) return space;
  std::size_t last = 0;
  for (const std::string_view word : text::words(text)) {
    const auto word_end = static_cast<std::size_t>(word.data() + word.size() - text.data());
    if (word_end > end) break;
    last = word_end;
  }
  return last;
}

std::string_view cut_between_words(std::string_view text, std::size_t limit) {
  const std::size_t end = base::code_point_offset(text, limit);
  if (end == text.size()) return text;
  const std::size_t word = word_end_before(text, end);
  return text.substr(0, word > 0 ? word : text::grapheme_floor(text, end));
}

}  // namespace

Excerpt make_excerpt(std::string_view plain_text, std::size_t limit) {
  return normalize::cut_excerpt(text::clean_line(plain_text), limit);
}

Excerpt normalize::cut_excerpt(std::string text, std::size_t limit) {
  Excerpt excerpt;
  if (std::size_t mark = cut_mark_length(text); mark > 0) {
    excerpt.truncated = true;
    // "resou..." and "W..." lose the broken word; "the end. ..." and "the end. […]" have none to lose.
    bool broken = true;
    for (; mark > 0; mark = cut_mark_length(text)) {
      text.resize(text.size() - mark);
      broken = !text.ends_with(' ');
      text.erase(text.find_last_not_of(' ') + 1);
    }
    if (broken) drop_last_run(text);
    trim_end(text);
  }
  if (base::code_point_offset(text, limit - (excerpt.truncated ? 1 : 0)) < text.size()) {
    excerpt.truncated = true;
    text = cut_between_words(text, limit - 1);
    trim_end(text);
  }
  // A cut may part what begins an override from what ends it.
  if (excerpt.truncated && text::clean_line(text) != text) text = text::without_direction_controls(text);
  if (excerpt.truncated) text += kEllipsis;
  excerpt.text = std::move(text);
  return excerpt;
}

}  // namespace commonplace
