// A rhythm's counters as a text of one hexadecimal digit each: small, and legible in a shell.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"

namespace commonplace::store::sqlite {

template <std::size_t N>
std::string write_counters(const std::array<std::uint8_t, N>& counters) {
  std::string text;
  for (const std::uint8_t counter : counters) text += "0123456789abcdef"[std::min<int>(counter, 15)];
  return text;
}

// A text that is too short, or holds something else, counts as zeros there.
template <std::size_t N>
void read_counters(std::string_view text, std::array<std::uint8_t, N>& counters) {
  for (std::size_t i = 0; i < std::min(N, text.size()); ++i) {
    counters[i] = static_cast<std::uint8_t>(std::max(base::hex_value(text[i]), 0));
  }
}

}  // namespace commonplace::store::sqlite
