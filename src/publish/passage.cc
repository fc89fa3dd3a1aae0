#include "publish/passage.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/segment.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kBefore = "… ", kAfter = " …";
constexpr std::size_t kAround = 4;  // characters of both

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// So many characters further on, or back.
std::size_t further(std::string_view text, std::size_t byte, std::size_t count) {
  for (; count > 0 && byte < text.size(); --count) base::next_code_point(text, byte);
  return byte;
}
std::size_t back(std::string_view text, std::size_t byte, std::size_t count) {
  for (; count > 0 && byte > 0; --count) {
    do --byte;
    while (byte > 0 && !begins_character(text[byte]));
  }
  return byte;
}

// From the first word that begins at `from` or later, or from the mark, to the end of the last that fits.
topic::Mark cut(std::string_view text, std::size_t from, std::size_t mark, std::size_t most) {
  std::size_t begin = mark, end = 0;
  std::size_t limit = 0;
  for (const std::string_view word : text::words(text)) {
    const auto at = static_cast<std::size_t>(word.data() - text.data());
    if (at < from) continue;
    if (limit == 0) {
      begin = std::min(at, mark);
      limit = further(text, begin, most);
    }
    if (at + word.size() > limit) break;
    end = at + word.size();
  }
  if (end <= begin) end = text::grapheme_floor(text, further(text, begin, most));  // one word longer than all of it
  return {begin, end};
}

}  // namespace

Markup highlighted(std::string_view text, const std::vector<topic::Mark>& marks) {
  Markup shown;
  std::size_t done = 0;
  for (const topic::Mark& mark : marks) {
    shown += fill("{before}<mark>{found}</mark>", {{"before", text.substr(done, mark.begin - done)},
                                                   {"found", text.substr(mark.begin, mark.end - mark.begin)}});
    done = mark.end;
  }
  shown += fill("{rest}", {{"rest", text.substr(done)}});
  return shown;
}

Passage passage_of(std::string_view text, const std::vector<topic::Mark>& marks, std::size_t most) {
  if (base::count_code_points(text) <= most) return {std::string(text), marks};
  // A little of what comes before shows what it is about.
  const std::size_t first = marks.empty() ? 0 : marks.front().begin;
  const std::size_t room = most - kAround;
  const std::size_t from = std::min(back(text, first, most / 4), back(text, text.size(), room));
  const topic::Mark kept = cut(text, from, marks.empty() ? from : first, room);
  Passage passage;
  if (kept.begin > 0) passage.text += kBefore;
  const std::size_t shift = passage.text.size();
  for (const topic::Mark& mark : marks) {
    if (mark.end > kept.end) break;
    if (mark.begin >= kept.begin) {
      passage.marks.push_back({mark.begin - kept.begin + shift, mark.end - kept.begin + shift});
    }
  }
  passage.text += text.substr(kept.begin, kept.end - kept.begin);
  if (kept.end < text.size()) passage.text += kAfter;
  return passage;
}

}  // namespace commonplace::publish
