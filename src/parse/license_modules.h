// Creative Commons in feeds: the RSS module (creativeCommons:) and the RDF vocabulary (cc:).

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_creative_commons(const xml::Element& element, Draft& draft);

// An element that names a licence, as the address of its text or a reference of RDF's.
void read_license(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
