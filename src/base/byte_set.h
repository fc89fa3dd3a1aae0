// A set of bytes as a table: one look tells whether a byte belongs, for loops over names, which are short.

#pragma once

#include <array>
#include <string_view>

namespace commonplace::base {

class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes = {}) {
    for (const char c : bytes) insert(c);
  }

  constexpr void insert(char c) { has_[static_cast<unsigned char>(c)] = true; }
  constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

  // The position of the first byte of the set at or after `position`; text.size() where there is none.
  constexpr std::size_t find(std::string_view text, std::size_t position) const {
    while (position < text.size() && !has(text[position])) ++position;
    return position;
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace commonplace::base
