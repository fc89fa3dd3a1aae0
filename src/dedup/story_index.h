// Which entries of the last weeks may be copies of a given one: numbers of sketches → entries.
//
// A hint, never an answer: it may name entries that have nothing in common but a phrase, or that are not there any
// more. Memory is bounded by what is in it, about 350 bytes an entry (bench/story_matching); what has grown old is
// dropped when room is needed. Not for use by two threads at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "commonplace/time.h"
#include "dedup/sketch.h"

namespace commonplace::dedup {

class StoryIndex {
 public:
  // Entries are kept until `first_seen` is `window` ago, by the latest time that was added.
  explicit StoryIndex(std::chrono::seconds window) : window_(window) {}

  // An entry that is there already is there twice, under its old sketch and under this one.
  void add(std::int64_t entry, const Sketch& sketch, Timestamp first_seen);

  // The entries that share the most numbers with the sketch, most first, then the earliest added; at most `limit`.
  std::vector<std::int64_t> alike(const Sketch& sketch, std::size_t limit) const;

  std::size_t size() const { return entries_.size(); }  // of adds that are remembered
  std::size_t bytes() const;

 private:
  struct Kept {
    std::int64_t entry = 0;
    std::uint32_t day = 0;  // first seen, in days since 1970
  };

  void put(std::uint64_t place);
  void make_room(std::size_t numbers);
  void forget_old();
  void resize(std::size_t homes);
  std::size_t home(std::uint64_t number) const;
  void fetch_homes(const Sketch& sketch) const;
  std::size_t find(std::uint64_t number) const;

  std::chrono::seconds window_;
  // A hash table with linear probing in which all that is there ascends (Amble and Knuth 1974): a search ends at the
  // first greater number, and a greater table is one pass over this one. A place holds the upper 40 bits of a number
  // and, in the lower 24, an index into entries_ plus one; 0 where it is free. The last place is free.
  std::vector<std::uint64_t> places_;
  std::size_t homes_ = 0;  // places that a number may be at home in; the others are for what these have no room for
  std::size_t taken_ = 0;
  std::vector<Kept> entries_;
  std::uint32_t latest_day_ = 0;
};

}  // namespace commonplace::dedup
