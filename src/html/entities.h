// Character references → the text they stand for (WHATWG HTML §13.2.5.72–80).

#pragma once

#include <string>
#include <string_view>

namespace commonplace::html {

// Attribute values keep `&copy=1` as it is: query strings are full of ampersands.
enum class ReferenceContext { Text, Attribute };

// The reference that begins at text[position], which must be '&': appends what it stands for to `out` and returns its
// length in `text`, or returns 0 where the ampersand is only an ampersand. Looks at no more than the reference itself.
std::size_t decode_reference(std::string_view text, std::size_t position, ReferenceContext context, std::string& out);

// `text` with every reference decoded, once. The view is into `text` where there is none, else into `scratch`.
std::string_view decode_references(std::string_view text, ReferenceContext context, std::string& scratch);

}  // namespace commonplace::html
