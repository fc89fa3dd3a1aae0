// The feeds that an HTML page offers: link rel=alternate (RFC 8288, "autodiscovery"), and links that look like feeds.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commonplace/url.h"

namespace commonplace {

struct FeedLink {
  std::string url;  // absolute
  std::string title;
  std::string type;       // media type, lower case, as announced; empty where none was
  bool announced = true;  // by the page's head; false: an ordinary link whose address looks like a feed's

  friend bool operator==(const FeedLink&, const FeedLink&) = default;
};

// Announced feeds first, those of comments last among them, then likely links, each in the order of the page, none
// twice. `base` is where the page was
// fetched from; its <base href> counts. Never fails: a page without feeds offers none.
std::vector<FeedLink> discover_feeds(std::string_view html, const Url& base);

// Where feeds are kept on a site that announces none, likeliest first: "/feed", "/rss.xml" …, beside the page and at
// the root of its site.
std::vector<Url> well_known_feeds(const Url& page);

}  // namespace commonplace
