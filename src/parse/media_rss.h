// Media RSS (media:): pictures and recordings with their credit, licence and description.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_media_rss(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
