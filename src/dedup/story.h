// New and edited entries × stored ones that may be their copies → which of them are one story (SPEC §5).
//
// A story is what copies hold together: A and C are one story where both are copies of B. So stories do not depend on
// the order in which copies arrive, nor on how polls divide them.

#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "commonplace/dedup.h"
#include "dedup/outline.h"
#include "dedup/sketch.h"

namespace commonplace::dedup {

// An entry of a document that is to be compared: one that is new or was edited.
struct Arrival {
  std::size_t change = 0;  // into the delta's changes
  Outline outline;
};

// Also gives each of their changes its sketch.
std::vector<Arrival> arrivals_of(const Feed& feed, Delta& delta);

// What copies are looked for of.
struct CopySearch {
  Sketch sketch;
  std::optional<Timestamp> published;
};

// Entries are compared that were first seen, or both published, within so long of each other.
constexpr std::chrono::days kComparedWithin{30};

// Whether a stored entry is compared with one that comes `now`, published then.
bool is_comparable(const Entry& stored, std::optional<Timestamp> published, Timestamp now);

// More candidates than this are never looked at: of a phrase that everybody uses.
constexpr std::size_t kMostCandidates = 24;

// Adds to each arrival's change the keys of those that it is a copy of: of its candidates, which are stored, and of the
// arrivals before it. `candidates` has a list for each arrival.
void join_copies(const Feed& feed, std::span<const Arrival> arrivals, const std::vector<std::vector<Entry>>& candidates,
                 Delta& delta);

}  // namespace commonplace::dedup
