// A text → the columns of a terminal that it fills (UAX #11).

#pragma once

#include <cstddef>
#include <string_view>

namespace commonplace::text {

// 2 for characters that are wide in East Asia and for emoji, 0 for marks that stand over others and for invisible ones,
// else 1. A text takes as many columns as its characters together.
std::size_t columns(char32_t character);
std::size_t columns(std::string_view text);

}  // namespace commonplace::text
