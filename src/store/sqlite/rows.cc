#include "store/sqlite/rows.h"

#include "json/entry_json.h"
#include "json/feed_json.h"
#include "store/sqlite/counters.h"
#include "store/sqlite/id_quality.h"

namespace commonplace::store::sqlite {
namespace {

constexpr std::string_view kHistoryColumns =
    "state, failures, since, last_poll, last_success, last_new, last_unconditional, http_status, message,"
    " etag, last_modified, body_hash, hint_ttl, hint_base, hint_max_age, skip_hours, skip_days,"
    " publications, rhythm_gap, rhythm_longest, rhythm_first, rhythm_last, rhythm_hours, rhythm_days,"
    " moved_to, moved_polls, suggested_url, held_until, entries_due";
const std::string kSource =
    "SELECT slug, url, adopted_url, head, enabled, next_poll, next_poll_reason, told_state,"
    " told_address, id_quality, " +
    std::string(kHistoryColumns) + " FROM source JOIN schedule ON source_id = id WHERE id = ?1";

constexpr const char* kEntry =
    "SELECT entry.key, source.slug, story.key, entry.published, entry.first_seen, entry.position, entry.revision,"
    " entry.document, entry_body.summary, entry_body.content"
    " FROM entry JOIN source ON source.id = entry.source_id JOIN story ON story.id = entry.story_id"
    " LEFT JOIN entry_body ON entry_body.entry_id = entry.id WHERE entry.id = ?1";

constexpr const char* kCopies =
    "SELECT entry.id FROM entry JOIN source ON source.id = entry.source_id WHERE entry.story_id = ?1"
    " ORDER BY source.priority, entry.published, entry.key LIMIT ?2";

std::optional<std::chrono::seconds> read_seconds(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::chrono::seconds(row.integer(column));
}

PublisherHints read_hints(const Statement& row, int& column) {
  PublisherHints hints;
  hints.ttl = read_seconds(row, column++);
  hints.update_base = row.time(column++);
  hints.max_age = read_seconds(row, column++);
  hints.skip_hours = static_cast<std::uint32_t>(row.integer(column++));
  hints.skip_days = static_cast<std::uint8_t>(row.integer(column++));
  return hints;
}

Rhythm read_rhythm(const Statement& row, int& column) {
  Rhythm rhythm;
  rhythm.publications = static_cast<int>(row.integer(column++));
  rhythm.gap = std::chrono::seconds(row.integer(column++));
  rhythm.longest = std::chrono::seconds(row.integer(column++));
  rhythm.first = row.time(column++);
  rhythm.last = row.time(column++);
  read_counters(row.text(column++), rhythm.hours);
  read_counters(row.text(column++), rhythm.days);
  return rhythm;
}

RefreshHistory read_history(const Statement& row, int column) {
  RefreshHistory history;
  history.state = static_cast<SourceState>(row.integer(column++));
  history.failures = static_cast<int>(row.integer(column++));
  history.since = row.time(column++);
  history.last_poll = row.time(column++);
  history.last_success = row.time(column++);
  history.last_new = row.time(column++);
  history.last_unconditional = row.time(column++);
  history.http_status = static_cast<int>(row.integer(column++));
  history.message = row.text(column++);
  history.validators.etag = row.text(column++);
  history.validators.last_modified = row.text(column++);
  history.body_hash = row.bits(column++);
  history.hints = read_hints(row, column);
  history.rhythm = read_rhythm(row, column);
  history.move.to = row.text(column++);
  history.move.polls = static_cast<int>(row.integer(column++));
  history.suggested_url = row.text(column++);
  history.held_until = row.time(column++);
  history.entries_due = row.time(column++);
  return history;
}

Error unreadable(std::string_view what, const Error& error) {
  return Error{Errc::StoreCorrupt,
               std::string(what) + " is damaged in the database: " + error.detail + "; restore the last backup"};
}

}  // namespace

FeedHead read_head(Transaction& transaction, const Statement& row, int column, std::string_view slug) {
  Result<FeedHead> head = json::feed_head_from_json(row.text(column));
  if (head) return std::move(*head);
  transaction.fail_with(unreadable("source " + std::string(slug), head.error()));
  return {};
}

// The schedule first: it knows the order in which sources are due.
std::string select_due_sources(std::string_view which) {
  return "SELECT id, slug, adopted_url, put_off, next_poll, next_poll_reason, " + std::string(kHistoryColumns) +
         " FROM schedule CROSS JOIN source ON id = source_id WHERE " + std::string(which);
}

DueSource read_due_source(const Statement& row) {
  return {row.id<SourceId>(0),  row.text(1),         row.text(2),
          read_history(row, 6), row.integer(3) != 0, row.time(4).value_or(Timestamp{}),
          row.text(5)};
}

std::optional<SourceRow> read_source(Transaction& transaction, SourceId id) {
  Statement row = transaction.query(kSource.c_str(), id);
  if (!row.next()) return std::nullopt;
  SourceRow source;
  source.id = id;
  source.slug = row.text(0);
  source.url = row.text(1);
  source.adopted_url = row.text(2);
  source.head = read_head(transaction, row, 3, source.slug);
  source.told = {static_cast<SourceState>(row.integer(7)), row.text(8)};
  source.id_quality = read_id_quality(row.text(9));
  source.history = read_history(row, 10);
  if (row.integer(4) != 0) {
    source.next_poll = row.time(5);
    source.next_poll_reason = row.text(6);
  } else {
    source.history.state = SourceState::Disabled;
  }
  return source;
}

std::optional<Entry> read_document(Transaction& transaction, const Statement& row, int column, std::string_view key) {
  Result<Entry> entry = json::entry_from_json(row.text(column));
  if (entry) return std::move(*entry);
  transaction.fail_with(unreadable("entry " + std::string(key), entry.error()));
  return std::nullopt;
}

std::optional<Entry> read_entry(Transaction& transaction, std::int64_t id) {
  Statement row = transaction.query(kEntry, id);
  if (!row.next()) return std::nullopt;
  std::optional<Entry> entry = read_document(transaction, row, 7, row.text(0));
  if (!entry) return std::nullopt;
  entry->key = row.text(0);
  entry->source = row.text(1);
  entry->story = row.text(2);
  entry->published = row.time(3);
  entry->first_seen = row.time(4);
  entry->position = static_cast<std::uint32_t>(row.integer(5));
  entry->revision = static_cast<std::uint32_t>(row.integer(6));
  entry->summary = SafeHtml::trust_stored(row.text(8));
  entry->content = SafeHtml::trust_stored(row.text(9));
  return entry;
}

std::vector<Entry> read_copies(Transaction& transaction, std::int64_t story, std::int64_t limit) {
  std::vector<Entry> copies;
  for (Statement row = transaction.query(kCopies, story, limit); row.next();) {
    if (std::optional<Entry> copy = read_entry(transaction, row.integer(0))) copies.push_back(std::move(*copy));
  }
  return copies;
}

}  // namespace commonplace::store::sqlite
