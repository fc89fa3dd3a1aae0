// RSS 0.91 to 0.94 and 2.0 documents → ParsedFeed.

#pragma once

#include <vector>

#include "commonplace/parse.h"
#include "parse/draft.h"
#include "parse/rss_item.h"
#include "xml/document.h"

namespace commonplace::parse {

// `root` is an rss element, or a channel that stands without one. Items beside the channel count as well as those in
// it, and where there is no channel its elements are looked for in the root.
ParsedFeed read_rss(const xml::Element& root);

// Reads one level: items are collected, what speaks of the whole document is noted in the feed, the rest is the head.
void read_channel(const xml::Element& channel, const RssNames& names, Draft& head, std::vector<xml::Element>& items,
                  ParsedFeed& feed);

}  // namespace commonplace::parse
