#include "store/sqlite/tombstones.h"

#include "store/copies.h"
#include "store/sqlite/memberships.h"
#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kEntry = "SELECT id, source_id, identity, url_key, story_id FROM entry WHERE key = ?1";
constexpr const char* kInsert =
    "INSERT INTO tombstone (source_id, identity, key, url_key, title, link, published, why, since,"
    " first_seen, story_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
constexpr const char* kDelete = "DELETE FROM entry WHERE id = ?1";
constexpr const char* kDeleteStory =
    "DELETE FROM story WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM entry WHERE story_id = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM tombstone WHERE story_id = ?1 AND story_id <> 0)";
constexpr const char* kHasCopies = "SELECT 1 FROM entry WHERE story_id = ?1 LIMIT 1";
constexpr const char* kDeleteTombstone = "DELETE FROM tombstone WHERE key = ?1";
constexpr const char* kByKey =
    "SELECT tombstone.key, identity, url_key, tombstone.title, link, published, why, tombstone.since, first_seen,"
    " source.slug, story_id FROM tombstone JOIN source ON source.id = tombstone.source_id WHERE tombstone.key = ?1";

struct Grave {
  std::int64_t row = 0;
  SourceId source{};
  std::string identity;
  std::string url_key;
  std::int64_t story = 0;
};

std::optional<Grave> find(Transaction& transaction, const std::string& key) {
  Statement row = transaction.query(kEntry, key);
  if (!row.next()) return std::nullopt;
  return Grave{row.integer(0), row.id<SourceId>(1), row.text(2), row.text(3), row.integer(4)};
}

}  // namespace

bool bury(Transaction& transaction, Memberships& memberships, const std::string& key, TombstoneReason why,
          Timestamp now) {
  const auto grave = find(transaction, key);
  if (!grave) return false;
  const std::optional<Entry> entry = read_entry(transaction, grave->row);
  if (!entry) return false;
  const Tombstone left = tombstone_of(*entry, grave->identity, grave->url_key, why, now);
  const std::int64_t kept_story = why == TombstoneReason::Withdrawn ? grave->story : 0;  // it may come back
  transaction.execute(kInsert, grave->source, left.identity, left.key, left.url_key, left.title, left.link,
                      left.published, left.why, left.since, left.first_seen, kept_story);
  memberships.touch_topics_of_story(grave->story);
  if (why == TombstoneReason::Withdrawn) memberships.call_off(grave->row, grave->story);
  memberships.set(grave->row, grave->story, {});
  transaction.execute(kDelete, grave->row);
  transaction.execute(kDeleteStory, grave->story);
  const bool is_seen = why != TombstoneReason::Pruned && transaction.query(kHasCopies, grave->story).next();
  if (is_seen) memberships.change(grave->story);
  return true;
}

std::optional<Returning> take_tombstone(Transaction& transaction, const std::string& key) {
  std::optional<Returning> taken;
  for (Statement row = transaction.query(kByKey, key); row.next();) {
    taken = Returning{read_tombstone(row), std::nullopt};
    taken->tombstone.source = row.text(9);
    if (row.integer(10) != 0) taken->story = row.integer(10);
  }
  if (taken) transaction.execute(kDeleteTombstone, key);
  return taken;
}

Tombstone read_tombstone(const Statement& row) {
  Tombstone tombstone;
  tombstone.key = row.text(0);
  tombstone.identity = row.text(1);
  tombstone.url_key = row.text(2);
  tombstone.title = row.text(3);
  tombstone.link = row.text(4);
  tombstone.published = row.time(5).value_or(Timestamp{});
  tombstone.why = static_cast<TombstoneReason>(row.integer(6));
  tombstone.since = row.time(7).value_or(Timestamp{});
  tombstone.first_seen = row.time(8).value_or(tombstone.published);
  return tombstone;
}

Result<std::vector<TopicId>> bury(Database& database, std::span<const std::string> keys, TombstoneReason why,
                                  Timestamp now) {
  Transaction transaction(database, Transaction::Kind::Write);
  using Leaving = Memberships::Leaving;
  Memberships memberships(transaction, now, why == TombstoneReason::Pruned ? Leaving::Quiet : Leaving::Retracted);
  for (const std::string& key : keys) bury(transaction, memberships, key, why, now);
  return transaction.commit(memberships.finish());
}

Result<std::optional<Tombstone>> tombstone(Database& database, std::string_view key) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::optional<Tombstone> found;
  for (Statement row = transaction.query(kByKey, key); row.next();) {
    found = read_tombstone(row);
    found->source = row.text(9);
  }
  return transaction.commit(std::move(found));
}

}  // namespace commonplace::store::sqlite
