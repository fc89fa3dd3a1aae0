#include "store/sqlite/story_changes.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kCount =
    "UPDATE story SET edits = edits + ?2, updated = iif(?3 IS NULL, updated, max(ifnull(updated, ?3), ?3)) WHERE id = "
    "?1";
constexpr const char* kInherit =
    "UPDATE story SET edits = story.edits + other.edits + 1,"
    " updated = iif(other.updated IS NULL, story.updated, max(ifnull(story.updated, other.updated), other.updated))"
    " FROM story AS other WHERE story.id = ?1 AND other.id = ?2";

}  // namespace

void count_changes(Transaction& transaction, std::int64_t story, std::int64_t changes,
                   std::optional<Timestamp> updated) {
  transaction.execute(kCount, story, changes, updated);
}

void inherit_changes(Transaction& transaction, std::int64_t story, std::int64_t other) {
  transaction.execute(kInherit, story, other);
}

}  // namespace commonplace::store::sqlite
