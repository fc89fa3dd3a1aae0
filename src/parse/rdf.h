// RSS 0.90, 1.0 and 1.1 documents, which are RDF → ParsedFeed.

#pragma once

#include "commonplace/parse.h"
#include "xml/document.h"

namespace commonplace::parse {

// `root` is an rdf:RDF element, whose items and image stand beside the channel, or a Channel of RSS 1.1.
ParsedFeed read_rdf(const xml::Element& root);

}  // namespace commonplace::parse
