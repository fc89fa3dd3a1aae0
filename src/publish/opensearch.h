// The service → its OpenSearch description (OpenSearch 1.1, draft 6), by which browsers and feed readers learn to
// search here.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

std::string write_search_description(const Site& site);

}  // namespace commonplace::publish
