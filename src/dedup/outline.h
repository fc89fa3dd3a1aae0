// An entry → what comparing it with others needs: the words of its title and of its text, and how these are spelled.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "commonplace/entry.h"
#include "dedup/words.h"

namespace commonplace::dedup {

struct Outline {
  Words title;
  Words body;
  std::uint64_t spelling = 0;  // as spelling_of says
};

// What an entry is compared by, as plain text: its content, else its summary, else its excerpt.
std::string text_of(const Entry& entry);

// A number that only the same title and text have, letter for letter; costs far less than reading their words.
std::uint64_t spelling_of(std::string_view title, std::string_view text);

Outline outline_of(std::string_view title, std::string_view text);
Outline outline_of(const Entry& entry);

}  // namespace commonplace::dedup
