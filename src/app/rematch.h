// After a rule change: the stored entries through the new matcher, in batches, memberships moved as they go.

#pragma once

#include <vector>

#include "app/live.h"
#include "store/store.h"

namespace commonplace::app {

// Decides membership in `topics` anew for every stored entry. Blocks; belongs on the writer pool. Returns the topics
// whose published state changed.
Result<std::vector<TopicId>> rematch(store::CatalogStore& store, const Live& live, const std::vector<TopicId>& topics,
                                     Timestamp now);

}  // namespace commonplace::app
