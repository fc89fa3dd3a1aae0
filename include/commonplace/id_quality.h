// What was noticed of a source's ids, so that the next document is read with that in mind.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/time.h"

namespace commonplace {

enum class IdHabit {
  Missing,   // entries have none: they are known by their address, else by title and date
  Repeated,  // one entry is listed twice
  Reused,    // one id names different articles
  Changed,   // known entries came under other ids
  Unstable,  // they do with every document
  Flipping,  // entries go back and forth between versions
};

std::string_view name(IdHabit habit);  // "missing" "repeated" …

struct IdQuality {
  struct Noticed {
    std::uint32_t times = 0;    // on how many days
    std::uint32_t entries = 0;  // in the document where it was noticed last
    Timestamp first;
    Timestamp last;
    std::string example;

    friend bool operator==(const Noticed&, const Noticed&) = default;
  };
  std::map<IdHabit, Noticed> noticed;
  int changes_in_a_row = 0;  // documents whose entries were mostly known, and mostly under other ids

  // Whether entries are to be known by what they say rather than by their ids.
  bool is_unstable() const { return changes_in_a_row >= 2; }

  friend bool operator==(const IdQuality&, const IdQuality&) = default;
};

// Once a day is enough to be told. What was not noticed for a quarter of a year is forgotten.
void notice(IdQuality& quality, IdHabit habit, std::size_t entries, std::string_view example, Timestamp now);
void forget_old_habits(IdQuality& quality, Timestamp now);

// A sentence for operators.
std::string describe(IdHabit habit, std::size_t entries, std::string_view example);
// One a habit.
std::vector<std::string> describe(const IdQuality& quality);

}  // namespace commonplace
