// Percent-encoding (WHATWG URL §1.3): which bytes are encoded where.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::url {

enum class EncodeSet { Control, Fragment, Query, SpecialQuery, Path, Userinfo };

// The length of the part of `text` before the first byte that the set encodes.
std::size_t plain_length(std::string_view text, EncodeSet set);

void append_encoded(std::string& out, std::string_view text, EncodeSet set);
std::string percent_decode(std::string_view text);

}  // namespace commonplace::url
