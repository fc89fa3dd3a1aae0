#include "config/string_place.h"

#include <algorithm>

#include "base/utf8.h"

namespace commonplace::config {
namespace {

// Walks over a file and knows the place it is at.
class Walk {
 public:
  explicit Walk(std::string_view file) : file_(file) {}

  bool at_end() const { return next_ >= file_.size(); }
  std::string_view rest() const { return file_.substr(next_); }
  FilePlace place() const { return place_; }

  // Past one character; returns how many bytes it has.
  std::size_t step() {
    const std::size_t begin = next_;
    if (base::next_code_point(file_, next_) == U'\n') {
      ++place_.line;
      place_.column = 1;
    } else {
      ++place_.column;
    }
    return next_ - begin;
  }
  void steps(std::size_t count) {
    for (; count > 0 && !at_end(); --count) step();
  }
  void go_to(FilePlace place) {
    while (!at_end() && (place_.line < place.line || (place_.line == place.line && place_.column < place.column))) {
      step();
    }
  }

 private:
  std::string_view file_;
  std::size_t next_ = 0;
  FilePlace place_;
};

std::size_t utf8_length(std::string_view hexadecimal) {
  char32_t code_point = 0;
  for (const char c : hexadecimal) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    code_point = code_point * 16 + static_cast<char32_t>(digit);
  }
  return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

// Past an escape; returns how many bytes of the value it stands for.
std::size_t step_over_escape(Walk& walk) {
  constexpr std::string_view kSpace = " \t\r\n";
  const char letter = walk.rest().size() > 1 ? walk.rest()[1] : '\\';
  if (kSpace.find(letter) == std::string_view::npos) {
    const std::size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    const std::size_t length = digits > 0 ? utf8_length(walk.rest().substr(2, digits)) : 1;
    walk.steps(2 + digits);
    return length;
  }
  walk.step();  // the line is continued where the next character stands that is no space
  while (!walk.at_end() && kSpace.find(walk.rest().front()) != std::string_view::npos) walk.step();
  return 0;
}

}  // namespace

FilePlace place_in_file(std::string_view file, FilePlace place) {
  std::uint32_t line = 1;
  std::size_t begin = 0;
  for (std::size_t end; line < place.line && (end = file.find('\n', begin)) != std::string_view::npos; ++line)
    begin = end + 1;
  const std::string_view text = file.substr(begin, file.find('\n', begin) - begin);
  const auto last = static_cast<std::uint32_t>(base::count_code_points(text)) + 1;
  return {line, line < place.line ? last : std::clamp(place.column, 1u, last)};
}

FilePlace place_in_string(std::string_view file, FilePlace begin, std::size_t offset) {
  Walk walk(file);
  walk.go_to(begin);
  if (walk.at_end()) return begin;
  const bool has_escapes = walk.rest().front() == '"';
  const std::string_view three = has_escapes ? R"(""")" : "'''";
  const bool has_lines = walk.rest().starts_with(three);
  const std::string_view close = three.substr(0, has_lines ? 3 : 1);
  walk.steps(close.size());
  if (has_lines && walk.rest().starts_with("\r\n")) walk.step();
  if (has_lines && walk.rest().starts_with("\n")) walk.step();
  for (std::size_t passed = 0; passed < offset && !walk.at_end() && !walk.rest().starts_with(close);) {
    passed += has_escapes && walk.rest().front() == '\\' ? step_over_escape(walk) : walk.step();
  }
  return walk.place();
}

}  // namespace commonplace::config
