// URLs that are written as the parser would serialize them, which most are: taken as they stand.

#pragma once

#include <optional>
#include <string_view>

#include "commonplace/url.h"

namespace commonplace::url {

// The URL that `text` is, if it is certain that parsing would give back every byte of it: http or https, a host in
// lower case, no user, a path without dot segments, nothing to encode. Nothing where that is not certain.
std::optional<Url> read_serialized(std::string_view text);
bool is_serialized(std::string_view text);

}  // namespace commonplace::url
