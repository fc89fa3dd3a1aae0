// A vocabulary as a table: an element's local name → what is done with it.

#pragma once

#include <span>
#include <string_view>

#include "base/text.h"
#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

struct Field {
  std::string_view name;
  void (*read)(const xml::Element&, Draft&);
};

// Whether the element is one of `fields` (names ignore case); it is then read.
inline bool read_field(std::span<const Field> fields, const xml::Element& element, Draft& draft) {
  for (const Field& field : fields) {
    if (!base::equals_ignoring_case(element.local(), field.name)) continue;
    field.read(element, draft);
    return true;
  }
  return false;
}

}  // namespace commonplace::parse
