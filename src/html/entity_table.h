// The named character references of WHATWG HTML §13.5.

#pragma once

#include <array>
#include <string_view>

namespace commonplace::html {

struct NamedReference {
  std::string_view name;  // without '&' and ';'
  std::string_view text;  // UTF-8
  bool legacy;            // also recognized without ';'
};

inline constexpr std::size_t kNamedReferenceCount = 2125;
extern const std::array<NamedReference, kNamedReferenceCount> kNamedReferences;  // sorted by name, bytewise

}  // namespace commonplace::html
