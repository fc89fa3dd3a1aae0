#include "store/comparison.h"

#include "dedup/story.h"

namespace commonplace::store {

Result<Delta> compare_with_stored(RefreshStore& store, SourceId source, const Feed& feed, Timestamp now) {
  const Result<Known> known = store.known(source, feed);
  if (!known) return fail(known.error());
  Delta delta = reconcile(feed, *known, now);
  const std::vector<dedup::Arrival> arrivals = dedup::arrivals_of(feed, delta);
  std::vector<dedup::Sketch> sketches;
  for (const dedup::Arrival& arrival : arrivals) sketches.push_back(delta.changes[arrival.change].sketch);
  const Result<std::vector<std::vector<Entry>>> candidates = store.alike(sketches, now);
  if (!candidates) return fail(candidates.error());
  dedup::join_copies(feed, arrivals, *candidates, delta);
  return delta;
}

}  // namespace commonplace::store
