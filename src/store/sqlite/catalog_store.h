// What the configuration needs, on SQLite: sources, topics, memberships by rule, drop-ins.

#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<bool> sync_sources(Database& database, std::span<Source> sources, Timestamp now);
Result<std::vector<TopicId>> sync_topics(Database& database, std::span<Topic> topics, Timestamp now);

Result<Guarded> guarded(Database& database);
Result<bool> guard_sources(Database& database, const Slugs& guarded, const Slugs& open);
Result<std::vector<SourceRow>> sources(Database& database);
Result<std::optional<SourceRow>> source(Database& database, std::string_view slug);
Result<std::vector<SourceGauge>> gauges(Database& database);
Result<std::vector<TopicRow>> topics(Database& database);

Result<std::map<std::string, std::string>> last_good_dropins(Database& database);
Result<bool> keep_dropins(Database& database, const std::map<std::string, std::string>& good);

}  // namespace commonplace::store::sqlite
