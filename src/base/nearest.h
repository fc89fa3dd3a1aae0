// A misspelled word → the known one that was probably meant.

#pragma once

#include <span>
#include <string_view>

namespace commonplace::base {

// How many letters must be changed, added, dropped or swapped with their neighbour (optimal string alignment).
std::size_t edits_between(std::string_view a, std::string_view b);

// The candidate with the fewest edits, the first of equals, ASCII case aside; empty where none is near enough to be a
// slip: a third of the letters, but two in any word of four and one in a shorter one.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace commonplace::base
