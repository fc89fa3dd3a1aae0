#include "html/hidden.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::html {
namespace {

constexpr std::size_t kMaxDepth = 128;  // what is deeper is no part of the question where the element ends

bool has(const Token& tag, std::string_view name) {
  return std::ranges::any_of(
      tag.attributes, [name](const Attribute& attribute) { return base::equals_ignoring_case(attribute.name, name); });
}

// Whether the end tag of `element`, which is not open in `open`, may be that of an element around them (§13.2.6.4.7).
bool reaches_beyond(OpenElements open, const ElementRule& element) {
  if (element.name.empty()) return false;
  std::uint32_t stops = element.is(kSpecial) ? kScope : kSpecial;
  if (element.is(kTablePart) || element.name == "table") stops = 0;
  if (element.name == "p") stops = kScope | kEndsParagraph;
  return std::ranges::none_of(open, [stops](const OpenElement& one) { return (one.rule->traits & stops) != 0; });
}

}  // namespace

// Newsletters hide so what mail programs show beside the subject, and all their readers would read it first.
bool is_hiding_style(std::string_view style) {
  bool is_displayed = true, is_visible = true;
  while (!style.empty()) {
    const std::string_view declaration = base::trim(style.substr(0, style.find(';')));
    style.remove_prefix(std::min(style.find(';'), style.size() - 1) + 1);
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view property = base::trim(declaration.substr(0, colon));
    const std::string_view value = base::trim(declaration.substr(colon + 1));
    if (base::equals_ignoring_case(property, "display")) {
      is_displayed = !base::starts_with_ignoring_case(value, "none");
    } else if (base::equals_ignoring_case(property, "visibility")) {
      is_visible = !base::starts_with_ignoring_case(value, "hidden");
    }
  }
  return !is_displayed || !is_visible;
}

bool is_hidden(const Token& start_tag) {
  const ElementRule& element = *start_tag.rule;
  if (element.fate == Fate::Hide) return true;
  if (element.is(kShownIfOpen) && !has(start_tag, "open")) return true;
  if (element.is(kWholePage)) return false;  // until a script has looked at the page
  return std::ranges::any_of(start_tag.attributes,
                             [](const Attribute& attribute) { return is_hiding(attribute.name, attribute.value); });
}

void HiddenElement::begin(const Token& start_tag) {
  static const ElementRule& kTable = element_rule("table");
  const ElementRule& element = *start_tag.rule;
  if (element.is(kVoid)) return;
  name_ = start_tag.name;
  if (element.is(kTablePart)) {
    open_.push_back({&kTable, kTable.name});
    for (std::string_view parent; !(parent = missing_parent(open_, element)).empty();) {
      open_.push_back({&element_rule(parent), parent});
    }
  }
  around_ = open_.size();
  open_.push_back({&element, name_});
}

bool HiddenElement::takes(const Token& tag) {
  const ElementRule& element = *tag.rule;
  return tag.kind == TokenKind::StartTag ? takes_start(element) : takes_end(element, tag.name);
}

// A row or cell without a table inside belongs to the one around.
bool HiddenElement::takes_start(const ElementRule& element) {
  const std::size_t depth = depth_before(open_, element);
  if (depth <= around_ || is_misplaced(open_, element)) return end();
  open_.resize(depth);
  const bool may_end_others = !element.is(kVoid) && !element.name.empty();
  if (may_end_others && depth < kMaxDepth) open_.push_back({&element, element.name});
  return true;
}

bool HiddenElement::takes_end(const ElementRule& element, std::string_view name) {
  if (element.is(kVoid)) return true;
  const std::size_t depth = depth_after_end(open_, element, name);
  if (depth == open_.size()) return !reaches_beyond(open_, element) || end();
  open_.resize(depth);
  if (depth > around_) return true;
  const bool is_its_own = depth == around_;
  return end() || is_its_own;
}

bool HiddenElement::end() {
  open_.clear();
  return false;
}

}  // namespace commonplace::html
