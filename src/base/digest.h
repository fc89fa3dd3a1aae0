// Digests of bytes and their spellings.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace commonplace::base {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
// Not for adversaries: change detection and hash tables (XXH3).
std::uint64_t fast_hash(std::string_view bytes, std::uint64_t seed = 0);

// So that each bit depends on all (SplitMix64's finalizer).
constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return value ^ (value >> 31);
}

std::string to_hex(std::span<const std::uint8_t> bytes);
// Crockford's alphabet in lower case (no i, l, o, u), most significant bits first, `length` characters.
std::string to_base32(std::span<const std::uint8_t> bytes, std::size_t length);
// Ignores white space and missing padding; nothing else. Empty on other input.
std::string from_base64(std::string_view text);

}  // namespace commonplace::base
