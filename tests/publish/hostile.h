// Texts as publishers write them on their worst days.

#pragma once

#include <string>

namespace commonplace::publish {

using namespace std::string_literals;

inline const std::string kHostileTexts[] = {
    "]]>",
    "</title><script>alert(1)</script>",
    "<!-- --> --!> <![CDATA[ x ]]>",
    "\"'><img src=x onerror=alert(1)>",
    "&amp;amp; &lt; &#x3C; &nosuch;",
    "nul\0 bell\a escape\x1b[31m delete\x7f"s,
    "\xEF\xBF\xBE\xEF\xBF\xBF noncharacters, \xED\xA0\x80 surrogate, \xFF\xC0 rubbish",
    "right \xE2\x80\xAE to left, \xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A",
    "line\u2028separator and paragraph\u2029separator",
    "{title} {main} {0} {}",
    "\r\n\t ",
    std::string(3000, '<'),
    "🦫 Iḷisaġvik — “quotes” …",
};

}  // namespace commonplace::publish
