#include "opml/slug.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "text/normalize.h"

namespace commonplace::opml {
namespace {

constexpr std::size_t kLongestSlug = 63;
constexpr std::size_t kLongestTag = 120;

enum class Alphabet { Any, Ascii };

// Punctuation and spaces beyond ASCII; whatever else is there belongs to a word.
bool is_between_words(char32_t c) {
  constexpr struct {
    char32_t first, last;
  } kRanges[] = {{0x80, 0xBF},     {0x2000, 0x206F}, {0x2190, 0x2BFF}, {0x3000, 0x303F},  {0xFE10, 0xFE1F},
                 {0xFE30, 0xFE6F}, {0xFF00, 0xFF0F}, {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF}};
  return std::any_of(std::begin(kRanges), std::end(kRanges),
                     [c](auto range) { return c >= range.first && c <= range.last; });
}

bool is_in_word(char32_t c, Alphabet alphabet) {
  if (c < 0x80) return base::is_ascii_alnum(static_cast<char>(c));
  return alphabet == Alphabet::Any && !is_between_words(c);
}

std::string join_words(std::string_view words, Alphabet alphabet, std::size_t longest) {
  const std::string folded = text::fold(words);
  std::string joined;
  bool apart = false;
  for (std::size_t position = 0; position < folded.size();) {
    const char32_t c = base::next_code_point(folded, position);
    if (!is_in_word(c, alphabet)) {
      apart = true;
      continue;
    }
    if (apart && !joined.empty()) joined += '-';
    apart = false;
    base::append_utf8(joined, c);
  }
  joined.resize(base::truncate_utf8(joined, longest).size());
  while (joined.ends_with('-')) joined.pop_back();
  return joined;
}

}  // namespace

std::string to_tag(std::string_view words) { return join_words(words, Alphabet::Any, kLongestTag); }
std::string to_slug(std::string_view words) { return join_words(words, Alphabet::Ascii, kLongestSlug); }

}  // namespace commonplace::opml
