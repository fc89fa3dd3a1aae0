// An HTML page → a pugixml tree for XPath: news pages without a feed, and the feeds a page announces.
//
// Names are in lower case, references decoded, <html>, <head>, <body>, <tbody> and other implied elements present, as
// in a browser's tree in all but the misnested cases. Scripts and styles are kept as text. For reading only: what is
// published goes through sanitize_html().

#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string_view>

#include "commonplace/result.h"

namespace commonplace::html {

// Elements beyond a depth of 128 become children of the deepest that fits. Error: TooLarge beyond a million nodes.
Result<std::unique_ptr<pugi::xml_document>> parse_html_tree(std::string_view html);

// The next node in document order below `root`; null after the last.
pugi::xml_node next_below(const pugi::xml_node& root, const pugi::xml_node& node);

}  // namespace commonplace::html
