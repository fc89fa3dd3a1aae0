// What is configured for a source, as the operator wrote it; nothing secret. Pure.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "commonplace/source.h"

namespace commonplace::app {

// Key and value of its address, its intervals, and of whatever else is not as it is by default.
std::vector<std::pair<std::string, std::string>> settings_of(const Source& source);

}  // namespace commonplace::app
