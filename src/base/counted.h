// A count with its noun, for people: "1 entry", "2 entries".

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace commonplace::base {

inline std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

}  // namespace commonplace::base
