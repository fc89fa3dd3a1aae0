// Dublin Core elements 1.1 (dc:) and terms (dcterms:).

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_dublin_core(const xml::Element& element, Draft& draft);
void read_dublin_core_terms(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
