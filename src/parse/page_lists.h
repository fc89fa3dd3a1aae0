// What repeats on a page: elements that can be named alike and each hold a headline and a link, as the items of a list
// of news do.

#pragma once

#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "commonplace/url.h"
#include "parse/page_path.h"

namespace commonplace::parse {

inline constexpr std::size_t kFewestInList = 3;

// Paths that may select a list of news, those with the most headlines first; at most sixty. Each is a guess: it may
// select more than that list, or less.
std::vector<PagePath> lists_of(const pugi::xml_node& tree, const Url& base);

bool is_heading(const pugi::xml_node& node);  // h1 to h6
bool is_headline(std::string_view text);      // by its length, and no date
bool is_date(std::string_view text);          // perhaps with some words around it
// An <a> to a page, this one apart.
bool leads_somewhere(const pugi::xml_node& link, const Url& base);
// Whether the element stands where a site keeps what leads through it, or says so: menus, heads and feet, asides.
bool is_navigation(pugi::xml_node node);

}  // namespace commonplace::parse
