#include "store/sqlite/copy_finder.h"

#include <algorithm>
#include <utility>

#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

// Of a new source's backlog as much is compared as can be done while others wait.
constexpr std::size_t kMostOlder = 20'000;

constexpr const char* kSketches =
    "SELECT entry_id, first_seen, numbers FROM entry_sketch WHERE first_seen >= ?1 ORDER BY entry_id";
// Entries that were stored before sketches were.
constexpr const char* kWithoutSketch =
    "SELECT id FROM entry WHERE first_seen >= ?1"
    " AND id < (SELECT coalesce(min(entry_id), 9223372036854775807) FROM entry_sketch) ORDER BY id";
// '+' keeps the planner on the order of publication.
constexpr const char* kOlder =
    "SELECT entry.id, entry.first_seen, numbers FROM entry JOIN entry_sketch ON entry_id = entry.id"
    " WHERE published BETWEEN ?1 AND ?2 AND +entry.first_seen < ?3 LIMIT ?4";

// The entries first seen before `oldest` that were published about when one of these was.
dedup::StoryIndex older_index(Transaction& transaction, std::span<const dedup::CopySearch> searches, Timestamp oldest) {
  dedup::StoryIndex index(std::chrono::days{36'500});
  std::vector<Timestamp> times;
  for (const dedup::CopySearch& search : searches) {
    if (search.published && *search.published < oldest + dedup::kComparedWithin) times.push_back(*search.published);
  }
  std::sort(times.begin(), times.end());
  std::optional<Timestamp> done;  // up to here
  for (const Timestamp time : times) {
    Timestamp begin = time - dedup::kComparedWithin;
    if (done) begin = std::max(begin, *done + std::chrono::seconds{1});
    const Timestamp end = time + dedup::kComparedWithin;
    for (Statement row = transaction.query(kOlder, begin, end, oldest, kMostOlder - std::min(kMostOlder, index.size()));
         row.next();) {
      index.add(row.integer(0), dedup::sketch_from_bytes(row.bytes(2)), row.time(1).value_or(end));
    }
    done = end;
  }
  return index;
}

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

Result<std::vector<std::vector<Entry>>> CopyFinder::alike(Database& database,
                                                          std::span<const dedup::CopySearch> searches, Timestamp now) {
  std::vector<std::vector<Entry>> found(searches.size());
  if (searches.empty()) return found;
  Transaction transaction(database, Transaction::Kind::Read);
  if (!is_loaded_) load(transaction, now);
  const dedup::StoryIndex older = older_index(transaction, searches, now - kWindow);
  for (std::size_t i = 0; i < searches.size(); ++i) {
    const dedup::CopySearch& search = searches[i];
    for (const dedup::StoryIndex* index : {&std::as_const(index_), &older}) {
      for (const std::int64_t row : index->alike(search.sketch, dedup::kMostCandidates)) {
        std::optional<Entry> entry = read_entry(transaction, row);
        if (entry && dedup::is_comparable(*entry, search.published, now)) found[i].push_back(std::move(*entry));
      }
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
