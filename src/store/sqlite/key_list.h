// Keys of entries in one column: a JSON array, which SQL can look into (json_each).

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace commonplace::store::sqlite {

// Sorted, each once. Keys need no escaping: they are of [a-z0-9].
std::string write_keys(std::vector<std::string> keys);

// What was written, and these.
std::string with_keys(std::string_view written, std::vector<std::string> more);

}  // namespace commonplace::store::sqlite
