// A news page that has no feed, read as one by XPath 1.0 on its parsed HTML (SPEC §1, [source.X.page]).

#pragma once

#include "commonplace/decode.h"
#include "commonplace/parse.h"
#include "commonplace/source.h"
#include "commonplace/url.h"

namespace commonplace::parse {

// `rules.entries` selects the entries; the other expressions are evaluated in each, an empty one says nothing. What
// `meta` gives is matched by `meta_pattern`, whose groups `type` and `date` are taken. Errors: BadConfig for an
// expression that cannot be compiled, naming the key, the expression and the position; NotAFeed where nothing on the
// page is an entry, for then the page was rebuilt.
Result<ParsedFeed> parse_page(const Utf8Text& page, const Url& base, const PageRules& rules);

// Whether the rules could be used at all: the errors of parse_page that do not need a page.
Result<void> check_page_rules(const PageRules& rules);

}  // namespace commonplace::parse
