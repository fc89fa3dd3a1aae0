#include "html/nesting.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"

namespace commonplace::html {
namespace {

bool is_cell(std::string_view name) { return base::is_one_of(name, {"td", "th"}); }
bool is_row_group(std::string_view name) { return base::is_one_of(name, {"tbody", "thead", "tfoot"}); }

bool may_hold(std::string_view context, std::string_view part) {
  if (context == "table") return true;  // perhaps with something in between
  if (context == "colgroup") return part == "col";
  if (is_row_group(context)) return part == "tr" || is_cell(part);
  return context == "tr" && is_cell(part);
}

std::size_t depth_before_table_part(OpenElements open, std::string_view part) {
  for (std::size_t depth = open.size(); depth > 0; --depth) {
    if (open[depth - 1].rule->is(kTableContext) && may_hold(open[depth - 1].name, part)) return depth;
  }
  return open.size();
}

// Up to and without the innermost element of that rule, unless a cell or table lies in between.
std::size_t depth_without(OpenElements open, const ElementRule& rule) {
  for (std::size_t depth = open.size(); depth > 0; --depth) {
    if (open[depth - 1].rule == &rule) return depth - 1;
    if (open[depth - 1].rule->is(kScope)) break;
  }
  return open.size();
}

// <li> ends the item before it, <dt> and <dd> the term or description, but not those of a list around this one.
std::size_t depth_without_item(OpenElements open, std::initializer_list<std::string_view> items) {
  for (std::size_t depth = open.size(); depth > 0; --depth) {
    const OpenElement& element = open[depth - 1];
    if (base::is_one_of(element.name, items)) return depth - 1;
    if (element.rule->is(kSpecial) && !base::is_one_of(element.name, {"address", "div", "p"})) break;
  }
  return open.size();
}

// While the innermost element is one of `names`.
std::size_t depth_without_trailing(OpenElements open, std::initializer_list<std::string_view> names) {
  std::size_t depth = open.size();
  while (depth > 0 && base::is_one_of(open[depth - 1].name, names)) --depth;
  return depth;
}

// What lies directly in a table but is no part of it: another table ends it, a column group gives way to a cell.
std::size_t depth_in_table_gap(OpenElements open, const ElementRule& element) {
  if (element.name == "table") return depth_without(open, element);
  return open.back().name == "colgroup" && !element.is(kHeadContent) ? open.size() - 1 : open.size();
}

std::size_t depth_before_special_cases(OpenElements open, const ElementRule& element) {
  if (element.is(kHyperlink)) return depth_without(open, element);
  const std::string_view name = element.name;
  if (name == "li") return depth_without_item(open, {"li"});
  if (name == "dt" || name == "dd") return depth_without_item(open, {"dt", "dd"});
  if (name == "option") return depth_without_trailing(open, {"option"});
  if (name == "optgroup") return depth_without_trailing(open, {"option", "optgroup"});
  if (name == "rt" || name == "rp") return depth_without_trailing(open, {"rt", "rp", "rb"});
  if (name == "rtc" || name == "rb") return depth_without_trailing(open, {"rt", "rp", "rb", "rtc"});
  return open.size();
}

// How far out an end tag of this element looks for its start tag.
bool stops_end_tag(const OpenElement& open, const ElementRule& element) {
  if (element.is(kTablePart) || element.name == "table") return open.name == "table";
  if (element.name == "li" && base::is_one_of(open.name, {"ol", "ul", "menu", "dir"})) return true;
  if (element.is(kSpecial) || element.is(kFormatting)) return open.rule->is(kScope);
  return open.rule->is(kSpecial);
}

}  // namespace

const ElementRule& text_rule() {
  static constexpr ElementRule kText = {""};
  return kText;
}

std::size_t depth_before(OpenElements open, const ElementRule& element) {
  static const ElementRule& kParagraph = element_rule("p");
  if (element.is(kTablePart)) return depth_before_table_part(open, element.name);
  if (!open.empty() && open.back().rule->is(kTableContext)) open = open.first(depth_in_table_gap(open, element));
  if (element.is(kEndsSibling)) open = open.first(depth_before_special_cases(open, element));
  if (element.is(kEndsParagraph)) open = open.first(depth_without(open, kParagraph));
  if (element.is(kHeading) && !open.empty() && open.back().rule->is(kHeading)) open = open.first(open.size() - 1);
  return open.size();
}

std::size_t depth_after_end(OpenElements open, const ElementRule& element, std::string_view name) {
  const bool is_known = !element.name.empty();
  for (std::size_t depth = open.size(); depth > 0; --depth) {
    const OpenElement& candidate = open[depth - 1];
    const bool is_named_so = is_known ? candidate.rule == &element : candidate.name == name;
    if (is_named_so || (element.is(kHeading) && candidate.rule->is(kHeading))) return depth - 1;
    if (stops_end_tag(candidate, element)) break;
  }
  return open.size();
}

std::string_view missing_parent(OpenElements open, const ElementRule& element) {
  if (open.empty() || !open.back().rule->is(kTableContext) || element.is(kHeadContent)) return {};
  const std::string_view context = open.back().name;
  if (context == "table") {
    if (element.name == "col") return "colgroup";
    const bool at_home = is_row_group(element.name) || base::is_one_of(element.name, {"caption", "colgroup"});
    return at_home ? std::string_view{} : "tbody";
  }
  if (is_row_group(context)) return element.name == "tr" ? std::string_view{} : "tr";
  if (context == "tr") return is_cell(element.name) ? std::string_view{} : "td";
  return {};  // a column in its group
}

bool is_misplaced(OpenElements open, const ElementRule& element) {
  if (!element.is(kTablePart)) return false;
  static const ElementRule& kTable = element_rule("table");
  return std::ranges::find(open, &kTable, &OpenElement::rule) == open.end();
}

}  // namespace commonplace::html
