// Images that only a script would load: `<img data-src="…">`, with nothing or a placeholder in src.

#pragma once

#include <string_view>

#include "html/tokenizer.h"

namespace commonplace::html {

// Follows a document's tokens in their order.
class LazyImages {
 public:
  // `html` is the input of the tokens.
  explicit LazyImages(std::string_view html)
      : html_(html), image_(element_rule("img")), noscript_(element_rule("noscript")) {}

  // Gives such an image the address that the script would have given it. False where nothing is to be shown of it,
  // since a <noscript> right beside it has the same image.
  bool show(Token& token) {
    if (token.kind == TokenKind::StartTag && token.rule == &image_) return show_image(token);
    if (is_near_noscript_ || (token.kind == TokenKind::StartTag && token.rule == &noscript_)) pass(token);
    return true;
  }

 private:
  bool show_image(Token& image);
  void pass(const Token& token);
  bool is_before_noscript(const Token& tag) const;

  std::string_view html_;
  const ElementRule& image_;
  const ElementRule& noscript_;
  bool is_near_noscript_ = false;  // in one, or right behind one
  bool is_in_noscript_ = false;
  bool noscript_shows_image_ = false;  // the one that we are in, or right behind
};

}  // namespace commonplace::html
