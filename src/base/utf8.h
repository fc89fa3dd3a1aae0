// UTF-8 as bytes: validity, repair, code points (RFC 3629).

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace commonplace::base {

constexpr char32_t kReplacement = 0xFFFD;
inline constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";

// The code point that begins at `text[position]`, which moves past it. An invalid byte yields U+FFFD and is passed
// together with the rest of its maximal ill-formed part (Unicode §3.9). `position` must be inside the text.
char32_t next_code_point(std::string_view text, std::size_t& position);

// The length of the well-formed sequence that begins at `text[position]`; 0 where it is ill-formed.
std::size_t sequence_length(std::string_view text, std::size_t position);

bool is_ascii(std::string_view text);
bool is_valid_utf8(std::string_view text);
// The same text with every ill-formed part replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

void append_utf8(std::string& text, char32_t code_point);  // U+FFFD for surrogates and beyond U+10FFFF

std::size_t count_code_points(std::string_view text);
// Where the code point begins that `count` others precede; text.size() where there are no more than those.
std::size_t code_point_offset(std::string_view text, std::size_t count);
// The longest prefix of at most `bytes` bytes that does not cut a code point.
std::string_view truncate_utf8(std::string_view text, std::size_t bytes);

// Whether XML 1.0 §2.2 allows the character: no controls but tab, LF and CR, no U+FFFE, U+FFFF.
constexpr bool is_xml_character(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

}  // namespace commonplace::base
