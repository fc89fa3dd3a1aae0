// Entries that were taken away, and what is left of them.

#pragma once

#include <span>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// From the columns key, identity, url_key, title, link, published, why, since. The source is not named.
Tombstone read_tombstone(const Statement& row);

Result<std::vector<TopicId>> bury(Database& database, std::span<const std::string> keys, TombstoneReason why,
                                  Timestamp now);
Result<std::optional<Tombstone>> tombstone(Database& database, std::string_view key);

}  // namespace commonplace::store::sqlite
