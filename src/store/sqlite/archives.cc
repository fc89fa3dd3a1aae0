#include "store/sqlite/archives.h"

#include "store/compressed.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kJoined = "SELECT joined FROM topic WHERE id = ?1";
constexpr const char* kKeys =
    "SELECT key FROM topic_joined WHERE topic_id = ?1 AND place >= ?2 ORDER BY place LIMIT ?3";
constexpr const char* kStory =
    "SELECT id, atom_id, EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id) FROM story WHERE key = ?1";
constexpr const char* kFormer = "SELECT atom_id FROM former_story WHERE key = ?1";
constexpr const char* kRetracted = "SELECT since FROM retraction WHERE topic_id = ?1 AND atom_id = ?2";
constexpr const char* kWithdrawn = "SELECT max(since) FROM tombstone WHERE story_id = ?1 AND story_id <> 0";
constexpr const char* kDocument = "SELECT document FROM archive WHERE topic_id = ?1 AND number = ?2";
// A document is complete once there is a story for the next one.
constexpr const char* kUnkept =
    "SELECT id, archives + 1 FROM topic WHERE id > ?2 AND joined > (archives + 1) * ?1 AND NOT gone ORDER BY id LIMIT "
    "1";
constexpr const char* kKeep =
    "INSERT OR IGNORE INTO archive (topic_id, number, document) SELECT id, ?2, ?3 FROM topic WHERE id = ?1";
constexpr const char* kKept = "UPDATE topic SET archives = max(archives, ?2) WHERE id = ?1";

JoinedStory read_joined(Transaction& transaction, TopicId topic, std::string key) {
  JoinedStory joined;
  joined.key = std::move(key);
  std::optional<std::int64_t> withdrawn;
  bool is_retracted = false;
  for (Statement row = transaction.query(kStory, joined.key); row.next();) {
    joined.atom_id = row.text(1);
    is_retracted = row.integer(2) == 0;
    withdrawn = row.integer(0);
  }
  for (Statement row = transaction.query(kFormer, joined.key); row.next();) {
    joined.atom_id = row.text(0);
    is_retracted = true;
  }
  if (!is_retracted) return joined;
  joined.retracted = Timestamp{};
  for (Statement row = transaction.query(kRetracted, topic, joined.atom_id); row.next();) {
    joined.retracted = row.time(0);
    return joined;
  }
  if (!withdrawn) return joined;
  for (Statement row = transaction.query(kWithdrawn, *withdrawn); row.next();) {
    joined.retracted = row.time(0).value_or(Timestamp{});
  }
  return joined;
}

}  // namespace

Result<ArchiveRow> archive(Database& database, TopicId topic, std::size_t number) {
  Transaction transaction(database, Transaction::Kind::Read);
  ArchiveRow found;
  for (Statement row = transaction.query(kJoined, topic); row.next();) {
    found.newest = archives_of(static_cast<std::size_t>(row.integer(0)));
  }
  if (number == 0 || number > found.newest) return transaction.commit(std::move(found));
  const std::size_t first = (number - 1) * kArchiveStories;
  for (Statement row = transaction.query(kKeys, topic, first, kArchiveStories); row.next();) {
    found.stories.push_back(read_joined(transaction, topic, row.text(0)));
  }
  for (Statement row = transaction.query(kDocument, topic, number); row.next();) {
    const std::string bytes = row.bytes(0);
    if (auto document = decompressed(bytes)) {
      found.kept = std::move(*document);
    } else {
      transaction.fail_with(Error{Errc::StoreCorrupt,
                                  "an archive of a topic is damaged in the database; restore the "
                                  "last backup"});
    }
  }
  return transaction.commit(std::move(found));
}

Result<std::optional<ArchiveName>> unkept_archive(Database& database, TopicId after) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::optional<ArchiveName> found;
  for (Statement row = transaction.query(kUnkept, kArchiveStories, after); row.next();) {
    found = ArchiveName{row.id<TopicId>(0), static_cast<std::size_t>(row.integer(1))};
  }
  return transaction.commit(std::move(found));
}

Result<bool> keep_archive(Database& database, const ArchiveName& name, std::string_view document) {
  const std::string bytes = compressed(document, Effort::Thorough);
  Transaction transaction(database, Transaction::Kind::Write);
  transaction.execute(kKeep, name.topic, name.number, Blob{bytes});
  transaction.execute(kKept, name.topic, name.number);
  return transaction.commit();
}

}  // namespace commonplace::store::sqlite
