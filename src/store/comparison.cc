#include "store/comparison.h"

#include "dedup/story.h"

namespace commonplace::store {

Result<Delta> compare_with_stored(RefreshStore& store, SourceId source, const Feed& feed, Timestamp now) {
  const Result<Known> known = store.known(source, feed);
  if (!known) return fail(known.error());
  Delta delta = reconcile(feed, *known, now);
  const std::vector<dedup::Arrival> arrivals = dedup::arrivals_of(feed, delta);
  std::vector<dedup::CopySearch> searches;
  for (const dedup::Arrival& arrival : arrivals) {
    const EntryChange& change = delta.changes[arrival.change];
    searches.push_back({change.sketch, feed.entries[change.index].published});
  }
  const Result<std::vector<std::vector<Entry>>> candidates = store.alike(searches, now);
  if (!candidates) return fail(candidates.error());
  dedup::join_copies(feed, arrivals, *candidates, delta);
  if (dedup::may_withdraw(feed)) {
    const Result<std::vector<dedup::StoredName>> names = store.names(source);
    if (!names) return fail(names.error());
    delta.withdrawn = dedup::withdrawn_by(feed, delta.changes, *names);
  }
  return delta;
}

}  // namespace commonplace::store
