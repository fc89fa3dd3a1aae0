// Percent-encoding (WHATWG URL §1.3): which bytes are encoded where.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::url {

enum class EncodeSet { Control, Fragment, Query, SpecialQuery, Path, Userinfo };

void append_encoded(std::string& out, std::string_view text, EncodeSet set);
std::string percent_decode(std::string_view text);

}  // namespace commonplace::url
