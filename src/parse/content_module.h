// Whole texts beside the RSS description: content:encoded, content:items, an XHTML body, yandex:full-text,
// turbo:content.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_content_module(const xml::Element& element, Draft& draft);
void read_yandex(const xml::Element& element, Draft& draft);
void read_xhtml_body(const xml::Element& element, Draft& draft);  // <body> or <div> of XHTML

}  // namespace commonplace::parse
