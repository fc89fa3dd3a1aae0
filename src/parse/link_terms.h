// What the attributes of a link mean: its relation, its media type, and whether it leads to a page.

#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace commonplace::parse {

// A registered relation may be spelled as a URL (RFC 4287 §4.2.7.2); other relations are URLs and stay so.
constexpr std::string_view relation_name(std::string_view written) {
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  return written.starts_with(kRegistry) ? written.substr(kRegistry.size()) : written;
}

// Whether a link leads to another form of what it stands in, as one does that says nothing.
inline bool is_alternate(std::string_view relation) {
  const std::string_view name = relation_name(base::trim(relation));
  return name.empty() || base::equals_ignoring_case(name, "alternate");
}

// Without parameters: "text/HTML; charset=utf-8" → "text/html".
inline std::string media_type(std::string_view written) {
  return base::to_ascii_lower(base::trim(written.substr(0, written.find(';'))));
}

// A link without type is taken for one to a page.
inline bool is_page_type(std::string_view type) {
  return type.empty() || base::starts_with_ignoring_case(type, "text/html") ||
         base::starts_with_ignoring_case(type, "application/xhtml");
}

}  // namespace commonplace::parse
