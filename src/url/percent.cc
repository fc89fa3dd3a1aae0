#include "url/percent.h"

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

bool is_encoded(char c, EncodeSet set) {
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

}  // namespace

void append_encoded(std::string& out, std::string_view text, EncodeSet set) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    if (!is_encoded(c, set)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<std::uint8_t>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
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
