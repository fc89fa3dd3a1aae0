#include "parse/page_lists.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kMostLists = 60;
constexpr std::size_t kShortestTitle = 10;  // bytes
constexpr std::size_t kLongestTitle = 300;
constexpr int kHighest = 6;  // from a headline up to what may be its entry

bool can_be_quoted(std::string_view word) { return word.find('\'') == std::string_view::npos; }

// By its place: children of an element that has an id or a class.
std::vector<PagePath> paths_by_place(const pugi::xml_node& node) {
  std::vector<PagePath> paths;
  PagePath below{by_name(node.name())};
  for (pugi::xml_node parent = node.parent(); parent && below.size() < 3; parent = parent.parent()) {
    std::vector<PageStep> named = steps_to(parent);
    const std::string_view id = parent.attribute("id").value();
    if (!id.empty() && can_be_quoted(id)) named.insert(named.begin(), {parent.name(), "id", std::string(id), false, 0});
    if (std::string_view(parent.name()) == "main") named.push_back(by_name("main"));
    for (const PageStep& step : named) {
      paths.push_back(below);
      paths.back().insert(paths.back().begin(), step);
    }
    if (!named.empty()) break;
    below.insert(below.begin(), by_name(parent.name()));
  }
  return paths;
}

std::vector<PagePath> paths_to(const pugi::xml_node& node) {
  std::vector<PagePath> paths;
  for (PageStep& step : steps_to(node)) paths.push_back({std::move(step)});
  if (std::string_view(node.name()) == "article") paths.push_back({by_name("article")});
  std::ranges::move(paths_by_place(node), std::back_inserter(paths));
  return paths;
}

}  // namespace

bool is_headline(std::string_view text) { return text.size() >= kShortestTitle && text.size() <= kLongestTitle; }

bool leads_somewhere(const pugi::xml_node& link) {
  const std::string_view href = base::trim(link.attribute("href").value());
  return !href.empty() && href[0] != '#' && !base::starts_with_ignoring_case(href, "javascript:") &&
         !base::starts_with_ignoring_case(href, "mailto:");
}

// What leads through a site is no news. Articles have heads and feet of their own.
bool is_navigation(pugi::xml_node node) {
  bool in_frame = false;
  for (; node; node = node.parent()) {
    const std::string_view name = node.name();
    if (is_any_of(node, {"nav", "aside", "form", "head"})) return true;
    if (name == "article") in_frame = false;
    if (is_any_of(node, {"header", "footer"})) in_frame = true;
  }
  return in_frame;
}

// How an element can be named by what it has itself.
std::vector<PageStep> steps_to(const pugi::xml_node& node) {
  constexpr std::size_t kMostWords = 6;
  std::vector<PageStep> steps;
  const std::string_view words = node.attribute("class").value();
  for (const std::string_view word : base::split_words(words)) {
    if (steps.size() == kMostWords) break;
    if (can_be_quoted(word)) steps.push_back(by_class(node.name(), word));
  }
  return steps;
}

// What the ancestors of headlines have in common with one another, the most frequent first.
std::vector<PagePath> lists_of(const pugi::xml_node& tree) {
  std::vector<std::pair<PagePath, std::size_t>> lists;  // and how many elements
  std::map<std::string, std::size_t> places;
  std::set<std::size_t> seen;
  for (pugi::xml_node node = tree.first_child(); node; node = next_below(tree, node)) {
    if (std::string_view(node.name()) != "a" || !leads_somewhere(node) || is_navigation(node)) continue;
    if (!is_headline(text_of(node)) &&
        !node.find_node([](const pugi::xml_node& part) { return part.name()[0] == 'h' && is_headline(text_of(part)); }))
      continue;
    pugi::xml_node entry = node;
    for (int up = 0; up < kHighest && entry && !is_any_of(entry, {"body", "main", "html"}); ++up) {
      if (!seen.insert(entry.hash_value()).second) break;
      for (PagePath& path : paths_to(entry)) {
        const auto [place, is_new] = places.emplace(to_xpath(path), lists.size());
        if (is_new) lists.emplace_back(std::move(path), 0);
        ++lists[place->second].second;
      }
      entry = entry.parent();
    }
  }
  std::erase_if(lists, [](const auto& list) { return list.second < kFewestInList; });
  std::ranges::stable_sort(lists, std::ranges::greater{}, &std::pair<PagePath, std::size_t>::second);
  std::vector<PagePath> paths;
  for (std::size_t i = 0; i < std::min(lists.size(), kMostLists); ++i) paths.push_back(std::move(lists[i].first));
  return paths;
}

}  // namespace commonplace::parse
