// Microsoft's Channel Definition Format → ParsedFeed.

#pragma once

#include "commonplace/parse.h"
#include "xml/document.h"

namespace commonplace::parse {

// `root` is a CHANNEL element. Channels inside it are sections: their items count, in the order of the document.
ParsedFeed read_cdf(const xml::Element& root);

}  // namespace commonplace::parse
