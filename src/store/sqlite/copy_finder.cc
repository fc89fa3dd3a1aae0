#include "store/sqlite/copy_finder.h"

#include <algorithm>
#include <utility>

#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

// Of a new source's backlog as much is compared as can be done while others wait.
constexpr std::size_t kMostOlder = 20'000;
// Of texts read for one document.
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

// Of those that say the same, so many are asked whether they still do.
constexpr std::size_t kMostTwins = 4;

constexpr const char* kTwin =
    "SELECT key, published, entry.first_seen, numbers FROM entry JOIN entry_sketch ON entry_id = id"
    " WHERE id = ?1 AND source_id <> ?2";
constexpr const char* kSketches =
    "SELECT entry_id, first_seen, numbers FROM entry_sketch WHERE first_seen >= ?1 ORDER BY entry_id";
// Entries that were stored before sketches were.
constexpr const char* kWithoutSketch =
    "SELECT id FROM entry WHERE first_seen >= ?1"
    " AND NOT EXISTS (SELECT 1 FROM entry_sketch WHERE entry_id = entry.id) ORDER BY id";
// Rows are numbered as they come: the first was seen first.
constexpr const char* kFirstSeen = "SELECT first_seen FROM entry ORDER BY id LIMIT 1";
// So many by their date, and of those the ones that were stored before.
constexpr const char* kOlder =
    "SELECT dated.id, dated.first_seen, numbers FROM (SELECT id, first_seen FROM entry WHERE published BETWEEN ?1 AND "
    "?2"
    " ORDER BY published LIMIT ?4) AS dated JOIN entry_sketch ON entry_id = dated.id WHERE dated.first_seen < ?3";

// Nothing where the entry is not a twin: it is gone, was edited, or is of the same source.
std::optional<dedup::Twin> twin_of(Transaction& transaction, std::int64_t row, SourceId source,
                                   const dedup::TwinSearch& search, Timestamp now) {
  Statement twin = transaction.query(kTwin, row, source);
  if (!twin.next()) return std::nullopt;
  Entry times;
  times.published = twin.time(1);
  times.first_seen = twin.time(2);
  dedup::Sketch sketch = dedup::sketch_from_bytes(twin.bytes(3));
  const bool says_the_same = std::ranges::binary_search(sketch, search.number);
  if (!says_the_same || !dedup::is_comparable(times, search.published, now)) return std::nullopt;
  return dedup::Twin{twin.text(0), std::move(sketch)};
}

bool is_any_older(Transaction& transaction, Timestamp oldest) {
  Statement first = transaction.query(kFirstSeen);
  return first.next() && first.time(0) < oldest;
}

// The entries first seen before `oldest` that were published about when one of these was.
dedup::StoryIndex older_index(Transaction& transaction, std::span<const dedup::CopySearch> searches, Timestamp oldest) {
  dedup::StoryIndex index(std::chrono::days{36'500});
  std::vector<Timestamp> times;
  for (const dedup::CopySearch& search : searches) {
    if (search.published && *search.published < oldest + dedup::kComparedWithin) times.push_back(*search.published);
  }
  if (times.empty() || !is_any_older(transaction, oldest)) return index;
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

Result<std::vector<std::optional<dedup::Twin>>> CopyFinder::twins(Database& database, SourceId source,
                                                                  std::span<const dedup::TwinSearch> searches,
                                                                  Timestamp now) {
  std::vector<std::optional<dedup::Twin>> twins(searches.size());
  if (searches.empty()) return twins;
  Transaction transaction(database, Transaction::Kind::Read);
  if (!is_loaded_) load(transaction, now);
  for (std::size_t i = 0; i < searches.size(); ++i) {
    for (const std::int64_t row : index_.alike({searches[i].number}, kMostTwins)) {
      twins[i] = twin_of(transaction, row, source, searches[i], now);
      if (twins[i]) break;
    }
  }
  Result<std::vector<std::optional<dedup::Twin>>> result = transaction.commit(std::move(twins));
  is_loaded_ = is_loaded_ || result.has_value();
  return result;
}

Result<bool> CopyFinder::alike(Database& database, std::span<const dedup::CopySearch> searches, Timestamp now,
                               const RefreshStore::TakeAlike& take) {
  if (searches.empty()) return true;
  Transaction transaction(database, Transaction::Kind::Read);
  if (!is_loaded_) load(transaction, now);
  const dedup::StoryIndex older = older_index(transaction, searches, now - kWindow);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < searches.size(); ++i) {
    const dedup::CopySearch& search = searches[i];
    std::vector<Entry> found;
    for (const dedup::StoryIndex* index : {&std::as_const(index_), &older}) {
      for (const std::int64_t row : index->alike(search.sketch, dedup::kMostCandidates)) {
        if (bytes > kMostBytes) break;
        std::optional<Entry> entry = read_entry(transaction, row);
        if (!entry) continue;
        bytes += entry->summary.html().size() + entry->content.html().size();
        if (dedup::is_comparable(*entry, search.published, now)) found.push_back(std::move(*entry));
      }
    }
    take(i, found);
  }
  Result<bool> result = transaction.commit(true);
  is_loaded_ = is_loaded_ || result.has_value();
  return result;
}

void CopyFinder::add(std::span<const SketchedRow> rows) {
  if (!is_loaded_) return;  // it will read them
  for (const SketchedRow& row : rows) index_.add(row.row, *row.sketch, row.first_seen);
}

}  // namespace commonplace::store::sqlite
