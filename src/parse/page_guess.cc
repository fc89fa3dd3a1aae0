#include "parse/page_guess.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "commonplace/time.h"
#include "html/tree.h"
#include "parse/page.h"
#include "parse/page_lists.h"

namespace commonplace::parse {
namespace {

using Nodes = std::vector<pugi::xml_node>;

constexpr std::size_t kLargestPage = std::size_t{4} << 20;
constexpr std::size_t kLooked = 40;  // entries that are looked at to guess from
constexpr std::size_t kShortestSummary = 40;
constexpr std::size_t kLongestDate = 80;
constexpr double kNearlyAll = 0.8;
constexpr double kMost = 0.6;

// --- what each entry of a list has ----------------------------------------------------------------------------------

template <class Item, class Holds>
double share(const std::vector<Item>& items, Holds holds) {
  if (items.empty()) return 0;
  return static_cast<double>(std::ranges::count_if(items, holds)) / static_cast<double>(items.size());
}

PageStep shortened(PageStep step, const Nodes& elements) {
  if (step.attribute != "class") return step;
  PageStep whole = step;
  whole.is_whole = true;
  const bool all =
      std::ranges::all_of(elements, [&](const pugi::xml_node& element) { return matches(whole, element); });
  return all ? whole : step;
}

// How the elements below the first entries can be named, each way once.
template <class IsWanted>
std::vector<PageStep> steps_below(const Nodes& entries, IsWanted is_wanted) {
  constexpr std::size_t kFirst = 5;
  std::vector<PageStep> steps;
  const auto add = [&steps](PageStep step) {
    if (std::ranges::find(steps, step) == steps.end()) steps.push_back(std::move(step));
  };
  for (std::size_t i = 0; i < std::min(entries.size(), kFirst); ++i) {
    for (pugi::xml_node node = entries[i].first_child(); node; node = next_below(entries[i], node)) {
      if (node.type() != pugi::node_element || !is_wanted(node)) continue;
      for (PageStep& step : steps_to(node)) add(std::move(step));
      add(by_name(node.name()));
    }
  }
  return steps;
}

// How the first element of this kind in each entry is said: where the class is this word everywhere, shortly.
std::string expression_of(PageStep step, const Nodes& entries) {
  Nodes found;
  for (const pugi::xml_node& entry : entries) found.push_back(select_first(step, entry));
  std::erase(found, pugi::xml_node());
  return to_xpath({shortened(std::move(step), found)}, ".//");
}

struct Headline {
  PageStep title;    // its element; nameless: the entry itself
  std::string link;  // expression
  bool is_heading = false;
  double share = 0;
  double length = 0;  // of the titles, on average
};

pugi::xml_node headline_in(const pugi::xml_node& entry, const PageStep& title) {
  return title.name.empty() ? entry : select_first(title, entry);
}

double average_length(const Nodes& entries, const PageStep& step) {
  std::size_t sum = 0;
  for (const pugi::xml_node& entry : entries) sum += text_of(headline_in(entry, step)).size();
  return static_cast<double>(sum) / static_cast<double>(entries.size());
}

pugi::xml_node link_around(pugi::xml_node node, const pugi::xml_node& entry) {
  for (; node; node = node.parent()) {
    if (std::string_view(node.name()) == "a") return node;
    if (node == entry) break;
  }
  return {};
}

bool has_link(const pugi::xml_node& link) { return link && leads_somewhere(link); }

// How the link of a heading is found: in it, around it, or else the first of the entry.
std::string link_of_heading(const Nodes& entries, const PageStep& heading) {
  const std::string below = to_xpath({heading}, ".//");
  const PageStep link = by_name("a");
  const auto child = [&](const pugi::xml_node& entry) { return has_link(select_first(heading, entry).child("a")); };
  const auto inside = [&](const pugi::xml_node& entry) {
    return has_link(select_first(link, select_first(heading, entry)));
  };
  const auto around = [&](const pugi::xml_node& entry) {
    return has_link(link_around(select_first(heading, entry), entry));
  };
  const auto itself = [](const pugi::xml_node& entry) { return std::string_view(entry.name()) == "a"; };
  if (share(entries, child) >= kNearlyAll) return below + "/a/@href";
  if (share(entries, inside) >= kNearlyAll) return below + "//a/@href";
  if (share(entries, itself) >= kNearlyAll) return "@href";
  if (share(entries, around) >= kNearlyAll) return ".//a[" + to_xpath({heading}, ".//") + "]/@href";
  return ".//a/@href";
}

Headline heading_of(const Nodes& entries) {
  for (const char* name : {"h1", "h2", "h3", "h4", "h5", "h6"}) {
    const PageStep heading = by_name(name);
    const double found =
        share(entries, [&](const pugi::xml_node& entry) { return is_headline(text_of(select_first(heading, entry))); });
    if (found >= kNearlyAll)
      return {heading, link_of_heading(entries, heading), true, found, average_length(entries, heading)};
  }
  return {};
}

// The links with the longest texts.
Headline linked_text_of(const Nodes& entries) {
  Headline best;
  const auto consider = [&](const PageStep& step, const std::string& link) {
    const double found = share(entries, [&](const pugi::xml_node& entry) {
      const pugi::xml_node title = headline_in(entry, step);
      return title && leads_somewhere(title) && is_headline(text_of(title));
    });
    const double length = average_length(entries, step);
    if (found >= kNearlyAll && length > best.length) best = {step, link, false, found, length};
  };
  if (std::string_view(entries[0].name()) == "a") consider({}, "@href");
  const auto is_link = [](const pugi::xml_node& node) { return std::string_view(node.name()) == "a"; };
  for (const PageStep& step : steps_below(entries, is_link)) consider(step, expression_of(step, entries) + "/@href");
  return best;
}

struct Dating {
  std::string date, meta, meta_pattern;  // as in PageRules
  PageStep element;
  double share = 0;
  std::size_t length = 0;  // of all texts that the dates are in
};

bool is_date(std::string_view text) {
  const bool has_digit = std::ranges::any_of(text, base::is_ascii_digit);
  return text.size() >= 6 && text.size() <= kLongestDate && has_digit && parse_date(text).has_value();
}

// What stands in one line with a date, the likeliest first. That words come before it, parse_date() does not mind.
const RE2& type_and_date() {  // Published: News / 24 October 2024
  static const RE2 kPattern(R"((?:^|: *)(?P<type>\pL+) *[/|·•–—] *(?P<date>[^/|·•–—]+)$)");
  return kPattern;
}
const RE2& date_first() {  // 24 October 2024 | by Ann
  static const RE2 kPattern(R"(^(?P<date>[^/|·•–—]+?) *[/|·•–—])");
  return kPattern;
}
const RE2& date_last() {  // by Ann | 24 October 2024
  static const RE2 kPattern(R"([/|·•–—] *(?P<date>[^/|·•–—]+)$)");
  return kPattern;
}

bool finds_date(const RE2& pattern, const std::string& text) {
  const int group = pattern.NamedCapturingGroups().at("date");
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(group) + 1);
  if (!pattern.Match(text, 0, text.size(), RE2::UNANCHORED, groups.data(), group + 1)) return false;
  const re2::StringPiece& date = groups[static_cast<std::size_t>(group)];
  return is_date(base::trim({date.data(), date.size()}));
}

Dating dating_of(const Nodes& entries) {
  const PageStep time = by_name("time");
  const double machine_readable = share(entries, [&](const pugi::xml_node& entry) {
    return is_date(select_first(time, entry).attribute("datetime").value());
  });
  if (machine_readable >= kMost) return {".//time/@datetime", "", "", time, machine_readable, 0};
  const auto may_be_date = [](const pugi::xml_node& node) {
    const std::string text = text_of(node);
    return text.size() <= kLongestDate && std::ranges::any_of(text, base::is_ascii_digit);
  };
  Dating best;
  for (const PageStep& step : steps_below(entries, may_be_date)) {
    std::vector<std::string> texts;
    for (const pugi::xml_node& entry : entries) texts.push_back(text_of(select_first(step, entry)));
    std::size_t length = 0;
    for (const std::string& text : texts) length += text.size();
    const std::string expression = expression_of(step, entries);
    const auto consider = [&](const RE2* pattern) {
      const double found =
          share(texts, [&](const std::string& text) { return pattern ? finds_date(*pattern, text) : is_date(text); });
      const bool says_less = found == best.share && length < best.length;
      if (found < kMost || (found <= best.share && !says_less)) return;
      best = {"", "", "", step, found, length};
      (pattern ? best.meta : best.date) = expression;
      if (pattern) best.meta_pattern = pattern->pattern();
    };
    for (const RE2* pattern : {&type_and_date(), static_cast<const RE2*>(nullptr), &date_first(), &date_last()})
      consider(pattern);
  }
  return best;
}

bool is_block(const pugi::xml_node& node) {
  return is_any_of(node,
                   {"p", "div", "ul", "ol", "li", "section", "article", "table", "h1", "h2", "h3", "h4", "h5", "h6"});
}

bool is_in(const PageStep& step, pugi::xml_node node) {
  if (step.name.empty()) return false;
  while (node && !matches(step, node)) node = node.parent();
  return static_cast<bool>(node);
}

// A paragraph beside title and date: an element that holds no others of its kind.
bool may_be_summary(const pugi::xml_node& node, const Headline& headline, const Dating& dating) {
  if (is_any_of(node, {"a", "time", "script", "style", "button"})) return false;
  if (is_in(headline.title, node) || is_in(dating.element, node)) return false;
  const pugi::xml_node block = node.find_node([](const pugi::xml_node& part) { return is_block(part); });
  if (block || (!headline.title.name.empty() && select_first(headline.title, node))) return false;
  return text_of(node).size() >= kShortestSummary;
}

std::string summary_of(const Nodes& entries, const Headline& headline, const Dating& dating) {
  std::vector<PageStep> steps =
      steps_below(entries, [&](const pugi::xml_node& node) { return may_be_summary(node, headline, dating); });
  steps.push_back(by_name("p"));
  steps.back().longer_than = kShortestSummary;
  std::string best;
  double best_length = 0;
  for (const PageStep& step : steps) {
    const double found = share(entries, [&](const pugi::xml_node& entry) {
      const pugi::xml_node summary = select_first(step, entry);
      return summary && may_be_summary(summary, headline, dating);
    });
    if (found < kMost) continue;
    // Of two ways to the same texts, the first.
    if (const double length = average_length(entries, step); length > best_length) {
      best = expression_of(step, entries);
      best_length = length;
    }
  }
  return best;
}

// --- the best of the lists ------------------------------------------------------------------------------------------

struct Guess {
  PageRules rules;
  double worth = 0;
};

// The same headline again and again is a button.
bool are_different(const Nodes& entries, const Headline& headline) {
  std::set<std::string> titles;
  for (const pugi::xml_node& entry : entries) titles.insert(text_of(headline_in(entry, headline.title)));
  return static_cast<double>(titles.size()) >= kNearlyAll * static_cast<double>(entries.size());
}

Guess guess(PagePath path, const pugi::xml_node& tree) {
  Nodes entries = select(path, tree);
  if (entries.size() < kFewestInList) return {};
  if (share(entries, is_navigation) > 1 - kNearlyAll) return {};
  path.back() = shortened(path.back(), entries);
  const double all = static_cast<double>(entries.size());
  entries.resize(std::min(entries.size(), kLooked));
  Headline headline = heading_of(entries);
  if (headline.share == 0) headline = linked_text_of(entries);
  if (headline.share == 0 || !are_different(entries, headline)) return {};
  const Dating dating = dating_of(entries);
  Guess guess;
  guess.rules.entries = to_xpath(path);
  guess.rules.title = headline.title.name.empty() ? "." : expression_of(headline.title, entries);
  guess.rules.link = headline.link;
  guess.rules.date = dating.date;
  guess.rules.meta = dating.meta;
  guess.rules.meta_pattern = dating.meta_pattern;
  guess.rules.summary = summary_of(entries, headline, dating);
  guess.worth = all * headline.share * (headline.is_heading ? 2 : 1) * (1 + 2 * dating.share) *
                (guess.rules.summary.empty() ? 1 : 1.5) * std::min(1.0, headline.length / 30);
  return guess;
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
  Guess best;
  for (PagePath& path : lists_of(**tree)) {
    Guess next = guess(std::move(path), **tree);
    if (next.worth > best.worth) best = std::move(next);
  }
  if (best.worth == 0 || !reads_news(page, base, best.rules)) return std::nullopt;
  return std::move(best.rules);
}

}  // namespace commonplace::parse
