// A query → the stored entries that it matches, through the full-text index.

#pragma once

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<SearchResult> search(Database& database, const SearchRequest& request);

}  // namespace commonplace::store::sqlite
