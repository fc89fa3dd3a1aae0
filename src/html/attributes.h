// The attributes of a stranger's tag → those that may be published, with clean values.

#pragma once

#include <string>
#include <vector>

#include "commonplace/url.h"
#include "html/attribute_table.h"
#include "html/tokenizer.h"

namespace commonplace::html {

struct CleanAttribute {
  std::string_view name;
  std::string value;  // decoded, not yet escaped
};

// In the order of the tag, each name once, values checked by their kind and URLs resolved against `base` (null: there
// is none, and relative ones go).
std::vector<CleanAttribute> clean_attributes(const Token& tag, const ElementRule& element, const Url* base);

// srcset (§4.8.4.2.1): its candidates with absolute http and https URLs, in canonical spelling; empty where none is
// left.
std::string clean_srcset(std::string_view value, const Url* base);

// Whether an <img> counts readers rather than shows them something: at most one pixel wide or high, or hidden by style.
bool is_tracking_pixel(const Token& tag);

}  // namespace commonplace::html
