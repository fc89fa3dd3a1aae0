#include "store/sqlite/rematch.h"

#include <algorithm>
#include <iterator>

#include "store/sqlite/match_expression.h"
#include "store/sqlite/memberships.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/shared_statements.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kAll = "SELECT id FROM entry WHERE id > ?1 ORDER BY id LIMIT ?2";
// As in search_index: ids of entries ascend, what is above the highest in the index is not in it yet.
constexpr const char* kEdited =
    "SELECT entry_id FROM search_waiting WHERE entry_id > ?1"
    " AND entry_id <= (SELECT max(entry_id) FROM search_row) ORDER BY entry_id LIMIT ?2";
constexpr const char* kNew =
    "SELECT id FROM entry WHERE id > max(?1, (SELECT coalesce(max(entry_id), 0) FROM search_row)) ORDER BY id LIMIT ?2";

constexpr const char* kFind =
    "SELECT search_row.entry_id FROM search_index CROSS JOIN search_row ON search_row.id = search_index.rowid"
    " WHERE search_index MATCH ?1";
constexpr const char* kWaiting = "SELECT entry_id FROM search_waiting ORDER BY entry_id";

constexpr const char* kMembers = "SELECT entry_id FROM topic_entry WHERE topic_id = ?1 ORDER BY entry_id";
constexpr const char* kRematched = "UPDATE topic SET rematch = 0 WHERE id = ?1";

using Rows = std::vector<std::int64_t>;

template <class... Values>
void append(Rows& rows, Transaction& transaction, const char* sql, const Values&... values) {
  for (Statement row = transaction.query(sql, values...); row.next();) rows.push_back(row.integer(0));
}

Rows without(const Rows& rows, const Rows& gone) {
  Rows rest;
  std::set_difference(rows.begin(), rows.end(), gone.begin(), gone.end(), std::back_inserter(rest));
  return rest;
}

std::vector<CatalogStore::RematchRow> read(Transaction& transaction, std::span<const std::int64_t> rows) {
  std::vector<CatalogStore::RematchRow> read;
  for (const std::int64_t row : rows) {
    if (std::optional<Entry> entry = read_entry(transaction, row)) read.push_back({row, std::move(*entry)});
  }
  return read;
}

}  // namespace

Result<std::vector<CatalogStore::RematchRow>> rematch_batch(Database& database, std::int64_t after, std::size_t limit,
                                                            CatalogStore::Among among) {
  Transaction transaction(database, Transaction::Kind::Read);
  Rows rows;
  if (among == CatalogStore::Among::All) {
    append(rows, transaction, kAll, after, limit);
  } else {
    append(rows, transaction, kEdited, after, limit);
    append(rows, transaction, kNew, after, limit - rows.size());
  }
  return transaction.commit(read(transaction, rows));
}

Result<CatalogStore::LookedUp> look_up(Database& database, const topic::QueryNode& query, const SourceTags& tags) {
  Transaction transaction(database, Transaction::Kind::Read);
  const MatchExpression expression = to_match_expression(query, stemmers_in_index(transaction), tags);
  Rows found, waiting;
  append(found, transaction, kFind, expression.text);
  append(waiting, transaction, kWaiting);
  std::sort(found.begin(), found.end());
  CatalogStore::LookedUp result;
  (expression.is_exact ? result.matching : result.doubtful) = without(found, waiting);
  return transaction.commit(std::move(result));
}

Result<std::vector<CatalogStore::RematchRow>> rematch_rows(Database& database, std::span<const std::int64_t> rows) {
  Transaction transaction(database, Transaction::Kind::Read);
  return transaction.commit(read(transaction, rows));
}

Result<std::vector<TopicId>> set_members(Database& database, std::span<const CatalogStore::Members> members,
                                         Timestamp now) {
  Transaction transaction(database, Transaction::Kind::Write);
  Memberships changes(transaction, now);
  for (const auto& [topic, rows] : members) {
    Rows before;
    append(before, transaction, kMembers, topic);
    // Those that come first: a story one copy of which leaves and another comes is in the topic all along.
    changes.add_all(topic, without(rows, before));
    changes.remove_all(topic, without(before, rows));
    transaction.execute(kRematched, topic);
  }
  return transaction.commit(changes.finish());
}

}  // namespace commonplace::store::sqlite
