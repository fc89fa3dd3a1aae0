// What a reload has done, for the log and for whoever asked for it. Pure.

#pragma once

#include <string>

#include "app/live.h"
#include "config/difference.h"

namespace commonplace::app {

// "1 source added (lakeland); 12 sources, 7 topics; 1 drop-in left out": one line.
std::string reload_in_words(const Live& live, const config::Difference& difference);

// The same as one JSON object (docs/operations.md).
std::string reload_as_json(const Live& live, const config::Difference& difference);

}  // namespace commonplace::app
