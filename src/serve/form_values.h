// The query of a target → names and values, as a form encodes them (WHATWG URL §5.1).

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace commonplace::serve {

struct FormValue {
  std::string_view name;             // as it is written
  std::optional<std::string> value;  // decoded, trimmed, control characters made spaces; nothing where it is not UTF-8
};

// In the order of `query`, which they are views of.
std::vector<FormValue> read_form(std::string_view query);

// The value of that name as it is written; of a repeated one the last counts.
std::optional<std::string_view> last_value(std::string_view query, std::string_view name);

}  // namespace commonplace::serve
