// Two outlines → how alike the entries are, in figures that do not depend on which of them comes first.

#pragma once

#include <cstddef>

#include "dedup/outline.h"

namespace commonplace::dedup {

// What of one list of words has a counterpart in the other.
struct Overlap {
  std::size_t matched = 0;    // words of both, typos included
  std::size_t typos = 0;      // of them
  std::size_t worth = 0;      // matched, but of characters of scripts without spaces only every third
  std::size_t replaced = 0;   // words that others stand for; of each such place, those of the side that has fewer
  std::size_t rewritten = 0;  // of the longest such place
  bool only_replaced = true;  // nothing was added and nothing left out
  std::size_t shorter = 0;    // words of the shorter list
  std::size_t longer = 0;

  // Of the shorter list's words, the share that the longer one has too.
  double containment() const;
  // Of the words that both have at the same place, the share that is not the same.
  double replacement() const;
};

// What instalments of a series and uses of a template differ in, where they are equal otherwise.
struct Distinctions {
  std::size_t moments = 0;   // places where both name a day, a month, a year or a time, and not the same
  std::size_t numbers = 0;   // other numbers
  std::size_t names = 0;     // words with a capital inside a sentence; several characters of a script that has none
  std::size_t agreeing = 0;  // moments, numbers and names that both have at the same place

  std::size_t differing() const { return moments + numbers + names; }
  double share() const;  // of those that differ
};

struct Likeness {
  Overlap title;
  Overlap body;
  Distinctions in_title;
  Distinctions in_body;
  bool only_labels_differ = false;  // the titles, but for what stands before a colon, a dash or a bracket
};

Likeness compare(const Outline& one, const Outline& other);

// The same of two outlines that are equal, but for `agreeing`.
Likeness likeness_of_the_same(const Outline& outline);

}  // namespace commonplace::dedup
