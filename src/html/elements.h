// What we know of HTML's elements: how they nest, and what becomes of them in markup that is published.

#pragma once

#include <cstdint>
#include <string_view>

namespace commonplace::html {

// What the sanitizer does with an element.
enum class Fate : std::uint8_t {
  Keep,
  Unwrap,         // the tags go, what is inside stays
  Remove,         // with everything inside
  Hide,           // the same, but its end may be implied: what browsers show otherwise than as markup
  RemoveForeign,  // the same for SVG and parts of MathML, whose content follows other rules
};

// What an element's content is to the tokenizer (§13.2.5.2–31). That of noscript, iframe, noembed and noframes is
// markup on purpose: it stands in for scripts, frames and plug-ins where there are none, and with us there are none.
// "Album by so-and-so", linked, is all that is left of a player.
enum class ContentModel : std::uint8_t {
  Markup,
  ReferencesOnly,  // RCDATA: title, textarea
  RawText,         // style, xmp
  Script,          // raw text in which <!-- <script> … </script> --> nests
  PlainText,       // the rest of the document
};

// How an element behaves in the tree constructor (§13.2.6).
enum Trait : std::uint32_t {
  kVoid = 1 << 0,            // has no content and no end tag
  kBlock = 1 << 1,           // separates the text before from the text after
  kSpecial = 1 << 2,         // an end tag of a plain inline element does not reach beyond it
  kFormatting = 1 << 3,      // its end tag may close blocks begun inside it
  kEndsParagraph = 1 << 4,   // closes an open <p> before it begins
  kHeading = 1 << 5,         // h1–h6: one does not contain another
  kScope = 1 << 6,           // nothing outside is closed by tags inside
  kTableContext = 1 << 7,    // holds only table parts, no text
  kTablePart = 1 << 8,       // has its place in a table; elsewhere its tag is ignored
  kLeavesForeign = 1 << 9,   // its start tag ends open SVG or MathML
  kHtmlInForeign = 1 << 10,  // inside it SVG gives way to HTML
  kHeadContent = 1 << 11,    // does not begin the body
  kEndsSibling = 1 << 12,    // ends an open element of its own kind, by a rule of its own
  kHyperlink = 1 << 13,      // <a>
  kPlayer = 1 << 14,         // <audio> and <video>
  kNeedsSource = 1 << 15,    // shows what an address leads to, and nothing without one
  kShownIfOpen = 1 << 16,    // <dialog>
  kWholePage = 1 << 17,      // <html> and <body>
  kInert = 1 << 18,          // <template>
};

// The attributes an element may keep, as bits in the order of kAttributeRules (html/attribute_table.h).
using AttributeSet = std::uint64_t;

struct ElementRule {
  std::string_view name;
  Fate fate = Fate::Unwrap;
  std::uint32_t traits = 0;
  AttributeSet attributes = 0;
  std::string_view published_as = {};  // where another element says the same: center → div
  ContentModel content = ContentModel::Markup;

  bool is(Trait trait) const { return (traits & trait) != 0; }
};

// By name in lower case. Elements nobody knows are inline and unwrapped; theirs is one shared rule without a name.
const ElementRule& element_rule(std::string_view name);

// The rule of the element that is written for `rule`: itself, or what it is published as.
const ElementRule& published_rule(const ElementRule& rule);

}  // namespace commonplace::html
