// A topic → JSON Feed 1.1 (jsonfeed.org), with what it has no members for in `_commonplace`: type, event, source,
// copies and licence of an item.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

std::string write_json_feed(const TopicPage& page);

}  // namespace commonplace::publish
