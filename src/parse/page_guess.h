// A news page without a feed → rules that read it, guessed from what repeats on it: elements that are alike and each
// hold a headline with a link, and mostly a date and a text.
//
// A guess: to be shown to somebody who knows the page.

#pragma once

#include <optional>

#include "commonplace/decode.h"
#include "commonplace/source.h"
#include "commonplace/url.h"

namespace commonplace::parse {

// Rules with which parse_page() finds at least three entries, each with a title and a link of its own; nothing where
// the page has no such list, or is longer than 4 MiB. What no expression finds in most of the entries stays empty.
std::optional<PageRules> guess_page_rules(const Utf8Text& page, const Url& base);

}  // namespace commonplace::parse
