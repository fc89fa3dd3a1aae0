// Labels of Unicode → the ASCII that DNS knows them by (RFC 3492).

#pragma once

#include <string>
#include <string_view>

namespace commonplace::url {

// What follows "xn--". `label` is UTF-8 of at most 63 code points, which nobody maps or normalizes here.
std::string to_punycode(std::string_view label);

}  // namespace commonplace::url
