// The schemes whose URLs browsers know by heart: a host is required, "\" counts as "/", ports have defaults
// (URL Standard §4.2, "special scheme").

#pragma once

#include <cstdint>
#include <string_view>

namespace commonplace::url {

struct SpecialScheme {
  std::string_view name;
  std::uint16_t port;  // 0: none
};

// Null where the scheme is not special.
const SpecialScheme* find_special(std::string_view scheme);

}  // namespace commonplace::url
