// Two word lists → which words they share in order, and what stands in between.
//
// Phrases that both have exactly once hold the lists together (the idea of patience diff), matches grow from them, and
// short stretches between two matches are compared word by word. Cost: n log n for n words.

#pragma once

#include <cstddef>
#include <vector>

#include "dedup/words.h"

namespace commonplace::dedup {

// Words [begin, end) of each list that have no counterpart in the other. One of the two may be empty, not both.
struct Gap {
  std::size_t a_begin = 0, a_end = 0;
  std::size_t b_begin = 0, b_end = 0;

  std::size_t in_a() const { return a_end - a_begin; }
  std::size_t in_b() const { return b_end - b_begin; }
};

struct Alignment {
  struct Match {
    std::size_t a = 0;
    std::size_t b = 0;
    bool is_typo = false;  // not the same word, but one that was mistyped or mended
  };
  std::vector<Match> matches;  // ascending in both
  std::vector<Gap> gaps;       // between them, before the first and after the last
};

Alignment align(const Words& a, const Words& b);

// Whether two words differ by one letter: another one, one more, or two that changed places. Not of short words, where
// that makes another word, nor of numbers.
bool is_typo(const Words& a, const Word& in_a, const Words& b, const Word& in_b);

}  // namespace commonplace::dedup
