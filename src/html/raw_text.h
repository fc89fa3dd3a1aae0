// Where the content of elements that hold no markup ends (WHATWG HTML §13.2.5.2–31).

#pragma once

#include <string_view>

#include "html/elements.h"

namespace commonplace::html {

// The length of the content at the beginning of `rest`, up to the end tag that ends it or the end of input.
std::size_t raw_text_length(std::string_view rest, std::string_view element, ContentModel model);

}  // namespace commonplace::html
