// New and edited entries × stored ones that may be their copies → which of them are one story (SPEC §5).
//
// A story is what copies hold together: A and C are one story where both are copies of B. So stories do not depend on
// the order in which copies arrive, nor on how polls divide them.

#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "commonplace/dedup.h"
#include "dedup/outline.h"
#include "dedup/sketch.h"
#include "dedup/story_index.h"

namespace commonplace::dedup {

// An entry of a document that is to be compared: one that is new or was edited.
struct Arrival {
  std::size_t change = 0;  // into the delta's changes
  std::string text;        // as text_of says
  std::uint64_t spelling = 0;
  Outline outline;  // of one that has no twin: a twin's words are never read
};

std::vector<Arrival> arrivals_of(const Feed& feed, const Delta& delta);

// What a twin is looked for by, and what copies are.
struct TwinSearch {
  std::uint64_t number = 0;  // as twin_number says
  std::optional<Timestamp> published;
};
struct CopySearch {
  Sketch sketch;
  std::optional<Timestamp> published;
};

// A stored entry of another source that is a copy by its number alone: it says the same, letter for letter.
struct Twin {
  std::string key;
  Sketch sketch;
};

// Entries are compared that were first seen, or both published, within so long of each other.
constexpr std::chrono::days kComparedWithin{30};

// Whether a stored entry is compared with one that comes `now`, published then.
bool is_comparable(const Entry& stored, std::optional<Timestamp> published, Timestamp now);

// More candidates than this are never looked at: of a phrase that everybody uses.
constexpr std::size_t kMostCandidates = 24;

// Adds to the changes of a document's arrivals the keys of those that each is a copy of.
class Joining {
 public:
  Joining(const Feed& feed, std::span<const Arrival> arrivals, Delta& delta)
      : feed_(feed), arrivals_(arrivals), delta_(delta) {}

  // An arrival is a copy of its twin, and has its sketch. It need not be compared with anything else: whatever is like
  // the one is like the other, and was compared with it.
  void join(std::size_t arrival, Twin twin);
  // To be called for each of the others, in order, with its sketch: it is compared with its candidates, which are
  // stored, and with those of the arrivals before it that had no twin. What a whole document may cost is bounded; once
  // that is spent nothing is compared any more.
  void join(std::size_t arrival, const Sketch& sketch, std::span<const Entry> candidates);

 private:
  bool are_copies(const Entry& one, const Outline& its_outline, const Entry& other, const Outline& other_outline);

  const Feed& feed_;
  std::span<const Arrival> arrivals_;
  Delta& delta_;
  StoryIndex before_{std::chrono::hours{24}};
  std::size_t words_compared_ = 0;
};

}  // namespace commonplace::dedup
