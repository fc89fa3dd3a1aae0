// HTML → what a reader would see, as plain text.

#include <algorithm>

#include "base/scan.h"
#include "commonplace/sanitize.h"
#include "html/collapsed_text.h"
#include "html/elements.h"
#include "html/entities.h"
#include "html/visible.h"

namespace commonplace {
namespace {

bool has_reference(std::string_view text) {
  std::string scratch;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    if (html::decode_reference(text, at, html::ReferenceContext::Text, scratch) > 0) return true;
  }
  return false;
}

// Whether this start tag alone tells that it is one. Of other elements publishers write the end tag too, but for that
// of scripts that were cut, which nobody is to read as text.
bool is_unmistakable(const html::Token& tag) {
  constexpr std::string_view kOftenLeftOpen[] = {"p", "li", "dt", "dd"};
  if (tag.rule->is(html::kVoid) || tag.rule->is(html::kTablePart)) return true;
  if (tag.rule->fate == html::Fate::Remove || tag.rule->fate == html::Fate::RemoveForeign) return true;
  if (std::ranges::find(kOftenLeftOpen, tag.name) != std::end(kOftenLeftOpen)) return true;
  return std::ranges::any_of(tag.attributes, [](const html::Attribute& attribute) { return !attribute.value.empty(); });
}

}  // namespace

std::string html_to_text(std::string_view html, std::size_t enough) {
  html::CollapsedText text;
  std::string scratch;
  html::VisibleTokens tokens(html, html::PlayerText::LeftOut);
  for (html::Token token; text.size() < enough && tokens.next(token);) {
    if (token.kind != html::TokenKind::Text) {
      if (token.rule->is(html::kBlock)) text.separate();
    } else if (token.has_references) {
      text.append(html::decode_references(token.text, html::ReferenceContext::Text, scratch));
    } else {
      text.append(token.text);
    }
  }
  return std::move(text).take();
}

bool looks_like_html(std::string_view text) {
  if (!base::contains<base::AnyOf<'<', '&'>>(text)) return false;
  html::Tokenizer tokenizer(text);
  html::Token token;
  while (tokenizer.next(token)) {
    const bool is_sign = token.kind == html::TokenKind::Text       ? has_reference(token.text)
                         : token.kind == html::TokenKind::StartTag ? is_unmistakable(token)
                                                                   : true;
    if (is_sign) return true;
  }
  return false;
}

}  // namespace commonplace
