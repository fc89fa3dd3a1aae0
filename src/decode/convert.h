// Bytes of one known encoding → UTF-8, with ICU's converters.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace commonplace::decode {

struct Converted {
  std::string text;           // valid UTF-8
  std::size_t bad_parts = 0;  // replaced by U+FFFD
  bool too_large = false;     // stopped at `limit` bytes of text
};

// `converter` is ICU's name, or ISO-8859-16, which ICU has no table of. Nothing where it is unknown.
std::optional<Converted> convert(std::string_view bytes, std::string_view converter, std::size_t limit);

// The encoding that ICU's detector believes in, by WHATWG name; empty where it is unsure or names one that only a
// declaration can vouch for.
std::string_view detect_encoding(std::string_view bytes);

}  // namespace commonplace::decode
