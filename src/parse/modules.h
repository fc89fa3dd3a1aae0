// Elements of other vocabularies inside a feed or an entry, one namespace each.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

// Reads the element into the draft by the rules of its namespace; one that nobody here knows is passed over.
void read_module_element(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
