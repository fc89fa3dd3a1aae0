// Whether pugixml's plain parse of a text can be trusted.
//
// pugixml takes much for well-formed that is not: unknown entities stay as they are, `&#0;` cuts the text, of two
// attributes with one name both stay, a second root and text around it are passed over.

#pragma once

#include <cstddef>
#include <string_view>

namespace commonplace::xml {

struct Survey {
  bool trusted = true;   // false: have it mended
  std::size_t tags = 0;  // seen until then
};

// One linear pass that stops at the first reason for distrust. End tags are left to pugixml, which does check them.
Survey survey(std::string_view text);

}  // namespace commonplace::xml
