#include "store/sqlite/refresh_store.h"

#include "store/copies.h"
#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kDue = "SELECT id FROM source WHERE enabled AND next_poll <= ?1 ORDER BY next_poll, id LIMIT ?2";
constexpr const char* kNamed = "SELECT id FROM source WHERE enabled AND slug = ?1";
constexpr const char* kLease = "UPDATE source SET next_poll = ?2 WHERE id = ?1";
constexpr const char* kNextDue = "SELECT min(next_poll) FROM source WHERE enabled";
constexpr const char* kIdentity = "SELECT key, fingerprint, revision FROM entry WHERE source_id = ?1 AND identity = ?2";
// Where one URL is in several stories, the one that was there first.
constexpr const char* kStoryOfUrl =
    "SELECT story.key FROM entry JOIN story ON story.id = entry.story_id"
    " WHERE entry.url_key = ?1 AND entry.url_key <> '' ORDER BY entry.story_id LIMIT 1";

std::vector<DueSource> lease(Transaction& transaction, const std::vector<SourceId>& ids, const Claim& claim) {
  std::vector<DueSource> due;
  for (const SourceId id : ids) {
    std::optional<SourceRow> row = read_source(transaction, id);
    if (!row) continue;
    transaction.execute(kLease, id, claim.now + claim.lease);
    due.push_back({id, std::move(row->slug), std::move(row->adopted_url), std::move(row->history)});
  }
  return due;
}

}  // namespace

Result<std::vector<DueSource>> claim_due(Database& database, const Claim& claim) {
  Transaction transaction(database, Transaction::Kind::Write);
  std::vector<SourceId> ids;
  for (Statement row = transaction.query(kDue, claim.now, claim.limit); row.next();) ids.push_back(row.id<SourceId>(0));
  return transaction.commit(lease(transaction, ids, claim));
}

Result<std::vector<DueSource>> claim_named(Database& database, std::span<const std::string> slugs, const Claim& claim) {
  Transaction transaction(database, Transaction::Kind::Write);
  std::vector<SourceId> ids;
  for (const std::string& slug : slugs) {
    for (Statement row = transaction.query(kNamed, slug); row.next();) ids.push_back(row.id<SourceId>(0));
  }
  return transaction.commit(lease(transaction, ids, claim));
}

Result<std::optional<Timestamp>> next_due(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::optional<Timestamp> earliest;
  for (Statement row = transaction.query(kNextDue); row.next();) earliest = row.time(0);
  return transaction.commit(earliest);
}

Result<Known> known(Database& database, SourceId source, const Feed& feed) {
  Transaction transaction(database, Transaction::Kind::Read);
  Known known;
  for (const Entry& entry : feed.entries) {
    const std::string identity = identify(entry);
    for (Statement row = transaction.query(kIdentity, source, identity); row.next();) {
      known.by_identity[identity] = {row.text(0), row.bits(1), static_cast<std::uint32_t>(row.integer(2))};
    }
    const std::string url = url_key(entry);
    if (url.empty()) continue;
    for (Statement row = transaction.query(kStoryOfUrl, url); row.next();) known.story_by_url[url] = row.text(0);
  }
  return transaction.commit(std::move(known));
}

}  // namespace commonplace::store::sqlite
