// HTML → what a reader would see, as plain text.

#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/sanitize.h"
#include "html/elements.h"
#include "html/entities.h"
#include "html/visible.h"

namespace commonplace {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// Text in which runs of white space are one space, and none is at the ends.
class CollapsedText {
 public:
  void separate() { pending_space_ = true; }

  void append(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
      const std::size_t begin = position;
      const char32_t c = base::next_code_point(text, position);
      if (is_space(c)) {
        separate();
      } else if (!is_control(c)) {
        write_pending_space();
        if (c == base::kReplacement || !base::is_xml_character(c)) {
          text_.append(base::kReplacementUtf8);
        } else {
          text_.append(text, begin, position - begin);
        }
      }
    }
  }

  std::string take() && { return std::move(text_); }

 private:
  void write_pending_space() {
    if (pending_space_ && !text_.empty()) text_.push_back(' ');
    pending_space_ = false;
  }

  std::string text_;
  bool pending_space_ = false;
};

bool has_reference(std::string_view text) {
  std::string scratch;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    if (html::decode_reference(text, at, html::ReferenceContext::Text, scratch) > 0) return true;
  }
  return false;
}

}  // namespace

std::string html_to_text(std::string_view html) {
  CollapsedText text;
  std::string scratch;
  html::VisibleTokens tokens(html);
  for (html::Token token; tokens.next(token);) {
    if (token.kind != html::TokenKind::Text) {
      if (html::element_rule(token.name).is(html::kBlock)) text.separate();
    } else if (token.has_references) {
      text.append(html::decode_references(token.text, html::ReferenceContext::Text, scratch));
    } else {
      text.append(token.text);
    }
  }
  return std::move(text).take();
}

bool looks_like_html(std::string_view text) {
  html::Tokenizer tokenizer(text);
  html::Token token;
  while (tokenizer.next(token)) {
    if (token.kind != html::TokenKind::Text || has_reference(token.text)) return true;
  }
  return false;
}

}  // namespace commonplace
