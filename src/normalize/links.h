// The links of an entry or a feed, resolved, and the one that is its address.

#pragma once

#include <string>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/parse.h"
#include "commonplace/url.h"

namespace commonplace::normalize {

std::vector<Link> resolve_links(const std::vector<ParsedLink>& links, const Url& document_base);

// The entry's canonical URL: the origin behind a feed proxy, else the first alternate that is a page, else a guid that
// is a permalink. Empty where there is none.
std::string choose_link(const ParsedEntry& entry, const std::vector<Link>& links, const Url& document_base);

// The first of these with this relation; empty where there is none.
std::string first_href(const std::vector<Link>& links, std::string_view rel);

}  // namespace commonplace::normalize
