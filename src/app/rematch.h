// After a rule change: which of the stored entries are in the topic now.
//
// The full-text index names the entries that a rule asks for, without reading any. Where it cannot tell, and for what
// it does not have yet, the entries are read and the matcher decides, in batches. Only when all is known do memberships
// move, each topic's in one step, so that readers see the old or the new and never a half.

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
