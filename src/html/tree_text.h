// Nodes of a page's tree → the text that a reader sees.

#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace commonplace::html {

// As html_to_text() has it of the element's markup; of the node itself also where it is hidden. What comes after the
// text that reaches `enough` bytes is not read.
std::string visible_text(const pugi::xml_node& node, std::size_t enough = std::string::npos);

// Text that is no element's: white space collapsed in the same way.
std::string collapsed(std::string_view text);

}  // namespace commonplace::html
