#include "date/letters.h"

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::date {
namespace {

// U+00C0 to U+017F, sixteen a line.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiii"
    "dnooooo*ouuuuyts"
    "aaaaaaaceeeeiiii"
    "dnooooo/ouuuuyty"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "iiiijjkkklllllll"
    "lllnnnnnnnnnoooo"
    "oooorrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

struct Pair {
  char32_t from;
  char32_t to;
};
constexpr Pair kMarked[] = {
    {U'ά', U'α'}, {U'έ', U'ε'}, {U'ή', U'η'}, {U'ί', U'ι'}, {U'ό', U'ο'}, {U'ύ', U'υ'},  {U'ώ', U'ω'},
    {U'ϊ', U'ι'}, {U'ΐ', U'ι'}, {U'ϋ', U'υ'}, {U'ΰ', U'υ'}, {U'ς', U'σ'}, {U'Ά', U'α'},  {U'Έ', U'ε'},
    {U'Ή', U'η'}, {U'Ί', U'ι'}, {U'Ό', U'ο'}, {U'Ύ', U'υ'}, {U'Ώ', U'ω'}, {U'Ϊ', U'ι'},  {U'Ϋ', U'υ'},
    {U'ё', U'е'}, {U'й', U'и'}, {U'Ё', U'е'}, {U'Й', U'и'}, {U'−', U'-'}, {U'’', U'\''}, {U'‘', U'\''},
    {U'І', U'і'}, {U'Ї', U'ї'}, {U'Є', U'є'}, {U'Ј', U'ј'}, {U'Љ', U'љ'},
};

constexpr bool is_within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Soft hyphens, combining accents, marks of direction, joiners, the byte order mark.
constexpr bool is_unseen(char32_t c) {
  return c == 0xAD || is_within(c, 0x300, 0x36F) || is_within(c, 0x200B, 0x200F) || is_within(c, 0x202A, 0x202E) ||
         is_within(c, 0x2060, 0x2069) || c == 0xFEFF;
}
constexpr bool is_space(char32_t c) {
  return c == 0xA0 || is_within(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

char32_t plain_letter(char32_t c) {
  if (is_within(c, 0xFF01, 0xFF5E)) c -= 0xFEE0;  // full width
  if (c < 0x80) return static_cast<char32_t>(base::to_ascii_lower(static_cast<char>(c)));
  if (is_within(c, 0xC0, 0x17F)) return static_cast<char32_t>(kLatin[c - 0xC0]);
  for (const Pair& pair : kMarked) {
    if (pair.from == c) return pair.to;
  }
  if (is_within(c, 0x391, 0x3A9) || is_within(c, 0x410, 0x42F)) return c + 0x20;  // capitals
  if (is_space(c)) return ' ';
  return is_within(c, 0x2010, 0x2015) ? U'-' : c;
}

}  // namespace

std::string plain_letters(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = base::next_code_point(text, position);
    if (!is_unseen(c)) base::append_utf8(plain, plain_letter(c));
  }
  return plain;
}

}  // namespace commonplace::date
