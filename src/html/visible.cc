#include "html/visible.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::html {
namespace {

// Counts the tags of one name inside an element of that name. True for the end tag that ends it.
bool count_tag(const Token& token, std::string_view name, std::size_t& nested) {
  if (token.name != name) return false;
  if (token.kind == TokenKind::StartTag) {
    ++nested;
    return false;
  }
  if (nested == 0) return true;
  --nested;
  return false;
}

// §13.2.6.5: <font> belongs to SVG too, unless it is dressed as HTML.
bool leaves_foreign(const Token& start_tag, const ElementRule& element) {
  if (element.name != "font") return element.is(kLeavesForeign);
  return std::ranges::any_of(start_tag.attributes, [](const Attribute& attribute) {
    return base::equals_ignoring_case(attribute.name, "color") || base::equals_ignoring_case(attribute.name, "face") ||
           base::equals_ignoring_case(attribute.name, "size");
  });
}

// Most tags: they have no attributes, and are of elements that nothing else hides.
bool is_always_shown(const Token& start_tag) {
  const ElementRule& element = *start_tag.rule;
  const bool may_be_kept = element.fate == Fate::Keep || element.fate == Fate::Unwrap;
  return may_be_kept && start_tag.attributes.empty() && (element.traits & (kPlayer | kShownIfOpen)) == 0;
}

}  // namespace

bool VisibleTokens::next(Token& token) {
  while (tokenizer_.next(token)) {
    if (token.kind == TokenKind::Comment || token.kind == TokenKind::Doctype) continue;
    if (is_inside_ && is_inside(token)) continue;
    if (token.kind != TokenKind::StartTag || is_always_shown(token) || !begins_invisible(token)) return true;
  }
  return false;
}

// Whether the token is in what is passed over, or ends it and is no more than that.
bool VisibleTokens::is_inside(const Token& token) {
  const bool is_text = token.kind == TokenKind::Text;
  const bool is_inside = removed_ ? is_text || continue_removal(token) : is_text || hidden_.takes(token);
  is_inside_ = removed_ || hidden_.is_open();
  return is_inside;
}

// Whether the tag is none that a reader sees; then what is in its element is not seen either.
bool VisibleTokens::begins_invisible(const Token& start_tag) {
  const ElementRule& element = *start_tag.rule;
  if (element.fate == Fate::RemoveForeign && start_tag.self_closing) return true;
  if (element.fate == Fate::Remove || element.fate == Fate::RemoveForeign) {
    begin_removal(element);
  } else if (is_passed_over(start_tag)) {
    hidden_.begin(start_tag);
  } else {
    return false;
  }
  is_inside_ = removed_ || hidden_.is_open();
  return true;
}

bool VisibleTokens::is_passed_over(const Token& start_tag) const {
  return (player_text_ == PlayerText::LeftOut && start_tag.rule->is(kPlayer)) || is_hidden(start_tag);
}

void VisibleTokens::begin_removal(const ElementRule& element) {
  removed_ = &element;
  nested_ = 0;
  html_part_ = nullptr;
  tokenizer_.set_foreign(element.fate == Fate::RemoveForeign);
}

void VisibleTokens::end_removal() {
  removed_ = nullptr;
  tokenizer_.set_foreign(false);
}

// Looks at a tag inside removed content. False where the tag ends the removal and counts itself.
bool VisibleTokens::continue_removal(const Token& token) {
  const ElementRule& element = *token.rule;
  if (removed_->fate == Fate::RemoveForeign) return continue_foreign_removal(token, element);
  if (removed_->name == "select" && token.kind == TokenKind::StartTag) {
    const bool is_another = &element == removed_;  // it ends the first, and begins nothing
    if (is_another || element.is(kTablePart)) end_removal();
    return is_another || removed_;
  }
  if (count_tag(token, removed_->name, nested_)) end_removal();
  return true;
}

bool VisibleTokens::continue_foreign_removal(const Token& token, const ElementRule& element) {
  if (html_part_) {
    if (count_tag(token, html_part_->name, html_nested_)) {
      html_part_ = nullptr;
      tokenizer_.set_foreign(true);
    }
    return true;
  }
  if (token.kind == TokenKind::StartTag) {
    if (leaves_foreign(token, element)) {
      end_removal();
      return false;
    }
    if (element.is(kHtmlInForeign) && !token.self_closing) step_into_html(element);
    if (!token.self_closing) count_tag(token, removed_->name, nested_);
    return true;
  }
  // The end tag of what is around it ends the unclosed element too.
  const bool from_outside = element.is(kBlock) || token.name == "math";
  if (from_outside || count_tag(token, removed_->name, nested_)) end_removal();
  return !from_outside;
}

void VisibleTokens::step_into_html(const ElementRule& element) {
  html_part_ = &element;
  html_nested_ = 0;
  tokenizer_.set_foreign(false);
}

}  // namespace commonplace::html
