// Which open elements end when a tag comes, and which have to begin first: HTML's implied tags (WHATWG HTML §13.2.6.4)
// as questions about a stack.
//
// The adoption agency and foster parenting are replaced by simpler rules with balanced results: a misnested end tag
// closes what is inside, and what does not belong in a table gets a cell.

#pragma once

#include <span>
#include <string_view>

#include "html/elements.h"

namespace commonplace::html {

struct OpenElement {
  const ElementRule* rule;
  std::string_view name;  // rule->name, except for elements nobody knows
};

using OpenElements = std::span<const OpenElement>;  // outermost first

// Text nests like an inline element; this rule stands for it.
const ElementRule& text_rule();

// How many of the open elements stay open when `element` begins.
std::size_t depth_before(OpenElements open, const ElementRule& element);

// How many stay open after the end tag `name`; all of them where it closes nothing.
std::size_t depth_after_end(OpenElements open, const ElementRule& element, std::string_view name);

// The element that has to be opened first so that `element` may begin here ("tr" for a cell in a tbody); empty where it
// may begin at once. Opening it may reveal the next one.
std::string_view missing_parent(OpenElements open, const ElementRule& element);

// Whether `element` is a table part without a table around it; such a tag is ignored.
bool is_misplaced(OpenElements open, const ElementRule& element);

}  // namespace commonplace::html
