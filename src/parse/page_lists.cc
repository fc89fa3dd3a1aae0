#include "parse/page_lists.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "commonplace/time.h"
#include "html/elements.h"
#include "html/tree.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kMostLists = 60;
constexpr std::size_t kShortestTitle = 10;  // bytes; "Read more" has nine
constexpr std::size_t kLongestTitle = 300;
constexpr std::size_t kLongestDate = 60;
constexpr int kHighest = 6;          // from a headline up to what may be its entry
constexpr std::size_t kDeepest = 4;  // steps of a path by place

// Words of classes, ids and roles; any part of "main-nav" is one.
constexpr std::string_view kNavigation[] = {
    "nav",         "navbar", "navigation", "menu",    "submenu", "megamenu", "footer",   "breadcrumb",
    "breadcrumbs", "pager",  "pagination", "sidebar", "cookie",  "cookies",  "tagcloud", "contentinfo",
    "search",      "facets", "comments",   "social",  "share",   "lang",     "languages"};

bool says_navigation(std::string_view words) {
  constexpr std::size_t kLongest = 200;
  const std::string text = base::to_ascii_lower(words.substr(0, kLongest));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\n-_", begin), text.size());
    const std::string_view word = std::string_view(text).substr(begin, end - begin);
    if (std::ranges::find(kNavigation, word) != std::end(kNavigation)) return true;
    begin = end + 1;
  }
  return false;
}

// By its place: a child of an element that has an id or a class, or else of elements that lie in one another so.
std::vector<PagePath> paths_by_place(const pugi::xml_node& node) {
  PagePath below{{.name = node.name()}};
  for (pugi::xml_node parent = node.parent(); parent && below.size() < kDeepest; parent = parent.parent()) {
    std::vector<PageStep> named = steps_to(parent);
    if (const std::string_view id = parent.attribute("id").value(); can_be_quoted(id) && has_plain_name(parent))
      named.insert(named.begin(), {.name = parent.name(), .attribute = "id", .word = std::string(id)});
    if (is_any_of(parent, {"main"})) named.push_back({.name = "main"});
    if (!named.empty()) {
      std::vector<PagePath> paths(named.size(), below);
      for (std::size_t i = 0; i < named.size(); ++i) paths[i].insert(paths[i].begin(), named[i]);
      return paths;
    }
    if (is_any_of(parent, {"body", "html"}) || !has_plain_name(parent)) break;
    below.insert(below.begin(), {.name = parent.name()});
  }
  if (below.size() == 1) return {};
  return {below};
}

std::vector<PagePath> paths_to(const pugi::xml_node& node) {
  std::vector<PagePath> paths;
  for (PageStep& step : steps_to(node)) paths.push_back({std::move(step)});
  if (is_any_of(node, {"article"})) paths.push_back({{.name = "article"}});
  std::ranges::move(paths_by_place(node), std::back_inserter(paths));
  return paths;
}

bool may_be_headline(const pugi::xml_node& node, const Url& base) {
  const bool is_link = is_any_of(node, {"a"}) && leads_somewhere(node, base);
  return (is_link || is_heading(node)) && is_headline(value_of(node));
}

// Paths to the ancestors of headlines, and how many of these each has.
class Lists {
 public:
  // From the innermost that may be an entry to the outermost, until one that has been seen.
  void add_above(pugi::xml_node entry) {
    for (int up = 0; up < kHighest && entry && !is_any_of(entry, {"body", "main", "html"}); ++up) {
      if (!has_plain_name(entry) || !seen_.insert(entry.internal_object()).second) return;
      for (PagePath& path : paths_to(entry)) {
        const auto [place, is_new] = places_.emplace(path, lists_.size());
        if (is_new) lists_.emplace_back(std::move(path), 0);
        ++lists_[place->second].second;
      }
      entry = entry.parent();
    }
  }

  std::vector<PagePath> take() && {
    std::erase_if(lists_, [](const auto& list) { return list.second < kFewestInList; });
    std::ranges::stable_sort(lists_, std::ranges::greater{}, &std::pair<PagePath, std::size_t>::second);
    std::vector<PagePath> paths;
    for (std::size_t i = 0; i < std::min(lists_.size(), kMostLists); ++i) paths.push_back(std::move(lists_[i].first));
    return paths;
  }

 private:
  std::vector<std::pair<PagePath, std::size_t>> lists_;
  std::map<PagePath, std::size_t> places_;  // in lists_
  std::set<const void*> seen_;
};

}  // namespace

bool is_heading(const pugi::xml_node& node) { return html::element_rule(node.name()).is(html::kHeading); }

bool is_date(std::string_view text) {
  const bool has_digit = std::ranges::any_of(text, base::is_ascii_digit);
  return has_digit && text.size() >= 6 && text.size() <= kLongestDate && parse_date(text).has_value();
}

// A longer text with a date in it may be a title: "Newsletter 100, 24 October 2025".
bool is_headline(std::string_view text) {
  constexpr std::size_t kLongestBareDate = 30;
  if (text.size() < kShortestTitle || text.size() > kLongestTitle) return false;
  return text.size() > kLongestBareDate || !is_date(text);
}

bool leads_somewhere(const pugi::xml_node& link, const Url& base) {
  const std::string_view href = base::trim(link.attribute("href").value());
  if (href.empty() || href[0] == '#') return false;
  const Result<Url> url = parse_url(href, &base);
  return url && url->is_http();
}

bool is_navigation(pugi::xml_node node) {
  bool in_frame = false;
  for (; node; node = node.parent()) {
    if (is_any_of(node, {"nav", "aside", "head"})) return true;
    if (is_any_of(node, {"body", "html"})) break;
    // Articles have heads and feet of their own.
    if (is_any_of(node, {"article"})) in_frame = false;
    if (is_any_of(node, {"header", "footer"})) in_frame = true;
    for (const char* said : {"class", "id", "role"}) {
      if (says_navigation(node.attribute(said).value())) return true;
    }
  }
  return in_frame;
}

std::vector<PagePath> lists_of(const pugi::xml_node& tree, const Url& base) {
  Lists lists;
  for (pugi::xml_node node = tree.first_child(); node; node = html::next_below(tree, node)) {
    if (may_be_headline(node, base)) lists.add_above(node);
  }
  return std::move(lists).take();
}

}  // namespace commonplace::parse
