// HTML → what a reader would see, as plain text.

#include <algorithm>

#include "base/scan.h"
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

using Space = base::AnyOf<' '>;
using NotPrintableAscii = base::Union<base::Control, base::NonAscii, base::AnyOf<'\x7F'>>;

// Text in which runs of white space are one space, and none is at the ends.
class CollapsedText {
 public:
  void separate() { pending_space_ = true; }

  void append(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
      if (const std::size_t length = append_printable(text.substr(position)); length > 0) {
        position += length;
        continue;
      }
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

  std::size_t size() const { return text_.size(); }
  std::string take() && { return std::move(text_); }

 private:
  // The run of printable ASCII at the front of `text`; returns how long it is.
  std::size_t append_printable(std::string_view text) {
    const std::string_view run = text.substr(0, base::find_in<NotPrintableAscii>(text));
    for (std::string_view rest = run; !rest.empty();) {
      const std::size_t pair = base::find_pair<Space, Space>(rest);
      append_spaced(rest.substr(0, pair));
      rest.remove_prefix(std::min(pair + 1, rest.size()));  // the second space begins the next part
    }
    return run.size();
  }

  // Printable ASCII without two spaces in a row.
  void append_spaced(std::string_view text) {
    if (text.starts_with(' ')) {
      separate();
      text.remove_prefix(1);
    }
    if (text.empty()) return;
    const bool ends_in_space = text.ends_with(' ');
    if (ends_in_space) text.remove_suffix(1);
    write_pending_space();
    text_ += text;
    pending_space_ = ends_in_space;
  }

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

// Whether this start tag alone tells that it is one. Of other elements publishers write the end tag too.
bool is_unmistakable(const html::Token& tag) {
  constexpr std::string_view kOftenLeftOpen[] = {"p", "li", "dt", "dd"};
  if (tag.rule->is(html::kVoid) || tag.rule->is(html::kTablePart)) return true;
  if (std::ranges::find(kOftenLeftOpen, tag.name) != std::end(kOftenLeftOpen)) return true;
  return std::ranges::any_of(tag.attributes, [](const html::Attribute& attribute) { return !attribute.value.empty(); });
}

}  // namespace

std::string html_to_text(std::string_view html, std::size_t enough) {
  CollapsedText text;
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
