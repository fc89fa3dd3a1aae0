// Reading prose from the front, word by word: what the readers of days and of times of day share.
//
// Texts are in the spelling of date::plain_letters, so hyphens stand for all dashes.

#pragma once

#include <span>
#include <string_view>

namespace commonplace::normalize {

bool begins_word(std::string_view text);  // with a letter, of whatever script

// The letters at the front, with apostrophes among them.
std::string_view peek_word(std::string_view text);

// Takes the first of `words` that `text` begins with, and the spaces after it. One that ends in a letter must not go
// on with another letter.
bool take_one_of(std::string_view& text, std::span<const std::string_view> words);

// The last word of a text without its closing dot, and the text without it.
struct LastWord {
  std::string_view word;
  std::string_view before;
};
LastWord split_last_word(std::string_view text);

}  // namespace commonplace::normalize
