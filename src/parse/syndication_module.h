// RSS 1.0 syndication module (sy:): how often a feed is updated.

#pragma once

#include <string>
#include <string_view>

#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

void read_syndication(const xml::Element& element, Draft& draft);

// The minutes between two updates, as <ttl> would say them; empty where no period was told.
std::string syndication_minutes(std::string_view period, std::string_view frequency);

}  // namespace commonplace::parse
