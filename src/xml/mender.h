// Text that is nearly XML → well-formed XML that says the same, and what was wrong with it.
//
// For what publishers do: bare ampersands, HTML entities, markup in text, crossed and forgotten tags, warnings before
// the document, documents cut by a timeout. Linear in the text; nothing is fetched; of entities that the document
// declares only short plain ones are used.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/result.h"
#include "xml/document.h"

namespace commonplace::xml {

struct MendLimits {
  std::size_t depth = 256;
  std::size_t tokens = 3'000'000;
  std::size_t expansion = 1 << 20;  // bytes that declared entities may add
};

struct Mended {
  std::string text;  // without declaration, comments and processing instructions; empty: no element was found
  std::vector<Issue> issues;
  std::vector<Anchor> anchors;  // of all start tags, in order
};

// Errors: TooLarge; Malformed for entities that multiply or circle, whose document is an attack.
Result<Mended> mend(std::string_view text, const MendLimits& limits = {});

}  // namespace commonplace::xml
