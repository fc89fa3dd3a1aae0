// An element's character data → what a field holds.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "commonplace/parse.h"
#include "xml/document.h"

namespace commonplace::parse {

// All character data below, without the white space around it and the marks of a CDATA section that was escaped.
std::string trimmed_text(const xml::Element& element);

// The trimmed text with the xml:base and xml:lang in force. Markup that was not escaped (`<description><p>…`) makes it
// Xhtml, whatever `markup` says.
ParsedText read_text(const xml::Element& element, Markup markup);

// What is inside as Xhtml, a single <div> around it removed (RFC 4287 §3.1.1.3).
ParsedText read_inner_markup(const xml::Element& element);

// Plain text whose line ends are meant (a post, a film's chapters) becomes HTML that has them.
void keep_line_ends(ParsedText& text);

// The first attribute of those names that says something, trimmed.
std::string first_attribute(const xml::Element& element, std::initializer_list<std::string_view> names);

// The same; where none does, the trimmed text.
std::string attribute_or_text(const xml::Element& element, std::initializer_list<std::string_view> names);

// Characters that XML 1.0 does not allow become U+FFFD: for text that did not come through the XML parser.
std::string only_xml_characters(std::string_view text);

}  // namespace commonplace::parse
