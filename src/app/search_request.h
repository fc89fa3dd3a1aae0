// A query and the configuration in force → what the store is asked.

#pragma once

#include "commonplace/topic.h"
#include "config/config.h"
#include "store/records.h"

namespace commonplace::app {

// Of everything stored; `tag:` means the tags that sources have now.
store::SearchRequest search_request(Query query, const config::Config& config);

}  // namespace commonplace::app
