// Entries that were taken away, and what is left of them.

#pragma once

#include <span>

#include "store/sqlite/database.h"
#include "store/sqlite/memberships.h"

namespace commonplace::store::sqlite {

// From the columns key, identity, url_key, title, link, published, why, since, first_seen. The source is not named.
Tombstone read_tombstone(const Statement& row);

// Takes the entry with this key out, and leaves a tombstone; returns whether there was one.
bool bury(Transaction& transaction, Memberships& memberships, const std::string& key, TombstoneReason why,
          Timestamp now);
// The tombstone of an entry that comes back, which is no more; and the story that the entry was in, if that is kept.
struct Returning {
  Tombstone tombstone;
  std::optional<std::int64_t> story;
};
std::optional<Returning> take_tombstone(Transaction& transaction, const std::string& key);

Result<std::vector<TopicId>> bury(Database& database, std::span<const std::string> keys, TombstoneReason why,
                                  Timestamp now);
Result<std::optional<Tombstone>> tombstone(Database& database, std::string_view key);

}  // namespace commonplace::store::sqlite
