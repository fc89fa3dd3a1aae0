// Where words and what readers see as one character begin and end (UAX #29; dictionaries for scripts without spaces).

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace commonplace::text {

// The words of a text in order, as views into it: what UAX #29 calls a word and holds a letter or a digit, divided
// further at apostrophes, full stops and other punctuation (but not inside numbers), so that "l'école" holds "école",
// "library's" holds "library" and "end.Next" is two words. Chinese, Japanese and Thai are divided by dictionary.
std::vector<std::string_view> words(std::string_view text);

// The largest boundary between graphemes that is not after `byte`; the size of the text where `byte` is beyond it.
std::size_t grapheme_floor(std::string_view text, std::size_t byte);

// Whether the word is written in a script without spaces between words whose characters are near-words themselves
// (Han, Hiragana, Katakana), so that dictionaries disagree about where words end.
bool is_cjk_word(std::string_view word);

}  // namespace commonplace::text
