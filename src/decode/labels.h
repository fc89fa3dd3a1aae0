// Labels of encodings → the encodings, by the table of the WHATWG Encoding Standard §4.2.

#pragma once

#include <string_view>

namespace commonplace::decode {

struct Encoding {
  std::string_view name;       // WHATWG's, as in its table
  std::string_view converter;  // ICU's name for it, or ours; empty: never decoded with
  std::string_view labels;     // in lower case, separated and enclosed by single spaces
};

// White space around the label and ASCII case do not matter. Null for a label outside the table: UTF-7, every EBCDIC
// code page and what publishers make up.
const Encoding* find_encoding(std::string_view label);

}  // namespace commonplace::decode
