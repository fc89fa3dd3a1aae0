// A document × the store → what it changes, and which of its entries are copies of stored ones.

#pragma once

#include "commonplace/dedup.h"
#include "store/store.h"

namespace commonplace::store {

// Blocks; belongs on the writer pool, in one job with the commit, so that no other poll comes between.
Result<Delta> compare_with_stored(RefreshStore& store, SourceId source, const Feed& feed, Timestamp now);

}  // namespace commonplace::store
