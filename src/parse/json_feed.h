// JSON Feed 1.0 and 1.1 → ParsedFeed.

#pragma once

#include <string_view>

#include "commonplace/parse.h"

namespace commonplace::parse {

// Lenient to wrong types: a number stands for its digits, a lone string or object for a list of one; what cannot be
// used is passed over. Errors: Malformed (line and column), NotAFeed for other JSON, TooLarge.
Result<ParsedFeed> parse_json_feed(std::string_view text);

}  // namespace commonplace::parse
