// What holds of everything that strangers make us publish.

#pragma once

#include <cstdlib>
#include <initializer_list>
#include <string_view>

#include "base/utf8.h"
#include "commonplace/url.h"

namespace commonplace::fuzz {

inline void check(bool holds) {
  if (!holds) std::abort();
}

// UTF-8 of characters that XML 1.0 allows, none of them a control but tab and line ends.
inline bool is_publishable(std::string_view text) {
  if (!base::is_valid_utf8(text)) return false;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = base::next_code_point(text, position);
    if (!base::is_xml_character(c) || (c >= 0x7F && c < 0xA0)) return false;
  }
  return true;
}

// Empty, or absolute, of one of these schemes, and serialized.
inline bool is_address(std::string_view text, std::initializer_list<std::string_view> schemes) {
  if (text.empty()) return true;
  const auto url = parse_url(text);
  if (!url || url->href() != text) return false;
  for (const std::string_view scheme : schemes) {
    if (url->scheme() == scheme) return true;
  }
  return false;
}

inline bool is_web_address(std::string_view text) { return is_address(text, {"http", "https"}); }

// What a browser asks for, or hands to another program that asks the reader first.
inline bool is_harmless_address(std::string_view text) {
  return is_address(text, {"http", "https", "mailto", "ftp", "tag", "urn", "magnet", "geo", "xmpp"});
}

}  // namespace commonplace::fuzz
