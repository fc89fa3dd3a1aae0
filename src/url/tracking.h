// Query parameters that tell where a click came from and select nothing.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::url {

// The query without them, and without empty parameters; the others stay as they are and where they are.
std::string without_tracking(std::string_view query);

}  // namespace commonplace::url
