#include "store/sqlite/commit.h"

#include <map>
#include <string>

#include "dedup/sketch.h"
#include "dedup/traits.h"
#include "json/entry_json.h"
#include "json/feed_json.h"
#include "store/copies.h"
#include "store/poll_runs.h"
#include "store/sqlite/counters.h"
#include "store/sqlite/id_quality.h"
#include "store/sqlite/memberships.h"
#include "store/sqlite/poll_runs.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/stories.h"
#include "store/sqlite/tombstones.h"
#include "store/sqlite/versions.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kSlug = "SELECT slug FROM source WHERE id = ?1";
constexpr const char* kPolled =
    "UPDATE source SET state = ?2, failures = ?3, since = ?4, last_new = ?5, last_unconditional = ?6,"
    " http_status = ?7, message = ?8, etag = ?9, last_modified = ?10, body_hash = ?11, hint_ttl = ?12,"
    " hint_base = ?13, hint_max_age = ?14, skip_hours = ?15, skip_days = ?16, publications = ?17, rhythm_gap = ?18,"
    " rhythm_longest = ?19, rhythm_first = ?20, rhythm_last = ?21, rhythm_hours = ?22, rhythm_days = ?23,"
    " moved_to = ?24, moved_polls = ?25, suggested_url = ?26, held_until = ?27 WHERE id = ?1";
// A source that was disabled meanwhile stays without a next poll.
constexpr const char* kSchedule =
    "UPDATE schedule SET next_poll = iif(next_poll IS NULL, NULL, ?2), next_poll_reason = ?3, put_off = 0,"
    " last_poll = ?4, last_success = ?5 WHERE source_id = ?1";
// The same for a poll that says what the run of polls said that is under way (store/poll_runs.h). Nineteen in twenty
// do, and are this one statement.
constexpr const char* kGoesOn =
    "UPDATE schedule SET next_poll = iif(next_poll IS NULL, NULL, ?2), next_poll_reason = ?3, put_off = 0,"
    " last_poll = ?4, last_success = ?5, run_last = ?6, run_polls = run_polls + 1, run_took = max(run_took, ?7)"
    " WHERE source_id = ?1 AND quiet";
constexpr const char* kAdopt = "UPDATE source SET adopted_url = ?2 WHERE id = ?1";
constexpr const char* kHead = "UPDATE source SET head = ?2 WHERE id = ?1 AND head <> ?2";

constexpr const char* kStored = "SELECT id, story_id, fingerprint FROM entry WHERE source_id = ?1 AND identity = ?2";
constexpr const char* kKeyTaken =
    "SELECT 1 FROM entry WHERE key = ?1 UNION ALL SELECT 1 FROM story WHERE key = ?1"
    " UNION ALL SELECT 1 FROM former_story WHERE key = ?1 UNION ALL SELECT 1 FROM tombstone WHERE key = ?1";
constexpr const char* kInsert =
    "INSERT INTO entry (key, source_id, identity, url_key, fingerprint, story_id, published, first_seen, position,"
    " revision, document, title_digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11)";
constexpr const char* kKeepRevision =
    "INSERT INTO revision (entry_id, revision, replaced, document) VALUES (?1, ?2, ?3, ?4)";
constexpr const char* kRevise =
    "UPDATE entry SET url_key = ?2, fingerprint = ?3, revision = ?4, document = ?5, title_digest = ?6, versions = ?7"
    " WHERE id = ?1";
constexpr const char* kRename = "UPDATE entry SET identity = ?2 WHERE id = ?1";
constexpr const char* kIdQuality = "UPDATE source SET id_quality = ?2 WHERE id = ?1";
constexpr const char* kSketch =
    "INSERT OR REPLACE INTO entry_sketch (entry_id, first_seen, numbers) VALUES (?1, ?2, ?3)";
constexpr const char* kOrigin = "INSERT OR IGNORE INTO entry_origin (url_key, entry_id) VALUES (?1, ?2)";
constexpr const char* kForgetOrigins = "DELETE FROM entry_origin WHERE entry_id = ?1";
constexpr const char* kForgetEvent = "DELETE FROM entry_event WHERE entry_id = ?1";
constexpr const char* kEvent =
    "INSERT INTO entry_event (entry_id, starts, ends, over, whole_days) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr const char* kBody = "INSERT OR REPLACE INTO entry_body (entry_id, summary, content) VALUES (?1, ?2, ?3)";

std::optional<std::int64_t> count_of(const std::optional<std::chrono::seconds>& duration) {
  if (!duration) return std::nullopt;
  return duration->count();
}

struct StoredRow {
  std::int64_t row = 0;
  std::int64_t story = 0;
  std::uint64_t fingerprint = 0;
};

class Refresh {
 public:
  Refresh(Transaction& transaction, const RefreshCommit& commit, std::string_view tag_authority,
          std::vector<SketchedRow>& sketched)
      : transaction_(transaction),
        commit_(commit),
        sketched_(sketched),
        memberships_(transaction, commit.now),
        stories_(transaction, memberships_, tag_authority) {}

  ApplyOutcome apply() {
    if (commit_.learned_nothing && goes_on()) return std::move(outcome_);
    write_history();
    if (commit_.adopted_url) transaction_.execute(kAdopt, commit_.source, *commit_.adopted_url);
    if (commit_.feed) {
      for (Statement row = transaction_.query(kSlug, commit_.source); row.next();) slug_ = row.text(0);
      transaction_.execute(kHead, commit_.source, json::feed_head_to_json(commit_.feed->head));
      for (const EntryChange& change : commit_.delta.changes) apply(change);
      for (const std::string& key : commit_.delta.withdrawn) withdraw(key);
      if (const auto& quality = commit_.delta.id_quality) {
        transaction_.execute(kIdQuality, commit_.source, write_id_quality(*quality));
      }
    }
    record_poll(transaction_, commit_.source, run_of(commit_, outcome_));
    outcome_.touched = memberships_.finish();
    return std::move(outcome_);
  }

 private:
  // False where nothing was written: the run under way brought something, or there is none.
  bool goes_on() {
    const RefreshHistory& history = commit_.history;
    transaction_.execute(kGoesOn, commit_.source, commit_.next_poll, commit_.next_poll_reason, history.last_poll,
                         history.last_success, commit_.now, commit_.took.count());
    return transaction_.changes() > 0;
  }

  void write_history() {
    const RefreshHistory& history = commit_.history;
    const PublisherHints& hints = history.hints;
    const Rhythm& rhythm = history.rhythm;
    transaction_.execute(kPolled, commit_.source, history.state, history.failures, history.since, history.last_new,
                         history.last_unconditional, history.http_status, history.message, history.validators.etag,
                         history.validators.last_modified, history.body_hash, count_of(hints.ttl), hints.update_base,
                         count_of(hints.max_age), hints.skip_hours, hints.skip_days, rhythm.publications,
                         rhythm.gap.count(), rhythm.longest.count(), rhythm.first, rhythm.last,
                         write_counters(rhythm.hours), write_counters(rhythm.days), history.move.to, history.move.polls,
                         history.suggested_url, history.held_until);
    if (transaction_.changes() == 0 && transaction_.ok()) {
      transaction_.fail_with(Error{Errc::NotFound, "no such source is stored"});
    }
    transaction_.execute(kSchedule, commit_.source, commit_.next_poll, commit_.next_poll_reason, history.last_poll,
                         history.last_success);
  }

  // Two polls of one source may have overlapped: what is stored by now decides, not what was known then.
  void apply(const EntryChange& change) {
    if (change.change == Change::Unchanged || change.index >= commit_.feed->entries.size()) return;
    const Entry& incoming = commit_.feed->entries[change.index];
    const std::optional<StoredRow> stored = find(change);
    if (!stored) return insert(change, incoming);
    if (!change.known_as.empty()) transaction_.execute(kRename, stored->row, change.identity);
    if (stored->fingerprint != change.fingerprint) revise(*stored, change, incoming);
  }

  void withdraw(const std::string& key) {
    if (bury(transaction_, memberships_, key, TombstoneReason::Withdrawn, commit_.now)) ++outcome_.withdrawn;
  }

  std::optional<StoredRow> find(const EntryChange& change) {
    const std::string& identity = change.known_as.empty() ? change.identity : change.known_as;
    Statement row = transaction_.query(kStored, commit_.source, identity);
    if (!row.next()) return std::nullopt;
    return StoredRow{row.integer(0), row.integer(1), row.bits(2)};
  }

  void insert(const EntryChange& change, const Entry& incoming) {
    const std::optional<Returning> back = change.returns ? take_tombstone(transaction_, change.key) : std::nullopt;
    const Entry entry =
        back ? returned(incoming, back->tombstone) : first_stored(incoming, free_key(change), slug_, commit_.now);
    const Stories::Found found = found_of(change, entry);
    const std::optional<std::int64_t> own = back ? back->story : std::nullopt;
    const std::optional<std::int64_t> joined = own ? own : stories_.unite(found, change);
    const std::int64_t story = joined ? *joined : stories_.found(entry);
    transaction_.execute(kInsert, entry.key, commit_.source, change.identity, change.url_key, change.fingerprint, story,
                         entry.published, entry.first_seen, entry.position,
                         json::entry_to_json(entry, json::EntryScope::Stored), dedup::title_digest(entry.title));
    const std::int64_t row = transaction_.last_row();
    write_body(row, entry);
    write_event(row, entry);
    write_sketch(row, entry, change);
    write_origins(row, change);
    memberships_.set(row, story, topics_of(change));
    if (own) stories_.unite(found, change, story);  // now that it is known who it is
    if (back) stories_.obey(entry.key);
    // "Also at …" is seen, and the new copy may lead.
    if (joined) memberships_.touch_topics_of_entry(row);
    ++outcome_.inserted;
  }

  // Also where no reader sees a difference, but the old address may lead nowhere.
  void revise(const StoredRow& stored, const EntryChange& change, const Entry& incoming) {
    const std::optional<Entry> before = read_entry(transaction_, stored.row);
    if (!before) return;
    const bool is_edit = change.change != Change::Moved;
    const Entry entry = is_edit ? revised(*before, incoming, commit_.now) : moved(*before, incoming);
    if (is_edit) {
      transaction_.execute(kKeepRevision, stored.row, before->revision, commit_.now, json::entry_to_json(*before));
      ++outcome_.revised;
    }
    transaction_.execute(kRevise, stored.row, change.url_key, change.fingerprint, entry.revision,
                         json::entry_to_json(entry, json::EntryScope::Stored), dedup::title_digest(entry.title),
                         write_versions(change.versions));
    write_body(stored.row, entry);
    write_sketch(stored.row, entry, change);
    transaction_.execute(kForgetEvent, stored.row);
    write_event(stored.row, entry);
    transaction_.execute(kForgetOrigins, stored.row);
    write_origins(stored.row, change);
    const std::int64_t story = stories_.unite_edited(found_of(change, entry), change, stored.story);
    memberships_.set(stored.row, story, topics_of(change));
    memberships_.touch_topics_of_story(story);
  }

  void write_body(std::int64_t row, const Entry& entry) {
    transaction_.execute(kBody, row, entry.summary.html(), entry.content.html());
  }

  void write_event(std::int64_t row, const Entry& entry) {
    if (!entry.event) return;
    const Event& event = *entry.event;
    const bool is_day = event.precision == DatePrecision::Day;
    transaction_.execute(kEvent, row, event.start, event.end, event.end.value_or(event.start), is_day);
  }

  void write_sketch(std::int64_t row, const Entry& entry, const EntryChange& change) {
    const std::string numbers = dedup::to_bytes(change.sketch);
    transaction_.execute(kSketch, row, entry.first_seen, Blob{numbers});
    sketched_.push_back({row, *entry.first_seen, &change.sketch});
  }

  void write_origins(std::int64_t row, const EntryChange& change) {
    for (const std::string& origin : change.origins) transaction_.execute(kOrigin, origin, row);
  }

  // A key is 60 bits of a digest; should two entries ever share one, the later one's is minted again.
  // So does one whose id belonged to an entry that has another one now.
  std::string free_key(const EntryChange& change) {
    std::string key = change.key;
    while (transaction_.query(kKeyTaken, key).next()) key = mint_key(slug_, key + change.identity);
    if (key != change.key) minted_again_[change.key] = key;
    return key;
  }

  Stories::Found found_of(const EntryChange& change, const Entry& entry) const {
    Stories::Found found{commit_.source, dedup::title_digest(entry.title), change.copies};
    for (std::string& key : found.copies) {
      if (const auto again = minted_again_.find(key); again != minted_again_.end()) key = again->second;
    }
    return found;
  }

  std::span<const TopicId> topics_of(const EntryChange& change) const {
    if (change.index >= commit_.topics.size()) return {};
    return commit_.topics[change.index];
  }

  Transaction& transaction_;
  const RefreshCommit& commit_;
  std::vector<SketchedRow>& sketched_;
  Memberships memberships_;
  Stories stories_;
  std::map<std::string, std::string> minted_again_;  // key as it was to be → as it is
  std::string slug_;
  ApplyOutcome outcome_;
};

}  // namespace

Result<ApplyOutcome> commit(Database& database, const RefreshCommit& commit, std::string_view tag_authority,
                            std::vector<SketchedRow>& sketched) {
  Transaction transaction(database, Transaction::Kind::Write);
  ApplyOutcome outcome = Refresh(transaction, commit, tag_authority, sketched).apply();
  return transaction.commit(std::move(outcome));
}

}  // namespace commonplace::store::sqlite
