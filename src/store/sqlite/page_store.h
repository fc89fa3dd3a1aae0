// What publishing and the listing commands need, on SQLite. Reads only.

#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<PageStore::TopicStories> newest(Database& database, TopicId topic, const TopicSelection& selection);
Result<std::vector<StoryRow>> events(Database& database, TopicId topic, const EventSpan& span);
Result<std::vector<StoryRow>> stories(Database& database, std::span<const std::string> keys);
Result<std::optional<EntryRow>> entry(Database& database, std::string_view key);
Result<std::optional<Revision>> revision(Database& database, std::string_view key, std::uint32_t number);
Result<Carriers> carriers(Database& database, std::string_view atom_id);
Result<FeedHead> head(Database& database, std::string_view slug);
Result<std::vector<Contribution>> contributions(Database& database, const std::set<TopicId>& guarded);
Result<std::vector<Entry>> entries(Database& database, const EntryFilter& filter);

}  // namespace commonplace::store::sqlite
