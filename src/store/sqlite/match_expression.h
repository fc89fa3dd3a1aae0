// A query → what SQLite's full-text index is asked (the MATCH language of FTS5), over the terms of topic/search_terms.

#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "store/records.h"
#include "topic/tree.h"

namespace commonplace::store::sqlite {

struct MatchExpression {
  std::string text;
  // Whether it finds exactly the entries that the query matches; else it finds others too, but never fewer.
  bool is_exact = true;
  // A character for each phrase in `text`: 'w' for words that are wanted, '-' for facts and for what is not wanted.
  std::string phrases;
};

// `stemmers` are the numbers of the stemmers that stored entries have.
MatchExpression to_match_expression(const topic::QueryNode& query, std::span<const std::size_t> stemmers,
                                    const SourceTags& tags);

}  // namespace commonplace::store::sqlite
