#include "text/line.h"

#include <algorithm>
#include <iterator>

#include "base/scan.h"
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

// White_Space of Unicode (PropList.txt), which never changes.
constexpr bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Controls, the byte order mark and noncharacters. White space is asked for before this: tab and U+0085 are controls
// too.
constexpr bool is_dropped(char32_t c) {
  constexpr char32_t kByteOrderMark = 0xFEFF;
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == kByteOrderMark || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

// Characters that NFC leaves alone whatever stands around them, so that most texts need not be looked at again.
constexpr bool is_inert(char32_t c) {
  constexpr struct {
    char32_t first, last;
  } kRanges[] = {
      {0x0, 0x2FF},        // Latin
      {0x400, 0x482},      // Cyrillic
      {0x2010, 0x2027},    // dashes, quotation marks, the ellipsis
      {0x2030, 0x205E},    // more punctuation
      {0x20A0, 0x20C0},    // currencies
      {0x3001, 0x3029},    // CJK punctuation
      {0x3041, 0x3096},    // Hiragana
      {0x30A1, 0x30FC},    // Katakana
      {0x4E00, 0x9FFF},    // Han
      {0xAC00, 0xD7A3},    // Hangul syllables
      {0x1F300, 0x1FAFF},  // emoji
  };
  return std::any_of(std::begin(kRanges), std::end(kRanges),
                     [c](const auto& range) { return c >= range.first && c <= range.last; });
}

// Builds the line from runs and code points; remembers which bidirectional controls are open.
class Line {
 public:
  explicit Line(std::size_t size) { text_.reserve(size); }

  // Printable ASCII without two spaces in a row.
  void add_plain(std::string_view run) {
    if (run.starts_with(' ')) {
      add_space();
      run.remove_prefix(1);
    }
    if (run.empty()) return;
    text_ += run;
    after_space_ = run.ends_with(' ');
    if (after_space_) last_space_ = text_.size() - 1;
  }

  void add_space() {
    if (after_space_) return;
    last_space_ = text_.size();
    text_ += ' ';
    after_space_ = true;
  }

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
      is_surely_nfc_ = is_surely_nfc_ && is_inert(c);
    }
  }

  std::string finish() && {
    if (after_space_ && last_space_ != std::string::npos) text_.erase(last_space_, 1);
    while (!open_.empty()) close_innermost();
    return is_surely_nfc_ ? std::move(text_) : to_nfc(text_);
  }

 private:
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
  bool is_surely_nfc_ = true;
  bool after_space_ = true;  // also at the start, where a space would be leading
};

using Space = base::AnyOf<' '>;
using NotPlainAscii = base::Union<base::Control, base::NonAscii, base::AnyOf<'\x7F'>>;

// Adds the run of printable ASCII at the front of `text`, and returns how long it is.
std::size_t add_printable(Line& line, std::string_view text) {
  const std::string_view run = text.substr(0, base::find_in<NotPlainAscii>(text));
  std::size_t begin = 0;
  while (begin < run.size()) {
    const std::string_view rest = run.substr(begin);
    const std::size_t pair = base::find_pair<Space, Space>(rest);
    line.add_plain(rest.substr(0, pair));
    begin = pair == rest.size() ? run.size() : begin + pair + 1;  // the second space begins the next part
  }
  return run.size();
}

bool is_clean_ascii(std::string_view text) {
  if (text.starts_with(' ') || text.ends_with(' ') || base::contains<NotPlainAscii>(text)) return false;
  return base::find_pair<Space, Space>(text) == text.size();
}

}  // namespace

std::string without_controls(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    i = base::find_in<NotPlainAscii>(text, i);
    if (i > begin) {
      kept.append(text, begin, i - begin);
      continue;
    }
    const char32_t c = base::next_code_point(text, i);
    const bool is_layout = c == '\t' || c == '\n' || c == '\r';
    if (is_layout || !is_dropped(c)) kept.append(text, begin, i - begin);
  }
  return kept;
}

std::string clean_line(std::string_view text) {
  if (is_clean_ascii(text)) return std::string(text);
  Line line(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t printable = add_printable(line, text.substr(i));
    i += printable;
    if (printable == 0) line.add(base::next_code_point(text, i));
  }
  return std::move(line).finish();
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
