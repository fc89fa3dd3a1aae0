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
    // An edit is compared with the last weeks; only what is new may be from long ago.
    const bool is_new = change.change == Change::Inserted;
    searches.push_back({change.sketch, is_new ? feed.entries[change.index].published : std::nullopt});
  }
  dedup::Joining joining(feed, arrivals, delta);
  const auto join = [&joining](std::size_t arrival, std::span<const Entry> candidates) {
    joining.join(arrival, candidates);
  };
  if (const Result<bool> compared = store.alike(searches, now, join); !compared) return fail(compared.error());
  if (dedup::may_withdraw(feed)) {
    const Result<std::vector<dedup::StoredName>> names = store.names(source);
    if (!names) return fail(names.error());
    delta.withdrawn = dedup::withdrawn_by(feed, delta.changes, *names);
  }
  return delta;
}

}  // namespace commonplace::store
