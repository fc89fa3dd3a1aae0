#include "dedup/story.h"

#include "dedup/judgement.h"
#include "dedup/story_index.h"

namespace commonplace::dedup {
namespace {

void join_stored(const Entry& entry, const Arrival& arrival, std::span<const Entry> candidates, EntryChange& change) {
  for (const Entry& candidate : candidates) {
    if (candidate.key == change.key) continue;
    if (judge(entry, arrival.outline, candidate, outline_of(candidate)).is_copy) change.copies.push_back(candidate.key);
  }
}

}  // namespace

bool is_comparable(const Entry& stored, std::optional<Timestamp> published, Timestamp now) {
  if (stored.first_seen && *stored.first_seen >= now - kComparedWithin) return true;
  if (!stored.published || !published) return false;
  const auto apart = *stored.published - *published;
  return apart <= kComparedWithin && -apart <= kComparedWithin;
}

std::vector<Arrival> arrivals_of(const Feed& feed, Delta& delta) {
  std::vector<Arrival> arrivals;
  for (std::size_t i = 0; i < delta.changes.size(); ++i) {
    EntryChange& change = delta.changes[i];
    if (change.change == Change::Unchanged) continue;
    arrivals.push_back({i, outline_of(feed.entries[change.index])});
    change.sketch = sketch_of(arrivals.back().outline);
  }
  return arrivals;
}

void join_copies(const Feed& feed, std::span<const Arrival> arrivals, const std::vector<std::vector<Entry>>& candidates,
                 Delta& delta) {
  StoryIndex before(std::chrono::hours{24});
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const Arrival& arrival = arrivals[i];
    EntryChange& change = delta.changes[arrival.change];
    const Entry& entry = feed.entries[change.index];
    if (i < candidates.size()) join_stored(entry, arrival, candidates[i], change);
    for (const std::int64_t other : before.alike(change.sketch, kMostCandidates)) {
      const Arrival& earlier = arrivals[static_cast<std::size_t>(other)];
      const EntryChange& its_change = delta.changes[earlier.change];
      if (judge(entry, arrival.outline, feed.entries[its_change.index], earlier.outline).is_copy) {
        change.copies.push_back(its_change.key);
      }
    }
    before.add(static_cast<std::int64_t>(i), change.sketch, Timestamp{});
  }
}

}  // namespace commonplace::dedup
