// The podcast: namespace (podcastindex.org): what of it has a place in an entry.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

// People, licence, pictures, other renditions of the recording, where people talk about it.
void read_podcasting(const xml::Element& element, Draft& draft);

}  // namespace commonplace::parse
