#include "text/columns.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace commonplace::text {
namespace {

constexpr char32_t kJoiner = 0x200D;

// The vowels and final consonants of a Hangul syllable are drawn into the box of its first letter.
bool is_in_syllable(char32_t c) { return c >= 0x1160 && c <= 0x11FF; }

}  // namespace

std::size_t columns(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  if (is_in_syllable(character)) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  bool is_joined = false;  // one emoji is made of several
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = base::next_code_point(text, position);
    if (!is_joined) sum += columns(c);
    is_joined = c == kJoiner;
  }
  return sum;
}

}  // namespace commonplace::text
