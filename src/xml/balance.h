// Tokens in any order → which tags to write, so that every element is closed and there is one root.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "commonplace/result.h"
#include "xml/damage.h"
#include "xml/tokens.h"

namespace commonplace::xml {

enum class Fate : std::uint8_t {
  Keep,  // an end tag that is kept closes the innermost element, whatever it was spelled
  Drop,
  AsText,  // a start tag that is none: "a <vector> of"
};

struct Step {
  Fate fate = Fate::Keep;
  std::uint32_t closes_before = 0;  // so many elements are closed before this token
};

struct Balanced {
  std::vector<Step> steps;  // one a token
  std::size_t begin = 0;    // the root element is in tokens [begin, end); what is still open there is to be closed
  std::size_t end = 0;
};

// Crossed tags close what is inside. An element without end tag goes on to the end of the one around it where it is
// HTML, else to the next tag, so that a forgotten `</link>` does not swallow an item. A cut document keeps the entries
// that are whole. HTML deeper than `max_depth` in a feed loses its tags. Error: TooLarge where other elements nest so
// deep. May turn tokens into empty tags.
Result<Balanced> balance(std::string_view text, Tokens& tokens, std::size_t max_depth, DamageReport& damage);

}  // namespace commonplace::xml
