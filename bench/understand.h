// One document through decode, parse and normalize, as an embedder of the library would.

#pragma once

#include <string_view>

#include "commonplace/commonplace.h"

namespace commonplace::bench {

// Where the documents say they come from does not matter; times are judged against the end of 2026.
NormalizeContext context();

Result<ParsedFeed> parse(std::string_view bytes);
Result<Feed> understand(std::string_view bytes);

}  // namespace commonplace::bench
