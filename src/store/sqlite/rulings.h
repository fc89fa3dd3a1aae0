// The operator's word on stories → what is stored (CatalogStore::rule_stories).

#pragma once

#include <string_view>
#include <vector>

#include "commonplace/dedup.h"
#include "commonplace/topic.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<std::vector<TopicId>> rule_stories(Database& database, const StoryRulings& rulings, Timestamp now,
                                          std::string_view tag_authority);

}  // namespace commonplace::store::sqlite
