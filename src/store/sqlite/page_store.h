// What publishing and the listing commands need, on SQLite. Reads only.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<PageStore::TopicStories> newest(Database& database, TopicId topic, std::size_t limit);
Result<std::optional<EntryRow>> entry(Database& database, std::string_view key);
Result<FeedHead> head(Database& database, std::string_view slug);
Result<std::vector<Entry>> entries(Database& database, const EntryFilter& filter);

}  // namespace commonplace::store::sqlite
