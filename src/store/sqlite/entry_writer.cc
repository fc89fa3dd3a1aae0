#include "store/sqlite/entry_writer.h"

#include "dedup/sketch.h"
#include "dedup/traits.h"
#include "json/entry_json.h"
#include "store/sqlite/versions.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kInsert =
    "INSERT INTO entry (key, source_id, identity, url_key, fingerprint, story_id, published, first_seen, position,"
    " revision, document, title_digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11)";
constexpr const char* kUpdate =
    "UPDATE entry SET url_key = ?2, fingerprint = ?3, revision = ?4, document = ?5, title_digest = ?6, versions = ?7"
    " WHERE id = ?1";
constexpr const char* kRename = "UPDATE entry SET identity = ?2 WHERE id = ?1";
constexpr const char* kSketch =
    "INSERT OR REPLACE INTO entry_sketch (entry_id, first_seen, numbers) VALUES (?1, ?2, ?3)";
constexpr const char* kOrigin = "INSERT OR IGNORE INTO entry_origin (url_key, entry_id) VALUES (?1, ?2)";
constexpr const char* kForgetOrigins = "DELETE FROM entry_origin WHERE entry_id = ?1";
constexpr const char* kForgetEvent = "DELETE FROM entry_event WHERE entry_id = ?1";
constexpr const char* kEvent =
    "INSERT INTO entry_event (entry_id, starts, ends, over, whole_days) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr const char* kBody = "INSERT OR REPLACE INTO entry_body (entry_id, summary, content) VALUES (?1, ?2, ?3)";

}  // namespace

std::int64_t EntryWriter::insert(SourceId source, const EntryChange& change, std::int64_t story, const Entry& entry) {
  transaction_.execute(kInsert, entry.key, source, change.identity, change.url_key, change.fingerprint, story,
                       entry.published, entry.first_seen, entry.position,
                       json::entry_to_json(entry, json::EntryScope::Stored), dedup::title_digest(entry.title));
  const std::int64_t row = transaction_.last_row();
  write_body(row, entry);
  write_event(row, entry);
  write_sketch(row, entry, change.sketch);
  write_origins(row, change);
  return row;
}

void EntryWriter::update(std::int64_t row, const EntryChange& change, const Entry& entry, const dedup::Sketch& sketch) {
  transaction_.execute(kUpdate, row, change.url_key, change.fingerprint, entry.revision,
                       json::entry_to_json(entry, json::EntryScope::Stored), dedup::title_digest(entry.title),
                       write_versions(change.versions));
  write_body(row, entry);
  write_sketch(row, entry, sketch);
  transaction_.execute(kForgetEvent, row);
  write_event(row, entry);
  transaction_.execute(kForgetOrigins, row);
  write_origins(row, change);
}

void EntryWriter::rename(std::int64_t row, std::string_view identity) { transaction_.execute(kRename, row, identity); }

void EntryWriter::write_body(std::int64_t row, const Entry& entry) {
  transaction_.execute(kBody, row, entry.summary.html(), entry.content.html());
}

void EntryWriter::write_event(std::int64_t row, const Entry& entry) {
  if (!entry.event) return;
  const Event& event = *entry.event;
  const bool is_day = event.precision == DatePrecision::Day;
  transaction_.execute(kEvent, row, event.start, event.end, event.end.value_or(event.start), is_day);
}

void EntryWriter::write_sketch(std::int64_t row, const Entry& entry, const dedup::Sketch& sketch) {
  const std::string numbers = dedup::to_bytes(sketch);
  transaction_.execute(kSketch, row, entry.first_seen, Blob{numbers});
  sketched_.push_back({row, *entry.first_seen, &sketch});
}

void EntryWriter::write_origins(std::int64_t row, const EntryChange& change) {
  for (const std::string& origin : change.origins) transaction_.execute(kOrigin, origin, row);
}

}  // namespace commonplace::store::sqlite
