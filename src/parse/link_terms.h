// What the attributes of a link mean: its relation, and whether it leads to a page.

#pragma once

#include <string_view>

#include "base/text.h"

namespace commonplace::parse {

// A registered relation may be spelled as a URL (RFC 4287 §4.2.7.2); other relations are URLs and stay so.
constexpr std::string_view relation_name(std::string_view written) {
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  return written.starts_with(kRegistry) ? written.substr(kRegistry.size()) : written;
}

// A link without type is taken for one to a page.
inline bool is_page_type(std::string_view type) {
  return type.empty() || base::starts_with_ignoring_case(type, "text/html") ||
         base::starts_with_ignoring_case(type, "application/xhtml");
}

}  // namespace commonplace::parse
