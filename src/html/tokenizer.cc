#include "html/tokenizer.h"

#include <algorithm>

#include "base/byte_set.h"
#include "base/text.h"
#include "html/escape.h"
#include "html/raw_text.h"

namespace commonplace::html {
namespace {

constexpr std::size_t kMaxAttributes = 256;  // of one tag; later ones are left out
constexpr std::string_view kCdata = "<![CDATA[";

constexpr base::ByteSet kTagNameEnds(" \t\n\r\f/>"), kAttributeNameEnds(" \t\n\r\f/>="), kPlainValueEnds(" \t\n\r\f>");

// Publishers' tags are nearly all in lower case, of elements that have a rule, whose name outlives the token. Returns
// whether this one is.
bool name_tag(Token& token, std::string_view name) {
  token.rule = &element_rule(name);
  token.name = token.rule->name;
  if (!token.name.empty()) return true;
  token.unknown_name = base::to_ascii_lower(name);
  token.rule = &element_rule(token.unknown_name);
  token.name = token.rule->name.empty() ? std::string_view(token.unknown_name) : token.rule->name;
  return false;
}

}  // namespace

bool Tokenizer::next(Token& token) {
  token.attributes.clear();
  token.self_closing = token.is_canonical = false;
  if (!raw_text_.empty()) {
    token.kind = TokenKind::Text;
    token.text = raw_text_;
    token.has_references = raw_has_references_;
    raw_text_ = {};
    return true;
  }
  while (position_ < html_.size()) {
    if (!begins_markup(position_)) {
      read_text(token);
      return true;
    }
    if (read_markup(token)) return true;
  }
  return false;
}

void Tokenizer::set_foreign(bool foreign) { foreign_ = foreign; }

bool Tokenizer::begins_markup(std::size_t position) const {
  if (html_[position] != '<' || position + 1 >= html_.size()) return false;
  const char c = html_[position + 1];
  return base::is_ascii_alpha(c) || c == '!' || c == '?' || (c == '/' && position + 2 < html_.size());
}

void Tokenizer::read_text(Token& token) {
  std::size_t end = find_rewritten(html_, position_);
  token.is_canonical = end == html_.size() || begins_markup(end);
  if (!token.is_canonical) {
    end = html_.find('<', std::max(end, position_ + 1));
    while (end != std::string_view::npos && !begins_markup(end)) end = html_.find('<', end + 1);
  }
  token.kind = TokenKind::Text;
  token.text = html_.substr(position_, end == std::string_view::npos ? end : end - position_);
  token.has_references = true;
  position_ += token.text.size();
}

// Past the markup that begins here. False where it makes no token: an empty CDATA section, a tag cut by the end.
bool Tokenizer::read_markup(Token& token) {
  const char c = html_[position_ + 1];
  if (c == '!') return read_declaration(token);
  if (c == '?') {
    read_bogus_comment(token, position_ + 1);
    return true;
  }
  if (c != '/') return read_tag(token, TokenKind::StartTag, position_ + 1);
  if (base::is_ascii_alpha(html_[position_ + 2])) return read_tag(token, TokenKind::EndTag, position_ + 2);
  read_bogus_comment(token, position_ + 2);  // `</>` too: nothing a browser shows
  return true;
}

bool Tokenizer::read_declaration(Token& token) {
  const std::string_view rest = html_.substr(position_);
  if (rest.starts_with("<!--")) {
    read_comment(token);
    return true;
  }
  if (foreign_ && rest.starts_with(kCdata)) return read_cdata(token);
  read_bogus_comment(token, position_ + 2);
  if (base::starts_with_ignoring_case(rest, "<!doctype")) token.kind = TokenKind::Doctype;
  return true;
}

void Tokenizer::read_comment(Token& token) {
  token.kind = TokenKind::Comment;
  const std::size_t begin = position_ + 4;
  const std::string_view rest = html_.substr(begin);
  if (rest.starts_with(">") || rest.starts_with("->")) {
    token.text = {};
    position_ = begin + rest.find('>') + 1;
    return;
  }
  for (std::size_t dash = rest.find("--"); dash != std::string_view::npos; dash = rest.find("--", dash + 1)) {
    const std::string_view after = rest.substr(dash + 2);
    const std::size_t closing = after.starts_with(">") ? 1 : after.starts_with("!>") ? 2 : 0;
    if (closing == 0) continue;
    token.text = rest.substr(0, dash);
    position_ = begin + dash + 2 + closing;
    return;
  }
  token.text = rest;
  position_ = html_.size();
}

bool Tokenizer::read_cdata(Token& token) {
  const std::size_t begin = position_ + kCdata.size();
  const std::size_t end = std::min(html_.find("]]>", begin), html_.size());
  token.kind = TokenKind::Text;
  token.text = html_.substr(begin, end - begin);
  token.has_references = false;
  position_ = std::min(end + 3, html_.size());
  return !token.text.empty();
}

void Tokenizer::read_bogus_comment(Token& token, std::size_t begin) {
  const std::size_t end = std::min(html_.find('>', begin), html_.size());
  token.kind = TokenKind::Comment;
  token.text = html_.substr(begin, end - begin);
  position_ = std::min(end + 1, html_.size());
}

bool Tokenizer::read_tag(Token& token, TokenKind kind, std::size_t name_begin) {
  token.kind = kind;
  const std::size_t begin = position_;
  position_ = kTagNameEnds.find(html_, name_begin);
  const bool is_bare = position_ < html_.size() && html_[position_] == '>';
  token.is_canonical = name_tag(token, html_.substr(name_begin, position_ - name_begin)) && is_bare;
  token.text = is_bare ? html_.substr(begin, position_ + 1 - begin) : std::string_view();
  if (is_bare) {
    ++position_;
  } else if (!read_attributes(token)) {
    return false;
  }
  if (kind == TokenKind::StartTag && !foreign_) begin_raw_text(*token.rule);
  return true;
}

// Past the tag's '>'. False where the input ends before it.
bool Tokenizer::read_attributes(Token& token) {
  constexpr std::size_t kUsual = 16;
  if (token.attributes.capacity() == 0) token.attributes.reserve(kUsual);
  for (;;) {
    skip_spaces();
    if (position_ >= html_.size()) return false;
    if (html_[position_] == '>') {
      ++position_;
      return true;
    }
    if (html_[position_] == '/') {
      ++position_;
      token.self_closing = position_ < html_.size() && html_[position_] == '>';
      continue;
    }
    const std::size_t begin = position_++;  // even '=' begins a name here
    position_ = kAttributeNameEnds.find(html_, position_);
    Attribute attribute{html_.substr(begin, position_ - begin), {}};
    skip_spaces();
    if (position_ < html_.size() && html_[position_] == '=') {
      ++position_;
      attribute.value = read_attribute_value();
    }
    if (token.attributes.size() < kMaxAttributes) token.attributes.push_back(attribute);
  }
}

std::string_view Tokenizer::read_attribute_value() {
  skip_spaces();
  if (position_ >= html_.size()) return {};
  const char quote = html_[position_];
  if (quote == '"' || quote == '\'') {
    const std::size_t begin = position_ + 1;
    const std::size_t end = std::min(html_.find(quote, begin), html_.size());
    position_ = std::min(end + 1, html_.size());
    return html_.substr(begin, end - begin);
  }
  const std::size_t begin = position_;
  position_ = kPlainValueEnds.find(html_, position_);
  return html_.substr(begin, position_ - begin);
}

void Tokenizer::skip_spaces() {
  while (position_ < html_.size() && base::is_ascii_space(html_[position_])) ++position_;
}

void Tokenizer::begin_raw_text(const ElementRule& element) {
  if (element.content == ContentModel::Markup) return;
  const std::string_view rest = html_.substr(position_);
  raw_text_ = rest.substr(0, raw_text_length(rest, element.name, element.content));
  raw_has_references_ = element.content == ContentModel::ReferencesOnly;
  position_ += raw_text_.size();
}

}  // namespace commonplace::html
