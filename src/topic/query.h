// The text of a query → QueryTree, with the byte offset of everything in it (SPEC §6, docs/topics.md).
//
//   or      = and { "OR" and }
//   and     = not { [ "AND" ] not }
//   not     = { "NOT" | "-" } operand
//   operand = "(" or ")" | field operand | "NEAR/" number "(" phrase phrase { phrase } ")" | phrase
//   phrase  = [ "=" ] ( word [ "*" ] | '"' { word [ "*" ] } '"' )

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/topic.h"
#include "topic/fields.h"
#include "topic/published.h"

namespace commonplace::topic {

enum class WordMatch { Stem, Exact, Prefix };

struct QueryWord {
  WordMatch match = WordMatch::Stem;
  std::string text;  // as written
  std::size_t offset = 0;
};

using Phrase = std::vector<QueryWord>;  // words that follow one another; never empty

struct QueryNode {
  enum class Kind { Everything, Words, Near, Value, Event, Published, Not, And, Or };

  Kind kind = Kind::Everything;
  Field field = Field::Any;
  std::size_t offset = 0;
  std::vector<Phrase> phrases;      // Words: one; Near: two or more
  std::uint32_t distance = 0;       // Near
  std::string value;                // Value
  bool is_prefix = false;           // Value that ended in '*'
  bool wanted = true;               // Event: yes or no
  DayRange days;                    // Published
  std::vector<QueryNode> children;  // Not: one; And, Or: two or more, none of the same kind
};

// What a query may cost. The depth bounds every recursion over a tree.
constexpr std::size_t kLongestQuery = 10 * 1024;
constexpr std::size_t kDeepestQuery = 64;
constexpr std::size_t kLongestPhrase = 64;
constexpr std::size_t kMostNearOperands = 8;
constexpr std::uint32_t kLargestDistance = 100;

// An empty text is a query for everything.
tl::expected<QueryNode, QueryError> parse_query(std::string_view text);

// The tree as one short line: `(or title:partner* (and a (not "b c")))`. Equal trees give equal lines.
std::string dump(const QueryNode& node);

}  // namespace commonplace::topic
