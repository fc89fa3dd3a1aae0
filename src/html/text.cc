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
// of scripts that were cut, which nobody is to read as text. "<input>" and "<textarea>" are spoken of.
bool is_unmistakable(const html::Token& tag) {
  constexpr std::string_view kOftenLeftOpen[] = {"p", "li", "dt", "dd"};
  constexpr std::string_view kCode[] = {"script", "style"};
  if (tag.rule->is(html::kVoid) && tag.rule->fate == html::Fate::Keep) return true;
  if (tag.rule->is(html::kTablePart) || std::ranges::find(kCode, tag.name) != std::end(kCode)) return true;
  if (std::ranges::find(kOftenLeftOpen, tag.name) != std::end(kOftenLeftOpen)) return true;
  return std::ranges::any_of(tag.attributes, [](const html::Attribute& attribute) { return !attribute.value.empty(); });
}

// An end tag is one, but for that of an element that nobody knows and that did not begin: "</kubernetes>".
bool is_sign(const html::Token& token, bool anything_began) {
  if (token.kind == html::TokenKind::Text) return has_reference(token.text);
  if (token.kind == html::TokenKind::StartTag) return is_unmistakable(token);
  return token.kind != html::TokenKind::EndTag || anything_began || !token.rule->name.empty();
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
  bool began = false;
  while (tokenizer.next(token)) {
    if (is_sign(token, began)) return true;
    began = began || token.kind == html::TokenKind::StartTag;
  }
  return false;
}

}  // namespace commonplace
