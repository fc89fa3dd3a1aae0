// The addresses of a document's entries as far as each is the page of one entry.

#pragma once

#include <string>
#include <vector>

#include "commonplace/feed.h"

namespace commonplace::dedup {

// One comparison key for each entry; empty where it has no address, or one that is not its own: the front page of a
// site, and what entries with different titles share (a list, a shop window).
std::vector<std::string> own_addresses(const Feed& feed);

// For each entry, the comparison keys of the pages that it says it was first published at: its links with rel
// "canonical" and "via". `own` are the entries' own addresses.
std::vector<std::vector<std::string>> origin_addresses(const Feed& feed, const std::vector<std::string>& own);

}  // namespace commonplace::dedup
