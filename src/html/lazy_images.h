// Images that only a script would load: `<img data-src="…">`, with nothing or a placeholder in src.

#pragma once

#include <string_view>

#include "html/tokenizer.h"

namespace commonplace::html {

// Follows a document's tokens in their order.
class LazyImages {
 public:
  // `html` is the input of the tokens.
  explicit LazyImages(std::string_view html) : html_(html) {}

  // Gives such an image the address that the script would have given it. False where nothing is to be shown of it,
  // since a <noscript> right beside it has the same image.
  bool show(Token& token);

 private:
  bool show_image(Token& image);
  bool is_before_noscript(const Token& tag) const;

  std::string_view html_;
  bool is_in_noscript_ = false;
  bool noscript_shows_image_ = false;  // the one that is open, or right before what comes next
};

}  // namespace commonplace::html
