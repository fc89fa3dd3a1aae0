#include "app/rematch.h"

#include <algorithm>
#include <set>

namespace commonplace::app {
namespace {

constexpr std::size_t kBatch = 1000;

}  // namespace

Result<std::vector<TopicId>> rematch(store::CatalogStore& store, const Live& live, const std::vector<TopicId>& topics,
                                     Timestamp now) {
  std::set<TopicId> touched;
  if (topics.empty()) return std::vector<TopicId>{};
  for (std::int64_t last = 0;;) {
    const auto batch = store.rematch_batch(last, kBatch);
    if (!batch) return fail(batch.error());
    if (batch->empty()) break;
    std::vector<store::CatalogStore::Membership> memberships;
    for (const auto& row : *batch) {
      std::vector<TopicId> matched = live.matcher.match(row.entry);
      std::erase_if(matched, [&](TopicId id) { return std::find(topics.begin(), topics.end(), id) == topics.end(); });
      memberships.push_back({row.row, std::move(matched)});
      last = row.row;
    }
    const auto changed = store.set_memberships(topics, memberships, now);
    if (!changed) return fail(changed.error());
    touched.insert(changed->begin(), changed->end());
  }
  if (const auto finished = store.finish_rematch(topics); !finished) return fail(finished.error());
  return std::vector<TopicId>(touched.begin(), touched.end());
}

}  // namespace commonplace::app
