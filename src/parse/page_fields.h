// The entries of a list on a page → where each has its title, its link, its date and its summary.

#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "commonplace/url.h"
#include "parse/page_path.h"

namespace commonplace::parse {

// Expressions as in PageRules, with how many of the entries have what they say.
struct PageHeadline {
  PageStep element;
  std::string title = {}, link = {};
  bool is_heading = false;
  double share = 0;
};

struct PageDating {
  std::optional<PageStep> element = {};  // none: no date was found
  std::string date = {}, meta = {}, meta_pattern = {};
  double share = 0;
};

// Of some entries, not more than forty or so: the time it takes grows with them and with what is in them.
class PageFields {
 public:
  PageFields(std::vector<pugi::xml_node> entries, const Url& base) : entries_(std::move(entries)), base_(base) {}

  // Titles and links that differ from entry to entry; nothing where most have none.
  std::optional<PageHeadline> headline() const;
  PageDating dating() const;
  // Empty where most have none.
  std::string summary(const PageHeadline& headline, const PageDating& dating) const;

 private:
  std::vector<std::string> values(const PageStep& step) const;
  template <class IsWanted>
  std::vector<PageStep> steps_below(IsWanted is_wanted) const;
  // Says it shortly where the class is the one word in all entries.
  std::string expression_of(PageStep step) const;
  bool are_links(const std::vector<pugi::xml_node>& links) const;
  std::string link_of(const PageStep& title) const;
  std::string any_link() const;
  std::optional<PageHeadline> headline_at(const PageStep& step) const;
  bool may_be_summary(const pugi::xml_node& node, const pugi::xml_node& title, const pugi::xml_node& date) const;

  std::vector<pugi::xml_node> entries_;
  const Url& base_;
};

}  // namespace commonplace::parse
