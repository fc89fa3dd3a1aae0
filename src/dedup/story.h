// New and edited entries × stored ones that may be their copies → which of them are one story (SPEC §5).
//
// A story is what copies hold together: A and C are one story where both are copies of B. So stories do not depend on
// the order in which copies arrive, nor on how polls divide them.

#pragma once

#include <span>
#include <vector>

#include "commonplace/dedup.h"
#include "dedup/outline.h"

namespace commonplace::dedup {

// An entry of a document that is to be compared: one that is new or was edited.
struct Arrival {
  std::size_t change = 0;  // into the delta's changes
  Outline outline;
};

// Also gives each of their changes its sketch.
std::vector<Arrival> arrivals_of(const Feed& feed, Delta& delta);

// More candidates than this are never looked at: of a phrase that everybody uses.
constexpr std::size_t kMostCandidates = 24;

// Adds to each arrival's change the keys of those that it is a copy of: of its candidates, which are stored, and of the
// arrivals before it. `candidates` has a list for each arrival.
void join_copies(const Feed& feed, std::span<const Arrival> arrivals, const std::vector<std::vector<Entry>>& candidates,
                 Delta& delta);

}  // namespace commonplace::dedup
