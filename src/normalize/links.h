// The links of an entry or a feed, resolved, and the one that is its address.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/parse.h"
#include "commonplace/url.h"

namespace commonplace::normalize {

std::vector<Link> resolve_links(const std::vector<ParsedLink>& links, const Url& document_base);

// The entry's address, canonical but for its fragment, which is kept: the origin behind a feed proxy, else the first
// alternate that is a page, else an id that is a permalink.
std::optional<Url> choose_address(const ParsedEntry& entry, const std::vector<Link>& links, const Url& document_base);

// The address with the place in the page it names, if it names one: "#comment-7", but not "#xtor=RSS-1".
std::string with_place(const Url& address);

// Entries that share a page and differ in their place in it (the items of a page of news, a feed of comments) are told
// apart by nothing else: each of their `links` becomes its own of `places`.
void keep_selecting_fragments(std::span<std::string* const> links, std::span<const std::string> places);

// The page where people answer: RSS's comments where they are an address, else, as Atom tells it (RFC 4685 §4), a link
// to replies that is a page.
std::string comments_page(const ParsedEntry& entry, const std::vector<Link>& links, const Url& document_base);

// The first alternate that is a page, else the first; empty where there is none.
std::string page_href(const std::vector<Link>& links);

// The first of these with this relation; empty where there is none.
std::string first_href(const std::vector<Link>& links, std::string_view rel);

}  // namespace commonplace::normalize
