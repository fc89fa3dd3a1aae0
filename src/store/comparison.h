// A document × the store → what it changes, which of its entries are copies of stored ones, and which stored ones it
// takes back.

#pragma once

#include "commonplace/dedup.h"
#include "store/store.h"

namespace commonplace::store {

// Blocks; belongs on the writer pool, in one job with the commit, so that no other poll comes between.
Result<Delta> compare_with_stored(RefreshStore& store, SourceId source, const Feed& feed, Timestamp now);

}  // namespace commonplace::store
