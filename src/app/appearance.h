// What readers see of the configuration: since when, pages and feeds cannot be older than that.

#pragma once

#include "app/live.h"
#include "commonplace/publish.h"
#include "store/records.h"

namespace commonplace::app {

store::Appearance appearance_of(const config::Config& config);

// The document, last modified no earlier than what readers see of the configuration.
Rendered seen_by_readers(Rendered rendered, const Live& live);

}  // namespace commonplace::app
