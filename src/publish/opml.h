// Lists of feeds in OPML 2.0, for readers that take many at once.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

// The feeds of all topics.
std::string write_opml(const IndexPage& page);
// The sources behind a topic.
std::string write_opml(const SourceList& list);

}  // namespace commonplace::publish
