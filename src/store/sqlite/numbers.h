// Numbers in the small texts of some columns.

#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace commonplace::store::sqlite {

// The number that the whole text is.
template <class Integer>
std::optional<Integer> number_in(std::string_view text, int base = 10) {
  Integer value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace commonplace::store::sqlite
