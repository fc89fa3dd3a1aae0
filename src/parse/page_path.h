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
  std::string name = {};        // of the element; empty: where the search begins
  std::string attribute = {};   // "class", "id", or empty: whatever it has
  std::string word = {};        // of the class, or the id
  bool is_whole = false;        // the class is this word and no other
  std::size_t longer_than = 0;  // bytes that its text has more than

  // NOLINTNEXTLINE(modernize-use-nullptr): a mistake of clang-tidy 14 about <=>
  friend auto operator<=>(const PageStep&, const PageStep&) = default;
};

// The first step anywhere below, each of the others a child of the one before.
using PagePath = std::vector<PageStep>;

// Whether the element's name can stand in an expression as it is.
bool has_plain_name(const pugi::xml_node& node);
// How the element can be named by its class, each word of it on its own.
std::vector<PageStep> steps_to(const pugi::xml_node& node);
// Whether XPath can have it between apostrophes, and a person wants to read it.
bool can_be_quoted(std::string_view word);

bool matches(const PageStep& step, const pugi::xml_node& node);
// In document order.
std::vector<pugi::xml_node> select(const PagePath& path, const pugi::xml_node& root);
// Null where there is none among the first two thousand nodes.
pugi::xml_node select_first(const PageStep& step, const pugi::xml_node& root);

std::string to_xpath(const PagePath& path);        // "//ul[@id='news']/li"
std::string to_expression(const PageStep& below);  // ".//h3", or "." where it is nameless

// The string value of the element (XPath 1.0 §5.2), white space collapsed; of a long one the beginning.
std::string value_of(const pugi::xml_node& node);

bool is_in(pugi::xml_node node, const pugi::xml_node& element);  // or is the element
bool is_any_of(const pugi::xml_node& node, std::initializer_list<std::string_view> names);

}  // namespace commonplace::parse
