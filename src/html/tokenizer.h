// HTML → tags, text, comments and doctypes (WHATWG HTML §13.2.5).
//
// All states are there; what the standard leaves to the tree constructor (which elements hold raw text) is decided here
// by the name of the start tag. Nothing is decoded and nothing is copied but element names, so every byte of the input
// is looked at a bounded number of times. Any bytes are an input; there are no errors.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/elements.h"

namespace commonplace::html {

enum class TokenKind : std::uint8_t { Text, StartTag, EndTag, Comment, Doctype };

// Views of the input, as written: the name in any case, the value's references undecoded. Of attributes of one name
// only the first counts; later ones are for the caller to ignore.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

// A token is canonical where the sanitizer would spell it as it is spelled, if it published it: `<p>` and `</p>`, and
// text without anything to decode, escape or drop (see find_rewritten). Most are.
struct Token {
  TokenKind kind = TokenKind::Text;
  bool has_references = true;         // Text: character references count, which they do not in raw text
  bool is_canonical = false;          // see below
  bool self_closing = false;          // StartTag: written `<name/>`
  std::string_view name;              // StartTag, EndTag: in lower case; a view of the rule's or of `unknown_name`
  const ElementRule* rule = nullptr;  // StartTag, EndTag: what is known of the element
  std::string_view text;              // Text, Comment, canonical tags: a view of the input
  std::vector<Attribute> attributes;  // StartTag
  std::string unknown_name;           // of an element without a rule
};

class Tokenizer {
 public:
  // `html` must outlive the tokenizer and the views in its tokens.
  explicit Tokenizer(std::string_view html) : html_(html) {}

  // Puts the next token into `token`, whose buffers are used again. False at the end.
  bool next(Token& token);

  // Whether what follows is inside <svg> or <math>: CDATA sections are text there, and no element holds raw text.
  void set_foreign(bool foreign);

 private:
  bool begins_markup(std::size_t position) const;
  bool read_markup(Token& token);
  void read_text(Token& token);
  bool read_declaration(Token& token);
  void read_comment(Token& token);
  bool read_cdata(Token& token);
  void read_bogus_comment(Token& token, std::size_t begin);
  bool read_tag(Token& token, TokenKind kind, std::size_t name_begin);
  bool read_attributes(Token& token);
  std::string_view read_attribute_value();
  void skip_spaces();
  void begin_raw_text(const ElementRule& element);

  std::string_view html_;
  std::size_t position_ = 0;
  std::string_view raw_text_;  // of the element whose start tag came last; not yet handed out
  bool raw_has_references_ = false;
  bool foreign_ = false;
};

}  // namespace commonplace::html
