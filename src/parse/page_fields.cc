#include "parse/page_fields.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "html/tree.h"
#include "parse/page_lists.h"

namespace commonplace::parse {
namespace {

using Nodes = std::vector<pugi::xml_node>;
using Values = std::vector<std::string>;

constexpr double kNearlyAll = 0.8;
constexpr double kMost = 0.6;
constexpr std::size_t kShortestSummary = 40;

template <class Item, class Holds>
double share(const std::vector<Item>& items, Holds holds) {
  if (items.empty()) return 0;
  return static_cast<double>(std::ranges::count_if(items, holds)) / static_cast<double>(items.size());
}

// What is the same again and again is a button, a category, a licence.
bool differ(const Values& values, double least) {
  const std::set<std::string_view> different(values.begin(), values.end());
  return static_cast<double>(different.size()) >= least * static_cast<double>(values.size());
}

bool is_link(const pugi::xml_node& node) { return is_any_of(node, {"a"}); }

pugi::xml_node last_link_in(const pugi::xml_node& entry) {
  pugi::xml_node last;
  for (pugi::xml_node node = entry.first_child(); node; node = html::next_below(entry, node)) {
    if (is_link(node)) last = node;
  }
  return last;
}

bool holds_block(const pugi::xml_node& node) {
  std::size_t nodes = 0;
  constexpr std::size_t kMostNodes = 200;
  for (pugi::xml_node part = node.first_child(); part; part = html::next_below(node, part)) {
    if (is_heading(part) || is_any_of(part, {"p", "div", "ul", "ol", "li", "section", "article", "table", "dl"}))
      return true;
    if (++nodes > kMostNodes) return true;
  }
  return false;
}

// What stands in one line with a date, the likeliest first. That words come before it, parse_date() does not mind.
const RE2& type_and_date() {  // Published: News / 24 October 2024
  static const RE2 kPattern(R"((?:^|: *)(?P<type>\pL+) *[/|·•–—] *(?P<date>[^/|·•–—]+)$)");
  return kPattern;
}
const RE2& date_first() {  // 24 October 2024 | by Ann
  static const RE2 kPattern(R"(^(?P<date>[^/|·•–—]+?)(?: *[/|·•–—]| - |: ))");
  return kPattern;
}
const RE2& date_last() {  // by Ann | 24 October 2024
  static const RE2 kPattern(R"((?:[/|·•–—] *| - )(?P<date>[^/|·•–—]+)$)");
  return kPattern;
}

struct Found {
  std::string date, type;
};

Found find_date(const RE2& pattern, const std::string& text) {
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
  if (!pattern.Match(text, 0, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) return {};
  Found found;
  for (const auto& [group, name] : pattern.CapturingGroupNames())
    (name == "date" ? found.date : found.type) = groups[static_cast<std::size_t>(group)].as_string();
  return found;
}

// As each text is, or with a pattern what it finds.
double share_dated(const Values& texts, const RE2* pattern) {
  if (!pattern) return share(texts, is_date);
  std::set<std::string> types;
  const double dated = share(texts, [&](const std::string& text) {
    Found found = find_date(*pattern, text);
    types.insert(std::move(found.type));
    return is_date(base::trim(found.date));
  });
  // Types come again; who wrote it, or where, is another word in each.
  return types.size() > 2 && types.size() * 2 > texts.size() ? 0 : dated;
}

// Of two elements with a date, which is rather when the entry was published.
int rank_of(const PageStep& step) {
  const std::string word = base::to_ascii_lower(step.word);
  for (const char* other : {"updat", "modif", "event", "deadline"}) {
    if (word.find(other) != std::string::npos) return -1;
  }
  for (const char* sure : {"publ", "entry-date", "posted"}) {
    if (word.find(sure) != std::string::npos) return 1;
  }
  return 0;
}

}  // namespace

Values PageFields::values(const PageStep& step) const {
  Values values;
  for (const pugi::xml_node& entry : entries_) values.push_back(value_of(select_first(step, entry)));
  return values;
}

// How elements of the first entries can be named, each way once, in the order of the page.
template <class IsWanted>
std::vector<PageStep> PageFields::steps_below(IsWanted is_wanted) const {
  constexpr std::size_t kEntries = 5;
  constexpr std::size_t kMostNodes = 300;  // in each
  constexpr std::size_t kMostSteps = 60;
  std::vector<PageStep> steps;
  std::set<PageStep> seen;
  const auto add = [&](PageStep step) {
    if (steps.size() < kMostSteps && seen.insert(step).second) steps.push_back(std::move(step));
  };
  for (std::size_t i = 0; i < std::min(entries_.size(), kEntries); ++i) {
    std::size_t nodes = 0;
    for (pugi::xml_node node = entries_[i].first_child(); node && ++nodes < kMostNodes;
         node = html::next_below(entries_[i], node)) {
      if (node.type() != pugi::node_element || !is_wanted(node)) continue;
      for (PageStep& step : steps_to(node)) add(std::move(step));
      add({.name = node.name()});
    }
  }
  return steps;
}

std::string PageFields::expression_of(PageStep step) const {
  PageStep whole = step;
  whole.is_whole = true;
  const auto has = [&](const pugi::xml_node& entry) {
    const pugi::xml_node found = select_first(step, entry);
    return !found || matches(whole, found);
  };
  return to_expression(step.attribute == "class" && std::ranges::all_of(entries_, has) ? whole : step);
}

bool PageFields::are_links(const Nodes& links) const {
  Values addresses;
  for (const pugi::xml_node& link : links) addresses.emplace_back(base::trim(link.attribute("href").value()));
  return share(links, [this](const pugi::xml_node& link) { return leads_somewhere(link, base_); }) >= kNearlyAll &&
         differ(addresses, kNearlyAll);
}

// The last that is another in each entry: before it come categories, authors and pictures.
std::string PageFields::any_link() const {
  std::string found;
  std::vector<PageStep> steps = steps_below(is_link);
  steps.insert(steps.begin(), {.name = "a"});
  for (const PageStep& step : steps) {
    Nodes links;
    for (const pugi::xml_node& entry : entries_) links.push_back(select_first(step, entry));
    if (are_links(links)) found = expression_of(step) + "/@href";
  }
  if (!found.empty()) return found;
  Nodes last;
  for (const pugi::xml_node& entry : entries_) last.push_back(last_link_in(entry));
  return are_links(last) ? "(.//a)[last()]/@href" : "";
}

// The title itself, in it, around it, or else wherever the entry has one.
std::string PageFields::link_of(const PageStep& title) const {
  Nodes titles, children, inside, around;
  for (const pugi::xml_node& entry : entries_) {
    const pugi::xml_node element = select_first(title, entry);
    pugi::xml_node above = element;
    while (above && !is_link(above) && above != entry) above = above.parent();
    titles.push_back(element);
    children.push_back(element.child("a"));
    inside.push_back(select_first({.name = "a"}, element));
    around.push_back(is_link(above) ? above : pugi::xml_node());
  }
  const std::string below = expression_of(title);
  if (share(titles, is_link) >= kNearlyAll) {
    if (!are_links(titles)) return {};
    return title.name.empty() ? "@href" : below + "/@href";
  }
  if (are_links(children)) return below + "/a/@href";
  if (are_links(inside)) return below + "//a/@href";
  if (are_links(around)) return around == entries_ ? "@href" : ".//a[" + below + "]/@href";
  return any_link();
}

std::optional<PageHeadline> PageFields::headline_at(const PageStep& step) const {
  const Values titles = values(step);
  const double found = share(titles, is_headline);
  if (found < kNearlyAll || !differ(titles, kNearlyAll)) return std::nullopt;
  std::string link = link_of(step);
  if (link.empty()) return std::nullopt;
  return PageHeadline{.element = step, .title = expression_of(step), .link = std::move(link), .share = found};
}

// A heading that is a link, another heading, the first link with a text, what a linked entry begins with.
std::optional<PageHeadline> PageFields::headline() const {
  std::optional<PageHeadline> heading;
  for (const char* name : {"h1", "h2", "h3", "h4", "h5", "h6"}) {
    std::optional<PageHeadline> next = headline_at({.name = name});
    if (!next) continue;
    next->is_heading = true;
    const bool is_linked = next->link.find(name) != std::string::npos || next->link == "@href";
    if (is_linked) return next;
    if (!heading) heading = std::move(next);
  }
  if (heading) return heading;
  std::vector<PageStep> steps = steps_below(is_link);
  steps.push_back({.name = "a", .longer_than = kShortestSummary / 3});  // not a picture's
  if (is_link(entries_[0])) {
    const auto holds_text = [](const pugi::xml_node& node) { return !holds_block(node); };
    std::ranges::move(steps_below(holds_text), std::back_inserter(steps));
    steps.emplace_back();
  }
  for (const PageStep& step : steps) {
    if (std::optional<PageHeadline> next = headline_at(step)) return next;
  }
  return std::nullopt;
}

PageDating PageFields::dating() const {
  PageDating best;
  std::tuple<double, int, bool, double> worth;  // share, rank, for machines, how short
  const auto consider = [&](const PageStep& step, const Values& texts, bool for_machines, const RE2* pattern) {
    const double found = share_dated(texts, pattern);
    double length = 0;
    for (const std::string& text : texts) length += static_cast<double>(text.size());
    const std::tuple next(found, rank_of(step), for_machines, -length);
    if (found < kMost || (best.element && next <= worth)) return;
    const std::string expression = expression_of(step) + (for_machines ? "/@datetime" : "");
    best = {.element = step, .share = found};
    (pattern ? best.meta : best.date) = expression;
    if (pattern) best.meta_pattern = pattern->pattern();
    worth = next;
  };
  const auto may_be_date = [](const pugi::xml_node& node) {
    constexpr std::size_t kLongest = 120;
    const std::string text = value_of(node);
    return text.size() <= kLongest && (node.attribute("datetime") || std::ranges::any_of(text, base::is_ascii_digit));
  };
  for (const PageStep& step : steps_below(may_be_date)) {
    if (step.name == "time") {
      Values moments;
      for (const pugi::xml_node& entry : entries_)
        moments.emplace_back(select_first(step, entry).attribute("datetime").value());
      consider(step, moments, true, nullptr);
    }
    const Values texts = values(step);
    consider(step, texts, false, &type_and_date());
    consider(step, texts, false, nullptr);
    consider(step, texts, false, &date_first());
    consider(step, texts, false, &date_last());
  }
  if (best.element) return best;
  const PageStep itself;
  // In a list of terms, before the entry.
  Values terms;
  for (const pugi::xml_node& entry : entries_) terms.push_back(value_of(entry.previous_sibling("dt")));
  if (const double found = share(terms, is_date); found >= kMost)
    return {.element = itself, .date = "preceding-sibling::dt[1]", .share = found};
  // Beside the title, in no element of its own.
  const Values texts = values(itself);
  consider(itself, texts, false, &date_first());
  consider(itself, texts, false, &date_last());
  return best;
}

// A paragraph beside title and date.
bool PageFields::may_be_summary(const pugi::xml_node& node, const pugi::xml_node& title,
                                const pugi::xml_node& date) const {
  if (is_any_of(node, {"a", "time", "script", "style", "button"}) || is_heading(node) || holds_block(node))
    return false;
  for (const pugi::xml_node& other : {title, date}) {
    const bool is_entry = std::ranges::find(entries_, other) != entries_.end();
    if (other && !is_entry && (is_in(node, other) || is_in(other, node))) return false;
  }
  const std::string text = value_of(node);
  return text.size() >= kShortestSummary && !is_date(text);
}

std::string PageFields::summary(const PageHeadline& headline, const PageDating& dating) const {
  const auto summary_in = [&](const PageStep& step, const pugi::xml_node& entry) {
    const pugi::xml_node date = dating.element ? select_first(*dating.element, entry) : pugi::xml_node();
    const pugi::xml_node node = select_first(step, entry);
    return node && may_be_summary(node, select_first(headline.element, entry), date) ? value_of(node) : std::string();
  };
  std::vector<PageStep> steps = steps_below([&](const pugi::xml_node& node) { return may_be_summary(node, {}, {}); });
  for (const std::size_t length : {kShortestSummary, 2 * kShortestSummary})
    steps.push_back({.name = "p", .longer_than = length});
  std::string best;
  double best_length = 0;
  for (const PageStep& step : steps) {
    Values texts;
    double length = 0;
    for (const pugi::xml_node& entry : entries_) {
      texts.push_back(summary_in(step, entry));
      length += static_cast<double>(texts.back().size());
    }
    std::erase(texts, std::string());
    const double found = static_cast<double>(texts.size()) / static_cast<double>(entries_.size());
    if (found < kMost || !differ(texts, kMost) || length <= best_length) continue;
    best = expression_of(step);
    best_length = length;
  }
  return best;
}

}  // namespace commonplace::parse
