#include "xml/references.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::xml {
namespace {

constexpr std::size_t kLongestReference = 64;
constexpr char32_t kNoCharacter = 0x110000;

struct Predefined {
  std::string_view name;
  char32_t code_point;
};
constexpr Predefined kPredefined[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};

constexpr bool is_sound_character(char32_t c) { return base::is_xml_character(c) && !(c >= 0x7F && c <= 0x9F); }

constexpr bool is_name_byte(char c) {
  return base::is_ascii_alnum(c) || c == '.' || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// `text` begins behind "&#".
Reference read_character(std::string_view text) {
  const bool hexadecimal = !text.empty() && base::to_ascii_lower(text.front()) == 'x';
  const std::size_t digits_begin = hexadecimal ? 1 : 0;
  const char32_t radix = hexadecimal ? 16 : 10;
  std::size_t end = digits_begin;
  char32_t value = 0;
  for (; end < text.size(); ++end) {
    const int digit = base::hex_value(text[end]);
    if (digit < 0 || static_cast<char32_t>(digit) >= radix) break;
    value = std::min<char32_t>(value * radix + static_cast<char32_t>(digit), kNoCharacter);
  }
  if (end == digits_begin) return {};
  const bool ended = end < text.size() && text[end] == ';';
  const bool sound = ended && is_sound_character(value) && !(hexadecimal && text.front() == 'X');
  return {sound ? ReferenceKind::Sound : ReferenceKind::Character, 2 + end + (ended ? 1 : 0), {}, value};
}

}  // namespace

Reference read_reference(std::string_view text, std::size_t position) {
  const std::string_view rest = text.substr(position + 1, kLongestReference);
  if (rest.starts_with("lt;")) return {ReferenceKind::Sound, 4, rest.substr(0, 2), '<'};
  if (rest.starts_with("gt;")) return {ReferenceKind::Sound, 4, rest.substr(0, 2), '>'};
  if (rest.starts_with("amp;")) return {ReferenceKind::Sound, 5, rest.substr(0, 3), '&'};
  if (rest.starts_with('#')) return read_character(rest.substr(1));
  const auto end = std::find_if_not(rest.begin(), rest.end(), is_name_byte);
  if (end == rest.begin() || end == rest.end() || *end != ';') return {};
  const std::string_view name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  if (base::is_ascii_digit(name.front()) || name.front() == '-' || name.front() == '.') return {};
  const auto known = std::ranges::find(kPredefined, name, &Predefined::name);
  if (known == std::end(kPredefined)) return {ReferenceKind::Entity, name.size() + 2, name, 0};
  return {ReferenceKind::Sound, name.size() + 2, name, known->code_point};
}

}  // namespace commonplace::xml
