// The operator's `keep` → what is taken out of the store (SPEC §9).

#pragma once

#include <map>
#include <string>

#include "app/live.h"
#include "commonplace/result.h"
#include "store/store.h"

namespace commonplace::app {

// How many entries of each source, by slug; sources that lose none are left out.
using Outlived = std::map<std::string, std::size_t>;

// What `prune_some` would take out, were it called until nothing is left. Blocks; for a reader or the writer.
Result<Outlived> count_outlived(store::Store& store, const Live& live, Timestamp now);

// Takes out at most so many entries that have outlived what the configuration says, in one transaction a source. None
// were left where it takes out none. Blocks; for the writer.
Result<Outlived> prune_some(store::Store& store, const Live& live, Timestamp now, std::size_t most);

}  // namespace commonplace::app
