// Vocabularies that add an address: comment feeds (wfw:), threads (thr:, RFC 4685), FeedBurner's originals.

#pragma once

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_comment_feed(const xml::Element& element, Draft& draft);  // → link rel "replies"
void read_thread(const xml::Element& element, Draft& draft);        // → link rel "in-reply-to"
void read_feedburner(const xml::Element& element, Draft& draft);    // → link rel "origin", the enclosure's real URL

}  // namespace commonplace::parse
