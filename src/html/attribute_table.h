// The attributes that may be published, one row each, and the kind of value each may have.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "html/elements.h"

namespace commonplace::html {

enum class ValueKind : std::uint8_t {
  Text,
  Number,    // decimal digits
  Integer,   // and perhaps a '-' before them
  Length,    // decimal digits, perhaps with '%'
  Boolean,   // present or not; written with an empty value
  Keyword,   // one of the row's keywords
  Language,  // shaped like a BCP 47 tag
  Resource,  // an absolute http or https URL
  Link,      // or a mailto one
  Sources,   // srcset: resources with descriptors
};

struct AttributeRule {
  std::string_view name;
  ValueKind kind;
  std::string_view keywords = {};  // for Keyword: between spaces
};

// Sorted by name. id, name, class, style, target, ping and every on* are absent, and so are all we have not heard of.
inline constexpr std::array<AttributeRule, 37> kAttributeRules = {{
    {"abbr", ValueKind::Text},
    {"align", ValueKind::Keyword, "left right center justify"},
    {"alt", ValueKind::Text},
    {"cite", ValueKind::Resource},
    {"colspan", ValueKind::Number},
    {"controls", ValueKind::Boolean},
    {"datetime", ValueKind::Text},
    {"default", ValueKind::Boolean},
    {"dir", ValueKind::Keyword, "ltr rtl auto"},
    {"height", ValueKind::Length},
    {"href", ValueKind::Link},
    {"hreflang", ValueKind::Language},
    {"kind", ValueKind::Keyword, "subtitles captions descriptions chapters"},
    {"label", ValueKind::Text},
    {"lang", ValueKind::Language},
    {"loop", ValueKind::Boolean},
    {"media", ValueKind::Text},
    {"muted", ValueKind::Boolean},
    {"open", ValueKind::Boolean},
    {"playsinline", ValueKind::Boolean},
    {"poster", ValueKind::Resource},
    {"preload", ValueKind::Keyword, "none"},
    {"reversed", ValueKind::Boolean},
    {"rowspan", ValueKind::Number},
    {"scope", ValueKind::Keyword, "row col rowgroup colgroup"},
    {"sizes", ValueKind::Text},
    {"span", ValueKind::Number},
    {"src", ValueKind::Resource},
    {"srclang", ValueKind::Language},
    {"srcset", ValueKind::Sources},
    {"start", ValueKind::Integer},
    {"summary", ValueKind::Text},
    {"title", ValueKind::Text},
    {"type", ValueKind::Text},
    {"valign", ValueKind::Keyword, "top middle bottom baseline"},
    {"value", ValueKind::Text},
    {"width", ValueKind::Length},
}};
static_assert(kAttributeRules.size() <= 64, "one bit each in AttributeSet");

// The bit of one attribute; 0 where there is no such row.
constexpr AttributeSet attribute_bit(std::string_view name) {
  for (std::size_t i = 0; i < kAttributeRules.size(); ++i) {
    if (kAttributeRules[i].name == name) return AttributeSet{1} << i;
  }
  return 0;
}

// The row of one attribute. A name without a row does not compile.
consteval const AttributeRule& attribute_rule(std::string_view name) {
  for (const AttributeRule& rule : kAttributeRules) {
    if (rule.name == name) return rule;
  }
  throw "no such attribute";
}

// The bits of the names between spaces. A name without a row does not compile.
consteval AttributeSet attributes(std::string_view names) {
  AttributeSet set = 0;
  while (!names.empty()) {
    const std::size_t space = names.find(' ');
    const AttributeSet bit = attribute_bit(names.substr(0, space));
    if (bit == 0) throw "no such attribute";
    set |= bit;
    names = space == std::string_view::npos ? std::string_view{} : names.substr(space + 1);
  }
  return set;
}

}  // namespace commonplace::html
