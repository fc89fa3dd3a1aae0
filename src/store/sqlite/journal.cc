#include "store/sqlite/journal.h"

#include <algorithm>

#include "commonplace/tombstone.h"

namespace commonplace::store::sqlite {
namespace {

// Each: time, key, slug of the source, title, detail; the latest first, at most ?1. Rows are numbered as they come.
constexpr const char* kAdded =
    "SELECT entry.first_seen, entry.key, source.slug, document ->> '$.title', ''"
    " FROM entry JOIN source ON source.id = source_id ORDER BY entry.id DESC LIMIT ?1";
constexpr const char* kEdited =
    "SELECT replaced, entry.key, source.slug, entry.document ->> '$.title', revision.revision + 1"
    " FROM revision JOIN entry ON entry.id = entry_id JOIN source ON source.id = source_id"
    " ORDER BY revision.rowid DESC LIMIT ?1";
constexpr const char* kMerged =
    "SELECT since, former_story.key, coalesce((SELECT slug FROM source WHERE id = entry.source_id), ''),"
    " coalesce(document ->> '$.title', ''), story.key"
    " FROM former_story JOIN story ON story.id = former_story.story_id LEFT JOIN entry ON entry.key = former_story.key"
    " WHERE since IS NOT NULL ORDER BY since DESC, former_story.key LIMIT ?1";
constexpr const char* kWithdrawn =
    "SELECT tombstone.since, key, slug, tombstone.title, why FROM tombstone JOIN source ON source.id = source_id"
    " WHERE why <> ?2 ORDER BY tombstone.since DESC, key LIMIT ?1";
constexpr const char* kHidden =
    "SELECT topic_hidden.since, topic_hidden.key, coalesce((SELECT slug FROM source WHERE id = entry.source_id), ''),"
    " coalesce(document ->> '$.title', ''), topic.slug"
    " FROM topic_hidden JOIN topic ON topic.id = topic_id LEFT JOIN entry ON entry.key = topic_hidden.key"
    " ORDER BY topic_hidden.since DESC, topic_hidden.key LIMIT ?1";
constexpr const char* kReconfigured = "SELECT since, id, '', '', what FROM reconfigured ORDER BY id DESC LIMIT ?1";
constexpr const char* kNote = "INSERT INTO reconfigured (since, what) VALUES (?1, ?2)";
// A year of daily changes is more than anybody reads.
constexpr const char* kForgetNotes = "DELETE FROM reconfigured WHERE id <= last_insert_rowid() - 500";

class Journal {
 public:
  Journal(Transaction& transaction, std::size_t limit) : transaction_(transaction), limit_(limit) {}

  std::vector<JournalRow> read() {
    add(Happening::Added, transaction_.query(kAdded, limit_));
    add(Happening::Edited, transaction_.query(kEdited, limit_));
    add(Happening::Merged, transaction_.query(kMerged, limit_));
    add_withdrawn(transaction_.query(kWithdrawn, limit_, TombstoneReason::Pruned));
    add_hidden(transaction_.query(kHidden, limit_));
    add(Happening::Reconfigured, transaction_.query(kReconfigured, limit_));
    std::ranges::stable_sort(rows_, [](const JournalRow& a, const JournalRow& b) { return a.when > b.when; });
    if (rows_.size() > limit_) rows_.resize(limit_);
    return std::move(rows_);
  }

 private:
  static JournalRow read_row(Happening what, const Statement& row) {
    return {what, row.time(0).value_or(Timestamp{}), row.text(1), row.text(2), row.text(3), row.text(4)};
  }

  void add(Happening what, Statement row) {
    while (row.next()) rows_.push_back(read_row(what, row));
  }

  void add_withdrawn(Statement row) {
    while (row.next()) {
      JournalRow& added = rows_.emplace_back(read_row(Happening::Retracted, row));
      added.detail = name(static_cast<TombstoneReason>(row.integer(4)));
    }
  }

  void add_hidden(Statement row) {
    while (row.next()) {
      JournalRow& added = rows_.emplace_back(read_row(Happening::Retracted, row));
      added.detail = "hidden in " + row.text(4);
    }
  }

  Transaction& transaction_;
  std::size_t limit_;
  std::vector<JournalRow> rows_;
};

}  // namespace

Result<std::vector<JournalRow>> journal(Database& database, std::size_t limit) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<JournalRow> rows = Journal(transaction, limit).read();
  return transaction.commit(std::move(rows));
}

Result<bool> note_reconfigured(Database& database, std::string_view what, Timestamp now) {
  Transaction transaction(database, Transaction::Kind::Write);
  transaction.execute(kNote, now, what);
  transaction.execute(kForgetNotes);
  return transaction.commit();
}

}  // namespace commonplace::store::sqlite
