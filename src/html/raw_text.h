// Where the content of elements that hold no markup ends (WHATWG HTML §13.2.5.2–31).

#pragma once

#include <cstdint>
#include <string_view>

namespace commonplace::html {

enum class ContentModel : std::uint8_t {
  Markup,
  ReferencesOnly,  // RCDATA: title, textarea
  RawText,         // style, xmp
  Script,          // raw text in which <!-- <script> … </script> --> nests
  PlainText,       // the rest of the document
};

// For an element's name in lower case.
ContentModel content_model(std::string_view element);

// The length of the content at the beginning of `rest`, up to the end tag that ends it or the end of input.
std::size_t raw_text_length(std::string_view rest, std::string_view element, ContentModel model);

}  // namespace commonplace::html
