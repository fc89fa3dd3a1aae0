#include "text/line.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.h"
#include "text/normalize.h"

namespace commonplace::text {
namespace {

constexpr char32_t kPopFormatting = 0x202C, kPopIsolate = 0x2069;

bool opens_embedding(char32_t c) { return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E; }
bool opens_isolate(char32_t c) { return c >= 0x2066 && c <= 0x2068; }

bool is_direction_control(char32_t c) {
  return opens_embedding(c) || opens_isolate(c) || c == kPopFormatting || c == kPopIsolate;
}

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

// White space is asked for before this: tab and U+0085 are controls too.
bool is_dropped(char32_t c) {
  constexpr char32_t kByteOrderMark = 0xFEFF;
  return c == kByteOrderMark || u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

// Builds the line one code point at a time; remembers which bidirectional controls are open.
class Line {
 public:
  explicit Line(std::size_t size) { text_.reserve(size); }

  void add(char32_t c) {
    if (is_space(c)) {
      add_space();
    } else if (is_dropped(c)) {
      return;
    } else if (opens_embedding(c) || opens_isolate(c)) {
      open(c);
    } else if (c == kPopFormatting) {
      close_embedding();
    } else if (c == kPopIsolate) {
      close_isolate();
    } else {
      base::append_utf8(text_, c);
      after_space_ = false;
    }
  }

  std::string finish() && {
    if (after_space_ && last_space_ != std::string::npos) text_.erase(last_space_, 1);
    while (!open_.empty()) close_innermost();
    return std::move(text_);
  }

 private:
  void add_space() {
    if (after_space_) return;
    last_space_ = text_.size();
    text_ += ' ';
    after_space_ = true;
  }

  void open(char32_t c) {
    base::append_utf8(text_, c);
    open_ += opens_isolate(c) ? kPopIsolate : kPopFormatting;
    isolates_ += opens_isolate(c);
  }

  void close_innermost() {
    base::append_utf8(text_, open_.back());
    isolates_ -= open_.back() == kPopIsolate;
    open_.pop_back();
  }

  void close_embedding() {  // never reaches out of the isolate it stands in (UAX #9, X7)
    if (!open_.empty() && open_.back() == kPopFormatting) close_innermost();
  }

  void close_isolate() {  // also closes the embeddings inside it (X6a)
    if (isolates_ == 0) return;
    while (open_.back() != kPopIsolate) close_innermost();
    close_innermost();
  }

  std::string text_;
  std::u32string open_;  // what will close each open control, innermost last
  std::size_t isolates_ = 0;
  std::size_t last_space_ = std::string::npos;
  bool after_space_ = true;  // also at the start, where a space would be leading
};

bool is_clean_ascii(std::string_view text) {
  char previous = ' ';
  for (const char c : text) {
    if (c < 0x20 || c == 0x7F || (c == ' ' && previous == ' ')) return false;  // bytes beyond ASCII are negative
    previous = c;
  }
  return text.empty() || previous != ' ';
}

}  // namespace

std::string without_controls(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = base::next_code_point(text, i);
    const bool is_layout = c == '\t' || c == '\n' || c == '\r';
    if (is_layout || !is_dropped(c)) kept.append(text, begin, i - begin);
  }
  return kept;
}

std::string clean_line(std::string_view text) {
  if (is_clean_ascii(text)) return std::string(text);
  Line line(text.size());
  for (std::size_t i = 0; i < text.size();) line.add(base::next_code_point(text, i));
  return to_nfc(std::move(line).finish());
}

std::string without_direction_controls(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    if (!is_direction_control(base::next_code_point(text, i))) kept.append(text, begin, i - begin);
  }
  return kept;
}

}  // namespace commonplace::text
