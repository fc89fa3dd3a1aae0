// Podcast elements of iTunes (itunes:) and Google Play (googleplay:), which share their names.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_itunes(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
