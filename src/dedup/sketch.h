// An outline → a few numbers. Two entries that share one of them may be copies of each other; copies share at least one
// with near certainty. Whether they are is another question (likeness.h).
//
// Kinds of numbers, for ways to be alike:
//   bands    of a one-permutation MinHash over the phrases of the text (Li, Owen, Zhang 2012; empty bins filled as
//            Shrivastava and Li 2014): two texts of which 80 % of the phrases are the same share a band in 999 of 1,000
//            cases, of 10 % in 2 of 1,000
//   leads    five words of the beginning each, chosen so that two texts that have any ten words in a row in common
//            there share one (winnowing; Schleimer, Wilkerson, Aiken 2003): an excerpt has little in common with its
//            original, but begins as it does
//   titles   the first and the last five words of the title: partners put their names before or after it
//   twin     title and text letter for letter, where two that are spelled so are copies: who shares this one shares all

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/outline.h"

namespace commonplace::dedup {

using Sketch = std::vector<std::uint64_t>;  // ascending, without duplicates; empty for an entry without words

Sketch sketch_of(const Outline& outline);

// The number that tells an entry's twins, of what spelling_of said.
std::uint64_t twin_number(std::uint64_t spelling);

// The form in which a sketch is stored: 8 bytes a number, little endian. Other bytes yield an empty sketch.
std::string to_bytes(const Sketch& sketch);
Sketch sketch_from_bytes(std::string_view bytes);

}  // namespace commonplace::dedup
