// What a document says of itself as a whole rather than of its head or an entry: fh:complete, at:deleted-entry.

#pragma once

#include "commonplace/parse.h"
#include "xml/document.h"

namespace commonplace::parse {

// Whether the element was such a signal (RFC 5005 §2, RFC 6721 §3); it is then noted in the feed.
bool read_feed_signal(const xml::Element& element, ParsedFeed& feed);

}  // namespace commonplace::parse
