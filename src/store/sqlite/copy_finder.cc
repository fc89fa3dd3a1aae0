#include "store/sqlite/copy_finder.h"

#include "dedup/story.h"
#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

constexpr std::chrono::days kWindow{30};

constexpr const char* kSketches =
    "SELECT entry_id, first_seen, numbers FROM entry_sketch WHERE first_seen >= ?1 ORDER BY entry_id";
// Entries that were stored before sketches were.
constexpr const char* kWithoutSketch =
    "SELECT id FROM entry WHERE first_seen >= ?1"
    " AND id < (SELECT coalesce(min(entry_id), 9223372036854775807) FROM entry_sketch) ORDER BY id";

}  // namespace

void CopyFinder::load(Transaction& transaction, Timestamp now) {
  index_ = dedup::StoryIndex(kWindow);
  const Timestamp oldest = now - kWindow;
  for (Statement row = transaction.query(kWithoutSketch, oldest); row.next();) {
    const std::optional<Entry> entry = read_entry(transaction, row.integer(0));
    if (entry) index_.add(row.integer(0), sketch_of(dedup::outline_of(*entry)), *entry->first_seen);
  }
  for (Statement row = transaction.query(kSketches, oldest); row.next();) {
    index_.add(row.integer(0), dedup::sketch_from_bytes(row.bytes(2)), row.time(1).value_or(now));
  }
}

Result<std::vector<std::vector<Entry>>> CopyFinder::alike(Database& database, std::span<const dedup::Sketch> sketches,
                                                          Timestamp now) {
  std::vector<std::vector<Entry>> found(sketches.size());
  if (sketches.empty()) return found;
  Transaction transaction(database, Transaction::Kind::Read);
  if (!is_loaded_) load(transaction, now);
  for (std::size_t i = 0; i < sketches.size(); ++i) {
    for (const std::int64_t row : index_.alike(sketches[i], dedup::kMostCandidates)) {
      if (std::optional<Entry> entry = read_entry(transaction, row)) found[i].push_back(std::move(*entry));
    }
  }
  Result<std::vector<std::vector<Entry>>> result = transaction.commit(std::move(found));
  is_loaded_ = is_loaded_ || result.has_value();
  return result;
}

void CopyFinder::add(std::span<const SketchedRow> rows) {
  if (!is_loaded_) return;  // it will read them
  for (const SketchedRow& row : rows) index_.add(row.row, *row.sketch, row.first_seen);
}

}  // namespace commonplace::store::sqlite
