// When and where the thing an entry announces takes place: ev:, xCal and schema.org elements.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_ev(const xml::Element& element, Draft& draft);
void read_xcal(const xml::Element& element, Draft& draft);
void read_schema_event(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
