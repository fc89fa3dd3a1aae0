// A text → its words, as two copies of one text are compared by: case, accents, width and punctuation do not matter.
//
// Where a script has no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese), each character stands for itself:
// dictionaries divide the same phrase differently beside different neighbours.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace commonplace::dedup {

enum class WordKind : std::uint8_t {
  Plain,
  Name,       // begins with a capital where no sentence does
  Number,     // of digits, with what groups them left out: "12,345", "03", "3rd"
  Moment,     // digits that tell a day or a time: "10:30", "3/25", "3.3.2026"
  Character,  // of a script without spaces
};

struct Word {
  std::uint32_t hash = 0;   // of the folded spelling
  std::uint32_t begin = 0;  // of the folded spelling, in Words::letters
  std::uint16_t size = 0;
  WordKind kind = WordKind::Plain;
  bool ends_label = false;  // a colon, a dash or a bracket follows: "News: …", "[Update] …"
};

struct Words {
  std::string letters;
  std::vector<Word> list;

  std::size_t size() const { return list.size(); }
  bool empty() const { return list.empty(); }
  const Word& operator[](std::size_t index) const { return list[index]; }
  std::string_view spelling(const Word& word) const { return std::string_view(letters).substr(word.begin, word.size); }
};

// Longer texts are compared by their beginning.
constexpr std::size_t kMostWords = 4096;

// Of a folded spelling.
std::uint32_t hash_of(std::string_view spelling);

// `text` is plain UTF-8; ill-formed parts separate words.
Words read_words(std::string_view text);

// How many words in a row are rarely the same by chance: fewer than characters.
constexpr std::size_t kPhraseWords = 3;
constexpr std::size_t kPhraseCharacters = 6;

// A digest of each phrase in order, as good as random: the i-th begins at the i-th word. Texts shorter than a phrase
// have none.
std::vector<std::uint64_t> phrases_of(const Words& words);

// How many words the phrase has that begins at `index`; 0 where the text ends before it does.
std::size_t phrase_length(const Words& words, std::size_t index);

}  // namespace commonplace::dedup
