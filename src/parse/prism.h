// PRISM (prism:), which journals' feeds speak.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_prism(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
