// Which stored entries belong to a topic, on SQLite: found by the full-text index as far as it reaches, else read.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<std::vector<CatalogStore::RematchRow>> rematch_batch(Database& database, std::int64_t after, std::size_t limit,
                                                            CatalogStore::Among among);
Result<CatalogStore::LookedUp> look_up(Database& database, const topic::QueryNode& query, const SourceTags& tags);
Result<std::vector<CatalogStore::RematchRow>> rematch_rows(Database& database, std::span<const std::int64_t> rows);
Result<std::vector<TopicId>> set_members(Database& database, std::span<const CatalogStore::Members> members,
                                         Timestamp now);

}  // namespace commonplace::store::sqlite
