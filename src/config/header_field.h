// Whether a header can be sent as it is written (RFC 9110 §5).

#pragma once

#include <string_view>

namespace commonplace::config {

bool is_header_name(std::string_view name);
// Everything on one line, without control characters.
bool is_header_value(std::string_view value);

}  // namespace commonplace::config
