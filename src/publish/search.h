// What the page of a search and its feed say in the same way.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

bool has_next(const SearchPage& page);

// "partner*: search", by which a list of windows or of feeds tells it from others.
std::string search_title(const SearchPage& page);

// The name of the source or topic that it is narrowed to.
std::string name_of(const std::vector<SearchPage::Choice>& choices, const std::string& value);

}  // namespace commonplace::publish
