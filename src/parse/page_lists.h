// What repeats on a page: elements that can be named alike and each hold a headline that is a link, as the items of a
// list of news do.

#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "parse/page_path.h"

namespace commonplace::parse {

inline constexpr std::size_t kFewestInList = 3;

// Paths that may select a list of news, those with the most headlines first; at most sixty. Each is a guess: it may
// select more than that list, or less.
std::vector<PagePath> lists_of(const pugi::xml_node& tree);

// How the element can be named by its class, each word of it on its own.
std::vector<PageStep> steps_to(const pugi::xml_node& node);

bool is_headline(std::string_view text);  // by its length; "Read more" is none
bool leads_somewhere(const pugi::xml_node& link);
// Menus, heads and feet of the site: what leads through it is no news.
bool is_navigation(pugi::xml_node node);

}  // namespace commonplace::parse
