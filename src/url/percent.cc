#include "url/percent.h"

#include <array>
#include <cstdint>

#include "base/text.h"

namespace commonplace::url {
namespace {

// What each set encodes besides controls and bytes beyond ASCII; every set but the first includes the one named.
constexpr std::string_view kFragment = " \"<>`";
constexpr std::string_view kQuery = " \"#<>";
constexpr std::string_view kPathMore = "?`{}";
constexpr std::string_view kUserinfoMore = "/:;=@[\\]^|";

constexpr bool contains(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

constexpr bool belongs_to(char c, EncodeSet set) {
  if (static_cast<std::uint8_t>(c) > 0x7E || static_cast<std::uint8_t>(c) < 0x20) return true;
  switch (set) {
    case EncodeSet::Control:
      return false;
    case EncodeSet::Fragment:
      return contains(kFragment, c);
    case EncodeSet::Query:
      return contains(kQuery, c);
    case EncodeSet::SpecialQuery:
      return contains(kQuery, c) || c == '\'';
    case EncodeSet::Path:
      return contains(kQuery, c) || contains(kPathMore, c);
    case EncodeSet::Userinfo:
      return contains(kQuery, c) || contains(kPathMore, c) || contains(kUserinfoMore, c);
  }
  return false;
}

constexpr EncodeSet kSets[] = {EncodeSet::Control,      EncodeSet::Fragment, EncodeSet::Query,
                               EncodeSet::SpecialQuery, EncodeSet::Path,     EncodeSet::Userinfo};

constexpr std::uint8_t bit_of(EncodeSet set) { return static_cast<std::uint8_t>(1 << static_cast<int>(set)); }

// For each byte the sets that it belongs to.
constexpr std::array<std::uint8_t, 256> kEncoded = [] {
  std::array<std::uint8_t, 256> sets{};
  for (std::size_t byte = 0; byte < sets.size(); ++byte) {
    for (const EncodeSet set : kSets) {
      if (belongs_to(static_cast<char>(byte), set)) sets[byte] |= bit_of(set);
    }
  }
  return sets;
}();

}  // namespace

std::size_t plain_length(std::string_view text, EncodeSet set) {
  const std::uint8_t bit = bit_of(set);
  std::size_t length = 0;
  while (length < text.size() && (kEncoded[static_cast<std::uint8_t>(text[length])] & bit) == 0) ++length;
  return length;
}

void append_encoded(std::string& out, std::string_view text, EncodeSet set) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (;;) {
    const std::size_t plain = plain_length(text, set);
    out += text.substr(0, plain);
    if (plain == text.size()) return;
    const auto byte = static_cast<std::uint8_t>(text[plain]);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
    text.remove_prefix(plain + 1);
  }
}

std::string percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && base::hex_value(text[i + 1]) >= 0 &&
        base::hex_value(text[i + 2]) >= 0) {
      decoded += static_cast<char>(base::hex_value(text[i + 1]) * 16 + base::hex_value(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

}  // namespace commonplace::url
