// A list of address ranges that may be asked although they are not public.

#pragma once

#include <string>
#include <vector>

#include "config/value.h"

namespace commonplace::config {

// Complains of the first that is none (fetch/guard.h).
void read_networks(const Value& value, std::vector<std::string>& target);

}  // namespace commonplace::config
