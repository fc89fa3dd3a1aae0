#include "store/comparison.h"

#include "dedup/sketch.h"
#include "dedup/story.h"

namespace commonplace::store {
namespace {

dedup::CopySearch search_for(const dedup::Arrival& arrival, const Feed& feed, const EntryChange& change) {
  // An edit is compared with the last weeks; only what is new may be from long ago.
  const bool is_new = change.change == Change::Inserted;
  return {change.sketch, dedup::wording_of(arrival.outline),
          is_new ? feed.entries[change.index].published : std::nullopt};
}

// Tells each change which stored entries, and which before it in the document, it is a copy of.
Result<bool> join_copies(RefreshStore& store, SourceId source, const Feed& feed, Timestamp now, Delta& delta) {
  const std::vector<dedup::Arrival> arrivals = dedup::arrivals_of(feed, delta);
  std::vector<dedup::CopySearch> searches;
  for (const dedup::Arrival& arrival : arrivals) {
    searches.push_back(search_for(arrival, feed, delta.changes[arrival.change]));
  }
  const auto twins = store.twins(source, searches, now);
  if (!twins) return fail(twins.error());
  dedup::Joining joining(feed, arrivals, delta);
  std::vector<std::size_t> without;  // a twin
  std::vector<dedup::CopySearch> others;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const std::optional<dedup::Twin>& twin = (*twins)[i];
    if (twin && joining.join(i, *twin)) continue;
    without.push_back(i);
    others.push_back(std::move(searches[i]));
  }
  const auto join = [&](std::size_t search, std::span<const Entry> candidates) {
    joining.join(without[search], candidates);
  };
  return store.alike(others, now, join);
}

}  // namespace

Result<Delta> compare_with_stored(RefreshStore& store, SourceId source, const Feed& feed, Timestamp now) {
  const Result<Known> known = store.known(source, feed);
  if (!known) return fail(known.error());
  Delta delta = reconcile(feed, *known, now);
  if (const Result<bool> joined = join_copies(store, source, feed, now, delta); !joined) return fail(joined.error());
  if (dedup::may_withdraw(feed)) {
    const Result<std::vector<dedup::StoredName>> names = store.names(source);
    if (!names) return fail(names.error());
    delta.withdrawn = dedup::withdrawn_by(feed, delta.changes, *names);
  }
  return delta;
}

}  // namespace commonplace::store
