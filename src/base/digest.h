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

std::string to_hex(std::span<const std::uint8_t> bytes);
// Crockford's alphabet in lower case (no i, l, o, u), most significant bits first, `length` characters.
std::string to_base32(std::span<const std::uint8_t> bytes, std::size_t length);
std::string to_base64(std::string_view bytes);
// Ignores white space and missing padding; nothing else. Empty on other input.
std::string from_base64(std::string_view text);

}  // namespace commonplace::base
