// Who has asked us to stay away (Retry-After), as the store remembers it.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "app/live.h"
#include "store/store.h"

namespace commonplace::app {

// For how long yet the source itself is not to be asked: a week at most, whatever the clock said when it was told.
std::optional<std::chrono::seconds> hold_left(const RefreshHistory& history, Timestamp now);

// Where a source lives, as far as its address tells; empty for a file, and for what is no address.
std::string host_of(const Live& live, const std::string& slug, const std::string& adopted_url);

// An answer that is still in force for its source, and so may be for its host.
struct HostHold {
  std::string host;
  Timestamp since;
  std::chrono::seconds wait;  // from then on
};

// In the order in which they came. A host that sent us on to another is taken for the one that answered.
Result<std::vector<HostHold>> host_holds(store::CatalogStore& store, const Live& live, Timestamp now);

}  // namespace commonplace::app
