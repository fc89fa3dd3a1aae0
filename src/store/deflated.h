// Texts that are kept and rarely read, compressed (zlib, RFC 1950).

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace commonplace::store {

std::string deflated(std::string_view text);
// Nothing where it is not what the other gave.
std::optional<std::string> inflated(std::string_view bytes);

}  // namespace commonplace::store
