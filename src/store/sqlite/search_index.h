// Stored entries → rows of the full-text index, in small batches, apart from the polls that brought them.

#pragma once

#include <cstddef>

#include "store/sqlite/database.h"
#include "topic/search_terms.h"

namespace commonplace::store::sqlite {

// Indexes entries that are newer than those in the index, and those that were edited. Returns how many.
Result<std::size_t> index_for_search(Database& database, topic::TermWriter& terms, std::size_t limit);

// Empties an index that consists of what is gone, mostly; everything is then indexed anew. To be called now and then.
Result<bool> renew_search_index(Database& database);

}  // namespace commonplace::store::sqlite
