#include "store/sqlite/commit.h"

#include <map>
#include <string>
#include <tuple>

#include "dedup/traits.h"
#include "json/entry_json.h"
#include "json/feed_json.h"
#include "store/copies.h"
#include "store/poll_runs.h"
#include "store/sqlite/counters.h"
#include "store/sqlite/entry_writer.h"
#include "store/sqlite/id_quality.h"
#include "store/sqlite/key_list.h"
#include "store/sqlite/memberships.h"
#include "store/sqlite/originals.h"
#include "store/sqlite/poll_runs.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/stories.h"
#include "store/sqlite/story_changes.h"
#include "store/sqlite/tombstones.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kSlug = "SELECT slug FROM source WHERE id = ?1";
constexpr const char* kPolled =
    "UPDATE source SET state = ?2, failures = ?3, since = ?4, last_new = ?5, last_unconditional = ?6,"
    " http_status = ?7, message = ?8, etag = ?9, last_modified = ?10, body_hash = ?11, hint_ttl = ?12,"
    " hint_base = ?13, hint_max_age = ?14, skip_hours = ?15, skip_days = ?16, publications = ?17, rhythm_gap = ?18,"
    " rhythm_longest = ?19, rhythm_first = ?20, rhythm_last = ?21, rhythm_hours = ?22, rhythm_days = ?23,"
    " moved_to = ?24, moved_polls = ?25, suggested_url = ?26, held_until = ?27, entries_due = ?28, run_first = ?29,"
    " run_http = ?30, run_inserted = ?31, run_revised = ?32, run_message = ?33, runs = ?34 WHERE id = ?1";
// A source that was disabled meanwhile stays without a next poll.
constexpr const char* kSchedule =
    "UPDATE schedule SET next_poll = iif(next_poll IS NULL, NULL, ?2), next_poll_reason = ?3, put_off = 0,"
    " last_poll = ?4, last_success = ?5, run_last = ?6, run_polls = ?7, run_took = ?8, quiet = ?9 WHERE source_id = ?1";
// The same for a poll that says what the run of polls said that is under way (store/poll_runs.h). Nineteen in twenty
// do, and are this one statement.
constexpr const char* kGoesOn =
    "UPDATE schedule SET next_poll = iif(next_poll IS NULL, NULL, ?2), next_poll_reason = ?3, put_off = 0,"
    " last_poll = ?4, last_success = ?5, run_last = ?6, run_polls = run_polls + 1, run_took = max(run_took, ?7)"
    " WHERE source_id = ?1 AND quiet";
constexpr const char* kAdopt = "UPDATE source SET adopted_url = ?2 WHERE id = ?1";
constexpr const char* kStoredHead = "SELECT head FROM source WHERE id = ?1";
constexpr const char* kHead = "UPDATE source SET head = ?2 WHERE id = ?1 AND head <> ?2";

constexpr const char* kStored = "SELECT id, story_id, fingerprint FROM entry WHERE source_id = ?1 AND identity = ?2";
constexpr const char* kKeyTaken =
    "SELECT 1 FROM entry WHERE key = ?1 UNION ALL SELECT 1 FROM story WHERE key = ?1"
    " UNION ALL SELECT 1 FROM former_story WHERE key = ?1 UNION ALL SELECT 1 FROM tombstone WHERE key = ?1";
constexpr const char* kKeepRevision =
    "INSERT INTO revision (entry_id, revision, replaced, document) VALUES (?1, ?2, ?3, ?4)";
constexpr const char* kIdQuality = "UPDATE source SET id_quality = ?2 WHERE id = ?1";
constexpr const char* kListed = "SELECT keys FROM listed WHERE source_id = ?1";
constexpr const char* kList = "INSERT OR REPLACE INTO listed (source_id, keys) VALUES (?1, ?2)";

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
        writer_(transaction, sketched),
        memberships_(transaction, commit.now),
        stories_(transaction, memberships_, tag_authority) {}

  ApplyOutcome apply() {
    if (commit_.learned_nothing && goes_on()) return std::move(outcome_);
    if (commit_.feed) take_in(*commit_.feed);
    if (commit_.adopted_url) transaction_.execute(kAdopt, commit_.source, *commit_.adopted_url);
    write_history();
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

  void take_in(const Feed& feed) {
    Statement source = transaction_.query(kSlug, commit_.source);
    if (!source.next()) return fail_as_unknown();
    slug_ = source.text(0);
    renew_head(feed.head);
    for (const EntryChange& change : commit_.delta.changes) apply(change);
    for (const std::string& key : commit_.delta.withdrawn) withdraw(key);
    list();
    if (commit_.original && outcome_.inserted + outcome_.revised > 0) {
      keep_original(transaction_, commit_.source, *commit_.original);
    }
    if (const auto& quality = commit_.delta.id_quality) {
      transaction_.execute(kIdQuality, commit_.source, write_id_quality(*quality));
    }
  }

  // All that a source's two rows tell of its polls, in one statement each.
  void write_history() {
    const auto [run, ended] = go_on(transaction_, commit_.source, run_of(commit_, outcome_));
    const RefreshHistory& history = commit_.history;
    const PublisherHints& hints = history.hints;
    const Rhythm& rhythm = history.rhythm;
    transaction_.execute(kPolled, commit_.source, history.state, history.failures, history.since, history.last_new,
                         history.last_unconditional, history.http_status, history.message, history.validators.etag,
                         history.validators.last_modified, history.body_hash, count_of(hints.ttl), hints.update_base,
                         count_of(hints.max_age), hints.skip_hours, hints.skip_days, rhythm.publications,
                         rhythm.gap.count(), rhythm.longest.count(), rhythm.first, rhythm.last,
                         write_counters(rhythm.hours), write_counters(rhythm.days), history.move.to, history.move.polls,
                         history.suggested_url, history.held_until, history.entries_due, run.first, run.http_status,
                         run.inserted, run.revised, run.message, ended);
    if (transaction_.changes() == 0) return fail_as_unknown();
    transaction_.execute(kSchedule, commit_.source, commit_.next_poll, commit_.next_poll_reason, history.last_poll,
                         history.last_success, run.last, run.polls, run.took.count(), run.inserted + run.revised == 0);
  }

  void fail_as_unknown() {
    if (transaction_.ok()) transaction_.fail_with(Error{Errc::NotFound, "no such source is stored"});
  }

  // Two polls of one source may have overlapped: what is stored by now decides, not what was known then.
  void apply(const EntryChange& change) {
    if (change.change == Change::Unchanged || change.index >= commit_.feed->entries.size()) return;
    const Entry& incoming = commit_.feed->entries[change.index];
    const std::optional<StoredRow> stored = find(change);
    if (!stored) return insert(change, incoming);
    if (!change.known_as.empty()) writer_.rename(stored->row, change.identity);
    if (stored->fingerprint != change.fingerprint) revise(*stored, change, incoming);
  }

  // What the source lists is not forgotten, however old it is (store/sqlite/retention.h).
  void list() {
    std::vector<std::string> keys;
    for (const EntryChange& change : commit_.delta.changes) {
      keys.push_back(as_minted(change.key));
    }
    std::string before;
    for (Statement row = transaction_.query(kListed, commit_.source); row.next();) before = row.text(0);
    const std::string now = commit_.is_partial ? with_keys(before, std::move(keys)) : write_keys(keys);
    if (now != before) transaction_.execute(kList, commit_.source, now);
  }

  // What a source says of itself stands beside its entries.
  void renew_head(const FeedHead& head) {
    std::optional<FeedHead> before;
    for (Statement row = transaction_.query(kStoredHead, commit_.source); row.next();) {
      before = read_head(transaction_, row, 0, slug_);
    }
    transaction_.execute(kHead, commit_.source, json::feed_head_to_json(head));
    const auto shown = [](const FeedHead& of) { return std::tie(of.id, of.title, of.link, of.rights, of.license); };
    if (before && shown(*before) != shown(head)) memberships_.touch_topics_of_source(commit_.source);
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
    const std::int64_t row = writer_.insert(commit_.source, change, story, entry);
    memberships_.set(row, story, topics_of(change));
    if (joined) count_changes(transaction_, story, entry.revision, entry.updated);
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
      count_changes(transaction_, stored.story, 1, entry.updated);
      ++outcome_.revised;
    }
    writer_.update(stored.row, change, entry, change.sketch);
    const std::int64_t story = stories_.unite_edited(found_of(change, entry), change, stored.story);
    memberships_.set(stored.row, story, topics_of(change));
    memberships_.touch_topics_of_story(story);
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
    for (std::string& key : found.copies) key = as_minted(key);
    return found;
  }

  // The key of an entry of this commit as it is stored, or will be.
  std::string as_minted(const std::string& key) const {
    const auto again = minted_again_.find(key);
    return again == minted_again_.end() ? key : again->second;
  }

  std::span<const TopicId> topics_of(const EntryChange& change) const {
    if (change.index >= commit_.topics.size()) return {};
    return commit_.topics[change.index];
  }

  Transaction& transaction_;
  const RefreshCommit& commit_;
  EntryWriter writer_;
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
