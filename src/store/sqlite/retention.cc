#include "store/sqlite/retention.h"

#include "store/store.h"

namespace commonplace::store::sqlite {
namespace {

// Oldest first. ?1 source, ?2 published before, ?3 so many of the newest stay, ?4 so many at most. What a story was
// called when it joined an archive, it may be called no more.
constexpr const char* kOutlived =
    "SELECT key FROM (SELECT key, published, first_seen, position, story_id FROM entry WHERE source_id = ?1"
    "   ORDER BY published DESC, first_seen DESC, position, key LIMIT -1 OFFSET ?3) AS old"
    " WHERE published < ?2"
    " AND NOT EXISTS (SELECT 1 FROM topic_joined JOIN story ON story.key = topic_joined.key WHERE story.id = story_id)"
    " AND NOT EXISTS (SELECT 1 FROM former_story JOIN topic_joined ON topic_joined.key = former_story.key"
    "   WHERE former_story.story_id = old.story_id)"
    " AND key NOT IN (SELECT value FROM listed JOIN source ON source.id = source_id, json_each(listed.keys)"
    "   WHERE source_id = ?1 AND enabled)"
    " ORDER BY published, first_seen, position DESC, key DESC LIMIT ?4";

}  // namespace

Result<std::vector<std::string>> outlived(Database& database, SourceId source, Timestamp before, std::size_t limit) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<std::string> keys;
  Statement row = transaction.query(kOutlived, source, before, RetentionStore::kNewestKept, limit);
  while (row.next()) keys.push_back(row.text(0));
  return transaction.commit(std::move(keys));
}

}  // namespace commonplace::store::sqlite
