// Text → the same in fewer bytes: on every machine with the same libraries the same bytes.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::serve {

// A gzip member (RFC 1952). Empty where there is no memory.
std::string gzip(std::string_view text);
// A brotli stream (RFC 7932). The same.
std::string brotli(std::string_view text);

}  // namespace commonplace::serve
