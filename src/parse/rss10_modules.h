// Two modules of RSS 1.0 that later formats have elements for: enc: (enclosures) and ag: (where an item came from).

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_enclosure_module(const xml::Element& element, Draft& draft);
void read_aggregation(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
