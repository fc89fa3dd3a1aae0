// What the links of an HTML page are relative to, where it says so itself.

#pragma once

#include <optional>
#include <pugixml.hpp>

#include "commonplace/url.h"

namespace commonplace::parse {

// The first <base href> counts, wherever it stands, also for the links before it (WHATWG HTML §4.2.3). Nothing where
// there is none, or where it is none that pages of the web have: exported ones may name a folder of their author's.
std::optional<Url> base_of_page(const pugi::xml_document& tree, const Url& page);

}  // namespace commonplace::parse
