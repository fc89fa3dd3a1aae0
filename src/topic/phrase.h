// A run or a quoted text → the words that must follow one another.

#pragma once

#include <string_view>

#include "topic/query.h"

namespace commonplace::topic {

// Divides `text` as the texts of entries are divided; a word directly before '*' becomes a prefix, the others take
// `match`. `offset` is where the text stands in the query. Errors: no word in it, a '*' that ends no word, too many
// words.
tl::expected<Phrase, QueryError> to_phrase(std::string_view text, std::size_t offset, WordMatch match);

}  // namespace commonplace::topic
