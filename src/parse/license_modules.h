// Creative Commons in feeds: the RSS module (creativeCommons:) and the RDF vocabulary (cc:).

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_creative_commons(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
