#include "store/comparison.h"

#include "dedup/sketch.h"
#include "dedup/story.h"

namespace commonplace::store {
namespace {

// An edit is compared with the last weeks; only what is new may be from long ago.
std::optional<Timestamp> published_when_new(const Feed& feed, const EntryChange& change) {
  return change.change == Change::Inserted ? feed.entries[change.index].published : std::nullopt;
}

// Tells each change which stored entries, and which before it in the document, it is a copy of.
Result<bool> join_copies(RefreshStore& store, SourceId source, const Feed& feed, Timestamp now, Delta& delta) {
  std::vector<dedup::Arrival> arrivals = dedup::arrivals_of(feed, delta);
  std::vector<dedup::TwinSearch> twin_searches;
  for (const dedup::Arrival& arrival : arrivals) {
    const EntryChange& change = delta.changes[arrival.change];
    twin_searches.push_back({dedup::twin_number(arrival.spelling), published_when_new(feed, change)});
  }
  auto twins = store.twins(source, twin_searches, now);
  if (!twins) return fail(twins.error());
  dedup::Joining joining(feed, arrivals, delta);
  std::vector<std::size_t> others;
  std::vector<dedup::CopySearch> searches;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    if (std::optional<dedup::Twin>& twin = (*twins)[i]) {
      joining.join(i, std::move(*twin));
      continue;
    }
    dedup::Arrival& arrival = arrivals[i];
    arrival.outline = dedup::outline_of(feed.entries[delta.changes[arrival.change].index].title, arrival.text);
    others.push_back(i);
    searches.push_back({dedup::sketch_of(arrival.outline), twin_searches[i].published});
  }
  const auto join = [&](std::size_t search, std::span<const Entry> candidates) {
    joining.join(others[search], searches[search].sketch, candidates);
  };
  return store.alike(searches, now, join);
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
