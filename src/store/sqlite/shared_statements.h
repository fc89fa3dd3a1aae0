// Questions that several parts of the store ask.

#pragma once

#include <vector>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

inline constexpr const char* kSourceId = "SELECT id FROM source WHERE slug = ?1";
inline constexpr const char* kTopicId = "SELECT id FROM topic WHERE slug = ?1 AND NOT gone";
inline constexpr const char* kStoryOfEntry = "SELECT story_id FROM entry WHERE id = ?1";

// Those that texts in the search index were stemmed by.
inline std::vector<std::size_t> stemmers_in_index(Transaction& transaction) {
  std::vector<std::size_t> stemmers;
  for (Statement row = transaction.query("SELECT number FROM search_stemmer"); row.next();) {
    stemmers.push_back(static_cast<std::size_t>(row.integer(0)));
  }
  return stemmers;
}

}  // namespace commonplace::store::sqlite
