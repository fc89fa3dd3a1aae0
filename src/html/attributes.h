// The attributes of a stranger's tag → those that may be published, with clean values.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/url.h"
#include "html/attribute_table.h"
#include "html/tokenizer.h"

namespace commonplace::html {

// What may be published of a tag's attributes, as it is written.
struct CleanAttributes {
  AttributeSet names = 0;
  std::string markup;  // ` href="…" title="…"`, in the order of the tag, values escaped

  void clear();
  bool has(AttributeSet name) const { return (names & name) != 0; }
  void add(const AttributeRule& rule, std::string_view value);  // `value` is decoded
};

// What the addresses of a text are relative to. Null: nothing, and such addresses go.
struct Bases {
  const Url* base = nullptr;
  const Url* page = nullptr;  // of "#part", which is a place in the text itself
};

// Puts into `clean` each name once, values checked by their kind and URLs resolved.
void clean_attributes(const Token& tag, const ElementRule& element, const Bases& bases, CleanAttributes& clean);

// srcset (§4.8.4.2.1): its candidates with absolute http and https URLs, in canonical spelling; empty where none is
// left.
std::string clean_srcset(std::string_view value, const Bases& bases);

// Whether an <img> counts readers rather than shows them something: at most one pixel wide or high.
bool is_tracking_pixel(const Token& tag);

}  // namespace commonplace::html
