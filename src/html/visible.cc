#include "html/visible.h"

namespace commonplace::html {
namespace {

// Adjusts `nested` for a tag of the element being skipped. True where the tag ends that element.
bool ends_at(const Token& token, std::string_view name, std::size_t& nested) {
  if (token.name != name) return false;
  if (token.kind == TokenKind::StartTag) {
    ++nested;
    return false;
  }
  if (nested == 0) return true;
  --nested;
  return false;
}

}  // namespace

bool VisibleTokens::next(Token& token) {
  while (tokenizer_.next(token)) {
    if (token.kind == TokenKind::Comment || token.kind == TokenKind::Doctype) continue;
    if (removed_) {
      if (token.kind == TokenKind::Text || continue_removal(token)) continue;
    }
    if (token.kind == TokenKind::StartTag) {
      const ElementRule& element = element_rule(token.name);
      if (element.fate == Fate::RemoveForeign && token.self_closing) continue;
      if (element.fate == Fate::Remove || element.fate == Fate::RemoveForeign) {
        begin_removal(element);
        continue;
      }
    }
    return true;
  }
  return false;
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
  const ElementRule& element = element_rule(token.name);
  if (removed_->fate == Fate::RemoveForeign) return continue_foreign_removal(token, element);
  // A <select> cannot hold another, nor a table part: their tags end it.
  if (removed_->name == "select" && token.kind == TokenKind::StartTag &&
      (&element == removed_ || element.is(kTablePart))) {
    end_removal();
    return &element == removed_;
  }
  if (ends_at(token, removed_->name, nested_)) end_removal();
  return true;
}

bool VisibleTokens::continue_foreign_removal(const Token& token, const ElementRule& element) {
  if (html_part_) {
    if (ends_at(token, html_part_->name, html_nested_)) {
      html_part_ = nullptr;
      tokenizer_.set_foreign(true);
    }
    return true;
  }
  if (token.kind == TokenKind::StartTag) {
    if (element.is(kLeavesForeign)) {
      end_removal();
      return false;
    }
    if (element.is(kHtmlInForeign) && !token.self_closing) step_into_html(token, element);
    if (token.name == removed_->name && !token.self_closing) ++nested_;
    return true;
  }
  if (token.name == removed_->name) {
    if (nested_ == 0) {
      end_removal();
    } else {
      --nested_;
    }
    return true;
  }
  // The end tag of what is around it ends the unclosed element too.
  if (element.is(kBlock) || token.name == "math") {
    end_removal();
    return false;
  }
  return true;
}

void VisibleTokens::step_into_html(const Token&, const ElementRule& element) {
  html_part_ = &element;
  html_nested_ = 0;
  tokenizer_.set_foreign(false);
}

}  // namespace commonplace::html
