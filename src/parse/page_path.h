// Elements of a page as XPath can name them again: by name, a word of the class, an id, the length of the text.

#pragma once

#include <cstddef>
#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace commonplace::parse {

struct PageStep {
  std::string name;             // of the element
  std::string attribute;        // "class", "id", or empty: whatever it has
  std::string word;             // of the class, or the id
  bool is_whole = false;        // the class is this word and no other
  std::size_t longer_than = 0;  // bytes that its text has more than

  friend bool operator==(const PageStep&, const PageStep&) = default;
};

PageStep by_name(std::string_view name);
PageStep by_class(std::string_view name, std::string_view word);

// The first step anywhere below, each of the others a child of the one before.
using PagePath = std::vector<PageStep>;

bool matches(const PageStep& step, const pugi::xml_node& node);
// In document order.
std::vector<pugi::xml_node> select(const PagePath& path, const pugi::xml_node& root);
pugi::xml_node select_first(const PageStep& step, const pugi::xml_node& root);  // null where there is none

// "//ul[@id='news']/li", or with ".//" below an entry.
std::string to_xpath(const PagePath& path, std::string_view from = "//");

bool is_any_of(const pugi::xml_node& node, std::initializer_list<std::string_view> names);
// The next node in document order below `root`; null after the last.
pugi::xml_node next_below(const pugi::xml_node& root, const pugi::xml_node& node);
// What the element says, white space collapsed; scripts and styles say nothing. A text that is longer is cut.
std::string text_of(const pugi::xml_node& node);

}  // namespace commonplace::parse
