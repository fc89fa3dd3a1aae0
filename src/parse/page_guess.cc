#include "parse/page_guess.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "html/tree.h"
#include "parse/page.h"
#include "parse/page_fields.h"
#include "parse/page_lists.h"

namespace commonplace::parse {
namespace {

using Nodes = std::vector<pugi::xml_node>;

constexpr std::size_t kLargestPage = std::size_t{4} << 20;
constexpr std::size_t kLooked = 40;  // entries that are looked at to guess from
constexpr std::size_t kEnough = 10;  // entries: a longer list is no better

struct Guess {
  PageRules rules;
  double worth = 0;
  std::size_t depth = 0;  // of its entries
};

std::size_t depth_of(pugi::xml_node node) {
  std::size_t depth = 0;
  for (; node; node = node.parent()) ++depth;
  return depth;
}

// In the order of the page, so that the next is inside or after.
bool are_nested(const Nodes& entries) {
  std::size_t nested = 0;
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (is_in(entries[i], entries[i - 1])) ++nested;
  }
  return nested * 5 > entries.size();
}

// What speaks for a list of news: dates above all, then headings, texts, and that there are some.
double worth_of(std::size_t entries, const PageHeadline& headline, const PageRules& rules, double dated,
                bool is_aside) {
  double worth = static_cast<double>(std::min(entries, kEnough)) * headline.share * (1 + 4 * dated);
  if (headline.is_heading) worth *= 1.5;
  if (!rules.summary.empty()) worth *= 1.5;
  return is_aside ? worth / 5 : worth;
}

Guess guess(const PagePath& path, const pugi::xml_node& tree, const Url& base) {
  Nodes entries = select(path, tree);
  if (entries.size() < kFewestInList || are_nested(entries)) return {};
  const std::size_t all = entries.size();
  entries.resize(std::min(all, kLooked));
  const pugi::xml_node first = entries[0];
  const PageFields fields(std::move(entries), base);
  const std::optional<PageHeadline> headline = fields.headline();
  if (!headline) return {};
  const PageDating dating = fields.dating();
  PageRules rules;
  rules.entries = to_xpath(path);
  rules.title = headline->title;
  rules.link = headline->link;
  rules.date = dating.date;
  rules.meta = dating.meta;
  rules.meta_pattern = dating.meta_pattern;
  rules.summary = fields.summary(*headline, dating);
  // Links alone are what any site has.
  if (!dating.element && !headline->is_heading && rules.summary.empty()) return {};
  const double worth = worth_of(all, *headline, rules, dating.share, is_navigation(first));
  return {std::move(rules), worth, depth_of(first)};
}

bool reads_news(const Utf8Text& page, const Url& base, const PageRules& rules) {
  const Result<ParsedFeed> feed = parse_page(page, base, rules);
  if (!feed) return false;
  const auto is_news = [](const ParsedEntry& entry) { return !entry.title.value.empty() && !entry.links.empty(); };
  return static_cast<std::size_t>(std::ranges::count_if(feed->entries, is_news)) >= kFewestInList;
}

}  // namespace

std::optional<PageRules> guess_page_rules(const Utf8Text& page, const Url& base) {
  if (page.text.size() > kLargestPage) return std::nullopt;
  const auto tree = html::parse_html_tree(page.text);
  if (!tree) return std::nullopt;
  std::vector<Guess> guesses;
  for (const PagePath& path : lists_of(**tree, base)) {
    if (Guess next = guess(path, **tree, base); next.worth > 0) guesses.push_back(std::move(next));
  }
  // Of equals that lie in one another the outer, which has all that the inner has.
  std::ranges::stable_sort(guesses, {}, [](const Guess& one) { return std::pair(-one.worth, one.depth); });
  const auto good = std::ranges::find_if(guesses, [&](const Guess& one) { return reads_news(page, base, one.rules); });
  if (good == guesses.end()) return std::nullopt;
  return std::move(good->rules);
}

}  // namespace commonplace::parse
