#include "store/sqlite/search_index.h"

#include <vector>

#include "store/sqlite/rows.h"
#include "text/stem.h"

namespace commonplace::store::sqlite {
namespace {

// Ids of entries ascend; what is above the highest in the index is not in it yet.
constexpr const char* kEdited =
    "SELECT entry_id FROM search_waiting WHERE entry_id <= (SELECT max(entry_id) FROM search_row)"
    " ORDER BY entry_id LIMIT ?1";
constexpr const char* kNew =
    "SELECT id FROM entry WHERE id > (SELECT coalesce(max(entry_id), 0) FROM search_row) ORDER BY id LIMIT ?1";

// What an entry was stays in the index under a number that leads nowhere any more: to take it out, FTS5 would have to
// be told again every word that was put in.
constexpr const char* kForget = "DELETE FROM search_row WHERE entry_id = ?1";
constexpr const char* kRow =
    "INSERT INTO search_row (entry_id, source_id, type, published, first_seen, position)"
    " SELECT id, source_id, ?2, published, first_seen, position FROM entry WHERE id = ?1";
constexpr const char* kTerms =
    "INSERT INTO search_index (rowid, title, excerpt, summary, content, categories, authors, facts)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr const char* kLanguage = "INSERT OR IGNORE INTO search_stemmer (number) VALUES (?1)";
constexpr const char* kDone = "DELETE FROM search_waiting WHERE entry_id = ?1";

constexpr const char* kCounts =
    "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'search_row'), 0), count(*) FROM search_row";
constexpr const char* kEmptyIndex = "INSERT INTO search_index (search_index) VALUES ('delete-all')";
constexpr const char* kEmptyRows = "DELETE FROM search_row";
constexpr const char* kStartAgain = "DELETE FROM sqlite_sequence WHERE name = 'search_row'";
constexpr std::int64_t kMostGone = 10'000;  // besides as many as are there

std::vector<std::int64_t> ids_of(Transaction& transaction, const char* sql, std::size_t limit) {
  std::vector<std::int64_t> ids;
  for (Statement row = transaction.query(sql, limit); row.next();) ids.push_back(row.integer(0));
  return ids;
}

struct Listed {
  std::int64_t number = 0;
  Entry entry;
};

// Gives entries their numbers.
std::vector<Listed> list(Transaction& transaction, const std::vector<std::int64_t>& ids) {
  std::vector<Listed> listed;
  for (const std::int64_t id : ids) {
    std::optional<Entry> entry = read_entry(transaction, id);
    if (!entry) continue;
    transaction.execute(kForget, id);
    transaction.execute(kRow, id, entry->type);
    listed.push_back({transaction.last_row(), std::move(*entry)});
    transaction.execute(kLanguage, text::Stemmer(listed.back().entry.language).number());
    transaction.execute(kDone, id);
  }
  return listed;
}

void index(Transaction& transaction, topic::TermWriter& writer, const Listed& listed) {
  const topic::EntryTerms terms = writer.terms_of(listed.entry);
  transaction.execute(kTerms, listed.number, terms.title, terms.excerpt, terms.summary, terms.content, terms.categories,
                      terms.authors, terms.facts);
}

}  // namespace

Result<std::size_t> index_for_search(Database& database, topic::TermWriter& terms, std::size_t limit) {
  Transaction transaction(database, Transaction::Kind::Write);
  std::vector<std::int64_t> ids = ids_of(transaction, kEdited, limit);
  for (const std::int64_t id : ids_of(transaction, kNew, limit - ids.size())) ids.push_back(id);
  // One after the other: at many a statement in between FTS5 would write out what it has gathered.
  for (const Listed& listed : list(transaction, ids)) index(transaction, terms, listed);
  return transaction.commit(ids.size());
}

Result<bool> renew_search_index(Database& database) {
  Transaction transaction(database, Transaction::Kind::Write);
  bool is_mostly_gone = false;
  for (Statement row = transaction.query(kCounts); row.next();) {
    const std::int64_t indexed = row.integer(0), there = row.integer(1);
    is_mostly_gone = indexed - there > there + kMostGone;
  }
  if (is_mostly_gone) {
    for (const char* sql : {kEmptyIndex, kEmptyRows, kStartAgain}) transaction.execute(sql);
  }
  return transaction.commit(is_mostly_gone);
}

}  // namespace commonplace::store::sqlite
