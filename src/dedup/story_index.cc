#include "dedup/story_index.h"

#include <algorithm>
#include <utility>

namespace commonplace::dedup {
namespace {

constexpr std::size_t kFirstHomes = 1024;
// Growing by little at a time keeps memory near what is needed.
constexpr std::size_t kFullestPercent = 80;
constexpr std::size_t kGrowthPercent = 125;
// A phrase that thousands have ("Join us for story time") tells nothing, and would make every search slow; and of a
// story's copies some are enough to find it by.
constexpr std::size_t kMostOfOneNumber = 24;

constexpr std::uint64_t kEntryMask = 0xFFFFFF;
constexpr std::size_t kMostEntries = kEntryMask - 1;

// Places for what runs over the last home.
std::size_t overflow(std::size_t homes) {
  constexpr std::size_t kLeast = 64;
  return kLeast + homes / 1024;
}

bool is_same_number(std::uint64_t place, std::uint64_t number) { return ((place ^ number) & ~kEntryMask) == 0; }
std::size_t entry_of(std::uint64_t place) { return static_cast<std::size_t>((place & kEntryMask) - 1); }
std::uint64_t place_of(std::uint64_t number, std::size_t entry) { return (number & ~kEntryMask) | (entry + 1); }

std::uint32_t day_of(Timestamp time) {
  const auto days = std::chrono::floor<std::chrono::days>(time.time_since_epoch()).count();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(days, 0, 0x7FFFFFFF));
}

}  // namespace

std::size_t StoryIndex::home(std::uint64_t number) const {
  constexpr int kBits = 32;
  return static_cast<std::size_t>((number >> kBits) * homes_ >> kBits);
}

// Homes are far apart, and asked one by one: the memory of all of them is asked for at once.
void StoryIndex::fetch_homes(const Sketch& sketch) const {
  for (const std::uint64_t number : sketch) __builtin_prefetch(&places_[home(number)]);
}

// Where the number is, or would be.
std::size_t StoryIndex::find(std::uint64_t number) const {
  const std::uint64_t least = number & ~kEntryMask;
  std::size_t at = home(number);
  while (places_[at] != 0 && places_[at] < least) ++at;
  return at;
}

void StoryIndex::put(std::uint64_t place) {
  std::size_t at = find(place);
  for (std::size_t same = 0; places_[at] != 0 && places_[at] < place; ++at) {
    if (is_same_number(places_[at], place) && ++same == kMostOfOneNumber) return;
  }
  for (std::uint64_t moved = place; moved != 0; ++at) std::swap(moved, places_[at]);
  ++taken_;
  if (places_.back() != 0) places_.resize(places_.size() + overflow(homes_));
}

void StoryIndex::resize(std::size_t homes) {
  std::vector<std::uint64_t> before(homes + overflow(homes));
  before.swap(places_);
  homes_ = homes;
  taken_ = 0;
  std::size_t next = 0;
  for (const std::uint64_t place : before) {
    if (place == 0) continue;
    next = std::max(next, home(place));
    if (next + 1 == places_.size()) places_.resize(places_.size() + overflow(homes_));
    places_[next++] = place;
    ++taken_;
  }
}

void StoryIndex::forget_old() {
  const auto days = std::chrono::ceil<std::chrono::days>(window_).count();
  const std::uint32_t oldest = latest_day_ - std::min<std::uint32_t>(latest_day_, static_cast<std::uint32_t>(days));
  std::vector<std::size_t> moved(entries_.size(), kMostEntries);
  std::size_t kept = 0;
  // Of more than can be numbered, the earlier half is given up.
  const std::size_t least = entries_.size() < kMostEntries ? 0 : entries_.size() / 2;
  for (std::size_t index = least; index < entries_.size(); ++index) {
    if (entries_[index].day < oldest) continue;
    moved[index] = kept;
    entries_[kept++] = entries_[index];
  }
  if (kept == entries_.size()) return;
  entries_.resize(kept);
  for (std::uint64_t& place : places_) {
    if (place == 0) continue;
    const std::size_t to = moved[entry_of(place)];
    place = to == kMostEntries ? 0 : place_of(place, to);  // in the same order: none overtakes another
  }
  resize(homes_);  // what is left stands where it is looked for
}

void StoryIndex::make_room(std::size_t numbers) {
  const auto is_full = [&] { return (taken_ + numbers) * 100 > homes_ * kFullestPercent; };
  if (places_.empty()) resize(kFirstHomes);
  if (!is_full() && entries_.size() < kMostEntries) return;
  forget_old();
  if (is_full()) resize(std::max(homes_ * kGrowthPercent / 100, homes_ + 2 * numbers));
  entries_.reserve(entries_.size() + entries_.size() / 8);
}

void StoryIndex::add(std::int64_t entry, const Sketch& sketch, Timestamp first_seen) {
  if (sketch.empty()) return;
  make_room(sketch.size());
  fetch_homes(sketch);
  const std::size_t index = entries_.size();
  entries_.push_back({entry, day_of(first_seen)});
  latest_day_ = std::max(latest_day_, entries_.back().day);
  for (const std::uint64_t number : sketch) put(place_of(number, index));
}

std::vector<std::int64_t> StoryIndex::alike(const Sketch& sketch, std::size_t limit) const {
  if (places_.empty()) return {};
  fetch_homes(sketch);
  std::vector<std::size_t> hits;
  for (const std::uint64_t number : sketch) {
    for (std::size_t at = find(number); places_[at] != 0 && is_same_number(places_[at], number); ++at) {
      hits.push_back(entry_of(places_[at]));
    }
  }
  std::sort(hits.begin(), hits.end());
  struct Found {
    std::size_t index;
    std::size_t shared;
  };
  std::vector<Found> found;
  for (const std::size_t hit : hits) {
    if (found.empty() || found.back().index != hit) found.push_back({hit, 0});
    ++found.back().shared;
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.shared > b.shared; });
  std::vector<std::int64_t> entries;
  for (const Found& f : found) {
    if (entries.size() == limit) break;
    const std::int64_t entry = entries_[f.index].entry;
    if (std::find(entries.begin(), entries.end(), entry) == entries.end()) entries.push_back(entry);
  }
  return entries;
}

std::size_t StoryIndex::bytes() const {
  return places_.capacity() * sizeof(places_[0]) + entries_.capacity() * sizeof(entries_[0]);
}

}  // namespace commonplace::dedup
