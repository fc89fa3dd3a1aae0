#include "store/sqlite/originals.h"

#include <algorithm>
#include <deque>

#include "dedup/outline.h"
#include "dedup/sketch.h"
#include "store/copies.h"
#include "store/sqlite/entry_writer.h"
#include "store/sqlite/memberships.h"
#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

constexpr std::int64_t kPlaces = 4;  // of which as many are used as are kept
static_assert(kOriginalsKept <= kPlaces);

constexpr const char* kPlacesTaken = "SELECT id FROM original WHERE id BETWEEN ?1 AND ?2 ORDER BY fetched, id";
constexpr const char* kKeep =
    "INSERT OR REPLACE INTO original (id, fetched, url, content_type, document) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr const char* kOriginals =
    "SELECT fetched, url, content_type, document FROM original WHERE id BETWEEN ?1 AND ?2 ORDER BY fetched, id";
constexpr const char* kStored = "SELECT id, story_id FROM entry WHERE source_id = ?1 AND identity = ?2";

std::int64_t first_place(SourceId source) { return static_cast<std::int64_t>(source) * kPlaces; }
std::int64_t last_place(SourceId source) { return first_place(source) + kPlaces - 1; }

class Amend {
 public:
  Amend(Transaction& transaction, const Reading& reading, RetentionStore::Amending how, Timestamp now,
        std::vector<SketchedRow>& sketched, std::deque<dedup::Sketch>& sketches)
      : transaction_(transaction),
        reading_(reading),
        stores_(how == RetentionStore::Amending::Store),
        memberships_(transaction, now),
        writer_(transaction, sketched),
        sketches_(sketches) {}

  Amended apply() {
    for (const EntryChange& change : reading_.delta.changes) {
      if (change.index < reading_.feed->entries.size()) amend(change);
    }
    amended_.touched = memberships_.finish();
    return std::move(amended_);
  }

 private:
  void amend(const EntryChange& change) {
    // Where an entry goes back and forth between two versions, nobody knows which one the document has.
    if (change.change == Change::Inserted || change.versions.returns > 0) return;
    const std::string& identity = change.known_as.empty() ? change.identity : change.known_as;
    std::int64_t row = 0;
    std::int64_t story = 0;
    for (Statement stored = transaction_.query(kStored, reading_.source, identity); stored.next();) {
      row = stored.integer(0);
      story = stored.integer(1);
    }
    if (row == 0) return;
    std::optional<Entry> before = read_entry(transaction_, row);
    if (!before) return;
    Entry after = moved(*before, reading_.feed->entries[change.index]);
    if (after == *before) return;
    if (stores_) store(row, story, change, after);
    amended_.amendments.push_back({std::move(*before), std::move(after)});
  }

  void store(std::int64_t row, std::int64_t story, const EntryChange& change, const Entry& entry) {
    if (!change.known_as.empty()) writer_.rename(row, change.identity);
    writer_.update(row, change, entry, sketches_.emplace_back(dedup::sketch_of(dedup::outline_of(entry))));
    memberships_.set(row, story, reading_.topics.at(change.index));
    memberships_.touch_topics_of_story(story);
  }

  Transaction& transaction_;
  const Reading& reading_;
  bool stores_;
  Memberships memberships_;
  EntryWriter writer_;
  std::deque<dedup::Sketch>& sketches_;
  Amended amended_;
};

}  // namespace

void keep_original(Transaction& transaction, SourceId source, const Original& original) {
  std::vector<std::int64_t> taken;
  for (Statement row = transaction.query(kPlacesTaken, first_place(source), last_place(source)); row.next();) {
    taken.push_back(row.integer(0));
  }
  const std::int64_t place =
      taken.size() < kOriginalsKept ? first_place(source) + static_cast<std::int64_t>(taken.size()) : taken.front();
  transaction.execute(kKeep, place, original.fetched, original.url, original.content_type, Blob{original.document});
}

Result<std::vector<Original>> originals(Database& database, SourceId source) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<Original> found;
  for (Statement row = transaction.query(kOriginals, first_place(source), last_place(source)); row.next();) {
    found.push_back({row.time(0).value_or(Timestamp{}), row.text(1), row.text(2), row.bytes(3)});
  }
  return transaction.commit(std::move(found));
}

Result<Amended> amend(Database& database, CopyFinder& copies, const Reading& reading, RetentionStore::Amending how,
                      Timestamp now) {
  const bool stores = how == RetentionStore::Amending::Store;
  std::deque<dedup::Sketch> sketches;
  std::vector<SketchedRow> sketched;
  Transaction transaction(database, stores ? Transaction::Kind::Write : Transaction::Kind::Read);
  Amended amended = Amend(transaction, reading, how, now, sketched, sketches).apply();
  Result<Amended> outcome = transaction.commit(std::move(amended));
  if (outcome) copies.add(sketched);
  return outcome;
}

}  // namespace commonplace::store::sqlite
