// ASCII text: what the standard library lacks. Bytes beyond ASCII pass through unchanged.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace commonplace::base {

constexpr bool is_ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_alpha(char c) { return is_ascii_upper(c) || is_ascii_lower(c); }
constexpr bool is_ascii_alnum(char c) { return is_ascii_alpha(c) || is_ascii_digit(c); }
constexpr char to_ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }
// The value of a hexadecimal digit; -1 for any other byte.
constexpr int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = to_ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string to_ascii_lower(std::string_view text);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
inline bool equals_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.empty()) return true;
  return to_ascii_lower(a.back()) == to_ascii_lower(b.back()) && (a == b || starts_with_ignoring_case(a, b));
}

// Lists are short: they are walked through.
inline bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  for (const std::string_view one : words) {
    if (word == one) return true;
  }
  return false;
}
inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return is_one_of(word, std::span(words.begin(), words.size()));
}
inline bool is_one_of_ignoring_case(std::string_view word, std::span<const std::string_view> words) {
  for (const std::string_view one : words) {
    if (equals_ignoring_case(word, one)) return true;
  }
  return false;
}

std::string_view trim(std::string_view text);
// Cuts them off the front.
inline void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
}
// Runs of ASCII white space become one space; none at the ends.
std::string collapse_spaces(std::string_view text);

// Fields between separators, empty ones included; an empty text has one empty field.
std::vector<std::string_view> split(std::string_view text, char separator);
// Maximal runs of bytes that are not white space.
std::vector<std::string_view> split_words(std::string_view text);

std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

// The line, counted from 1, on which the byte at `offset` stands.
std::uint32_t line_at(std::string_view text, std::size_t offset);
// That line and the byte of it, counted from 1, as errors name a place: "3:14".
std::string place_at(std::string_view text, std::size_t offset);

// The whole text as a decimal number, digits only; nothing on anything else or overflow.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

}  // namespace commonplace::base
