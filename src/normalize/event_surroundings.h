// The words and marks around a day in a title → whether something may take place on it.
//
// Texts are in the spelling of date::plain_letters.

#pragma once

#include <string_view>

namespace commonplace::normalize {

enum class Before { Beginning, Mark, Preposition, Word, NotOn };
enum class After { End, Mark, Place, Word };

Before what_comes_before(std::string_view text);
After what_comes_after(std::string_view text);

// The "on" of "6 pm on March 3".
void skip_leading_word(std::string_view& text);

// Whether the title is that of an issue, a digest or minutes, whose date is their own.
bool is_periodical(std::string_view title);

}  // namespace commonplace::normalize
