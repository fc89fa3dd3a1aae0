// The text of a query → a tree of QueryNodes, with the byte offset of everything in it (SPEC §6, docs/topics.md).
//
//   or      = and { "OR" and }
//   and     = not { [ "AND" ] not }
//   not     = { "NOT" | "-" } operand
//   operand = "(" or ")" | field operand | "NEAR/" number "(" phrase phrase { phrase } ")" | phrase
//   phrase  = [ "=" ] ( word [ "*" ] | '"' { word [ "*" ] } '"' )

#pragma once

#include <cstdint>
#include <string_view>

#include "commonplace/topic.h"
#include "topic/tree.h"

namespace commonplace::topic {

// What a query may cost. The depth bounds every recursion over a tree.
constexpr std::size_t kLongestQuery = 10 * 1024;
constexpr std::size_t kDeepestQuery = 64;
constexpr std::size_t kLongestPhrase = 64;
constexpr std::size_t kMostNearOperands = 8;
constexpr std::uint32_t kLargestDistance = 100;

// An empty text is a query for everything.
tl::expected<QueryNode, QueryError> parse_query(std::string_view text);

// Whether the text has the form of a BCP 47 tag such as "en" or "pt-BR".
bool is_language_tag(std::string_view text);

}  // namespace commonplace::topic
