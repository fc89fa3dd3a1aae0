// Text → HTML text and attribute values, canonical and inert.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::html {

// What comes out means the same to every HTML and XML parser: `&`, `<` and `>` are references, in attribute values `"`
// too; ill-formed UTF-8 and non-characters become U+FFFD; control characters are left out; line ends are LF in text
// and, like tabs, spaces in attribute values (which are to be written between double quotes).
std::string escape_text(std::string_view text);
std::string escape_attribute(std::string_view value);

void append_escaped_text(std::string& out, std::string_view text);
// The same for a well-formed text of an HTML document, whose character references are decoded on the way.
void append_decoded_text(std::string& out, std::string_view text);
// Where that would write the first character at or after `position` otherwise than it stands; text.size() where it
// would copy all.
std::size_t find_rewritten(std::string_view text, std::size_t position = 0);
void append_escaped_attribute(std::string& out, std::string_view value);

}  // namespace commonplace::html
