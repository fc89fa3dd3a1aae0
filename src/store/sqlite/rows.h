// Rows → values: how a source and an entry are read back.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// The row as listings show it, without its number of entries. Nothing where there is no such row.
std::optional<SourceRow> read_source(Transaction& transaction, SourceId id);

// What polling needs of a source, not what it said of itself: the query for those that `which` chooses, the rest of it
// from WHERE on, and how a row of it is read.
std::string select_due_sources(std::string_view which);
DueSource read_due_source(const Statement& row);

// The head in a column of `row`; one that cannot be read fails the transaction.
FeedHead read_head(Transaction& transaction, const Statement& row, int column, std::string_view slug);

// An entry from a column that holds one as JSON; one that cannot be read fails the transaction.
std::optional<Entry> read_document(Transaction& transaction, const Statement& row, int column, std::string_view key);

// The whole entry. Nothing where there is no such row; a document that cannot be read fails the transaction.
std::optional<Entry> read_entry(Transaction& transaction, std::int64_t row);

// Every copy of a story, the leading one first: by the priority of its source, then the earliest, then key.
std::vector<Entry> read_copies(Transaction& transaction, std::int64_t story, std::int64_t limit = -1);

}  // namespace commonplace::store::sqlite
