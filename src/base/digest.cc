#include "base/digest.h"

#include <openssl/sha.h>
#include <xxhash.h>

#include "base/text.h"

namespace commonplace::base {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

Sha256 sha256(std::string_view bytes) {
  Sha256 digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}

std::uint64_t fast_hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::string to_base32(std::span<const std::uint8_t> bytes, std::size_t length) {
  constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string text;
  std::uint32_t bits = 0;
  int available = 0;
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8) | byte;
    available += 8;
    while (available >= 5 && text.size() < length) {
      available -= 5;
      text += kDigits[(bits >> available) & 31];
    }
  }
  return text;
}

std::string from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int available = 0;
  bool padded = false;
  for (const char c : text) {
    if (is_ascii_space(c)) continue;
    padded = padded || c == '=';
    if (c == '=') continue;
    const std::size_t digit = kBase64.find(c);
    if (padded || digit == std::string_view::npos) return {};
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    available += 6;
    if (available >= 8) {
      available -= 8;
      bytes += static_cast<char>((bits >> available) & 0xFF);
    }
  }
  return bytes;
}

}  // namespace commonplace::base
