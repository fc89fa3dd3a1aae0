// What a query asks for, as a tree of words, values and conditions under AND, OR and NOT.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

QueryNode make_leaf(QueryNode::Kind kind, Field field, std::size_t offset);
// AND or OR of at least one operand: one stands for itself, and one of the same kind gives its own operands.
QueryNode join(QueryNode::Kind kind, std::vector<QueryNode> operands);
// One of at least one value, as if none of them stood in a query.
QueryNode any_of(Field field, const std::vector<std::string>& values);
// NOT; what is negated twice is as it was.
QueryNode negate(QueryNode operand, std::size_t offset);

// The value of a Value node as values of entries are folded before they are compared: addresses, slugs and language
// tags are ASCII by nature.
std::string folded_value(const QueryNode& node);

// Words, a value or a condition as one would write it: title:"a b*", NEAR/5(a b), type:"Press release".
std::string spell_leaf(const QueryNode& leaf);

// The tree as one short line, `(or title:partner* (and a (not "b c")))`: what tests read, and by which equal tests are
// shared. Equal trees give equal lines.
std::string dump(const QueryNode& node);

}  // namespace commonplace::topic
