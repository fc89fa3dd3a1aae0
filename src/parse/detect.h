// What a document is: which kind of feed, or what it is instead.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commonplace/feed.h"
#include "xml/document.h"

namespace commonplace::parse {

// Whether the first character that is not white space begins JSON.
bool looks_like_json(std::string_view text);

// What a document is that need not be parsed to see that it is no feed: "HTML, not a feed (title 'Login')", "a PDF
// document". Nothing for what may be a feed. Looks at the first start tags, not at the whole.
std::optional<std::string> describe_non_feed(std::string_view text);

// The document from its feed's root on, where a server's message in HTML or words stand before it; else all of it.
std::string_view skip_server_message(std::string_view text);

// The element to read a feed from, and the reader for it.
struct FeedRoot {
  FeedFormat format = FeedFormat::Rss;
  xml::Element element;
};

// The root, or an element directly in it: some servers wrap the feed. Nothing where neither is a feed's.
std::optional<FeedRoot> find_feed_root(const xml::Element& root);

// What a document with such a root is: "OPML, a list of feeds", "XML with the root element 'soap'".
std::string describe_root(const xml::Element& root);

}  // namespace commonplace::parse
