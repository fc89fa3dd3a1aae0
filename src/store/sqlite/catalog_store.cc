#include "store/sqlite/catalog_store.h"

#include <algorithm>

#include "base/text.h"
#include "store/digests.h"
#include "store/sqlite/memberships.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/shared_statements.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kStoredSources = "SELECT slug, id, url, settings, enabled FROM source";
constexpr const char* kInsertSource =
    "INSERT INTO source (slug, url, settings, priority, tags, enabled) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr const char* kSchedule =
    "INSERT INTO schedule (source_id, is_file, next_poll, next_poll_reason)"
    " SELECT id, substr(url, 1, 5) = 'file:', iif(enabled, ?2, NULL), 'new' FROM source WHERE id = ?1";
// Due at once and without validators: what is there may read differently under the new settings.
constexpr const char* kChangeSource =
    "UPDATE source SET url = ?2, settings = ?3, priority = ?4, tags = ?5, etag = '', last_modified = '', body_hash = 0"
    " WHERE id = ?1";
constexpr const char* kScheduleAnew =
    "UPDATE schedule SET is_file = substr(?2, 1, 5) = 'file:', next_poll = iif(next_poll IS NULL, NULL, ?3),"
    " next_poll_reason = 'changed' WHERE source_id = ?1";
// Another address: what was learned of the old one is void.
constexpr const char* kForgetAddress =
    "UPDATE source SET adopted_url = '', state = 0, failures = 0, since = ?2, http_status = 0, message = '',"
    " hint_ttl = NULL, hint_base = NULL, hint_max_age = NULL, skip_hours = 0, skip_days = 0, publications = 0,"
    " rhythm_gap = 0, rhythm_longest = 0, rhythm_first = NULL, rhythm_last = NULL, rhythm_hours = '', rhythm_days = '',"
    " moved_to = '', moved_polls = 0, suggested_url = '', held_until = NULL, entries_due = NULL, id_quality = '' WHERE "
    "id = "
    "?1";
constexpr const char* kEnableSource = "UPDATE source SET enabled = 1, since = ?2 WHERE id = ?1";
constexpr const char* kScheduleAgain =
    "UPDATE schedule SET next_poll = ?2, next_poll_reason = 'enabled' WHERE source_id = ?1";
constexpr const char* kForgetTurn = "UPDATE schedule SET put_off = 0 WHERE source_id = ?1";
constexpr const char* kHidden = "SELECT key FROM topic_hidden WHERE topic_id = ?1";
constexpr const char* kShowAgain = "DELETE FROM topic_hidden WHERE topic_id = ?1 AND key = ?2";
constexpr const char* kStoryOfKey =
    "SELECT id FROM story WHERE id IN (SELECT story_id FROM entry WHERE key = ?1"
    " UNION SELECT id FROM story WHERE key = ?1 UNION SELECT story_id FROM former_story WHERE key = ?1)";
constexpr const char* kHide = "INSERT OR IGNORE INTO topic_hidden (topic_id, key, since) VALUES (?1, ?2, ?3)";
constexpr const char* kDisableSource = "UPDATE source SET enabled = 0, since = ?2 WHERE id = ?1";
constexpr const char* kScheduleNoMore = "UPDATE schedule SET next_poll = NULL WHERE source_id = ?1";
constexpr const char* kTags = "SELECT slug, tags FROM source WHERE enabled";

constexpr const char* kStoredTopics = "SELECT slug, id, rule, settings, rematch OR gone FROM topic";
constexpr const char* kInsertTopic =
    "INSERT INTO topic (slug, rule, settings, changed, guarded, rematch) VALUES (?1, ?2, ?3, ?4, ?5, 1)";
constexpr const char* kChangeTopic = "UPDATE topic SET rule = ?2, settings = ?3, rematch = ?4 WHERE id = ?1";
constexpr const char* kGuardTopic = "UPDATE topic SET guarded = ?2, gone = 0 WHERE id = ?1 AND (guarded <> ?2 OR gone)";
// One that was not for everybody stays with what was in it, or that would be shown to everybody.
constexpr const char* kRemoveTopic = "DELETE FROM topic WHERE id = ?1 AND NOT guarded";
constexpr const char* kLeaveTopic = "UPDATE topic SET gone = 1 WHERE id = ?1 AND NOT gone";
constexpr const char* kGone = "SELECT id FROM topic WHERE gone";
constexpr const char* kGuardedSources = "SELECT slug FROM source WHERE guarded ORDER BY slug";
constexpr const char* kGuardSource = "UPDATE source SET guarded = ?2 WHERE slug = ?1";

constexpr const char* kSourceIds = "SELECT id FROM source ORDER BY slug";
constexpr const char* kGauges =
    "SELECT slug, state, failures, last_success, next_poll, adopted_url, told_state, told_address"
    " FROM source JOIN schedule ON source_id = id WHERE enabled ORDER BY slug";
constexpr const char* kCountEntries = "SELECT count(*) FROM entry WHERE source_id = ?1";
constexpr const char* kTopics = "SELECT id, slug, stories, changed FROM topic WHERE NOT gone ORDER BY slug";

constexpr const char* kDropins = "SELECT name, text FROM dropin";
constexpr const char* kForgetDropins = "DELETE FROM dropin";
constexpr const char* kKeepDropin = "INSERT INTO dropin (name, text) VALUES (?1, ?2)";

struct StoredSource {
  SourceId id{};
  std::string url;
  std::uint64_t settings = 0;
  bool enabled = false;
};

struct StoredTopic {
  TopicId id{};
  std::uint64_t rule = 0;
  std::uint64_t settings = 0;
  bool rematch = false;  // its entries are not all matched by that rule yet
};

std::string join(const std::vector<std::string>& tags) {
  std::string joined;
  for (const std::string& tag : tags) joined += (joined.empty() ? "" : "\n") + tag;
  return joined;
}

std::vector<std::string> split_tags(const std::string& joined) {
  std::vector<std::string> tags;
  if (joined.empty()) return tags;
  for (const std::string_view tag : base::split(joined, '\n')) tags.emplace_back(tag);
  return tags;
}

class SourceSync {
 public:
  SourceSync(Transaction& transaction, Timestamp now)
      : transaction_(transaction), now_(now), memberships_(transaction, now) {
    for (Statement row = transaction_.query(kStoredSources); row.next();) {
      stored_[row.text(0)] = {row.id<SourceId>(1), row.text(2), row.bits(3), row.integer(4) != 0};
    }
  }

  void sync(Source& source) {
    const auto stored = stored_.extract(source.slug);
    if (stored.empty()) return insert(source);
    source.id = stored.mapped().id;
    change(source, stored.mapped());
    set_enabled(source.id, stored.mapped().enabled, source.enabled);
  }

  // What was not named is no longer configured. Its entries stay.
  bool finish() {
    for (const auto& [slug, stored] : stored_) set_enabled(stored.id, stored.enabled, false);
    memberships_.finish();
    return changed_;
  }

 private:
  void insert(Source& source) {
    transaction_.execute(kInsertSource, source.slug, source.url, settings_digest(source), source.priority,
                         join(source.tags), source.enabled);
    source.id = SourceId{transaction_.last_row()};
    transaction_.execute(kSchedule, source.id, now_);
    changed_ = true;
  }

  void change(const Source& source, const StoredSource& stored) {
    const std::uint64_t settings = settings_digest(source);
    if (settings == stored.settings) return;
    transaction_.execute(kChangeSource, source.id, source.url, settings, source.priority, join(source.tags));
    transaction_.execute(kScheduleAnew, source.id, source.url, now_);
    if (source.url != stored.url) {
      transaction_.execute(kForgetAddress, source.id, now_);
      transaction_.execute(kForgetTurn, source.id);
    }
    // Its title, rights and priority show on every page that has one of its entries.
    memberships_.touch_topics_of_source(source.id);
    changed_ = true;
  }

  void set_enabled(SourceId id, bool was, bool is) {
    if (was == is) return;
    if (is) {
      transaction_.execute(kEnableSource, id, now_);
      transaction_.execute(kScheduleAgain, id, now_);
    } else {
      transaction_.execute(kDisableSource, id, now_);
      transaction_.execute(kScheduleNoMore, id);
    }
    changed_ = true;
  }

  Transaction& transaction_;
  Timestamp now_;
  Memberships memberships_;
  std::map<std::string, StoredSource> stored_;
  bool changed_ = false;
};

std::optional<SourceRow> read_counted(Transaction& transaction, SourceId id) {
  std::optional<SourceRow> source = read_source(transaction, id);
  if (!source) return source;
  Statement count = transaction.query(kCountEntries, id);
  if (count.next()) source->entries = static_cast<std::size_t>(count.integer(0));
  return source;
}

std::map<std::string, std::vector<std::string>> tags_by_source(Transaction& transaction) {
  std::map<std::string, std::vector<std::string>> tags;
  for (Statement row = transaction.query(kTags); row.next();) tags[row.text(0)] = split_tags(row.text(1));
  return tags;
}

std::map<std::string, StoredTopic> stored_topics(Transaction& transaction) {
  std::map<std::string, StoredTopic> stored;
  for (Statement row = transaction.query(kStoredTopics); row.next();) {
    stored[row.text(0)] = {row.id<TopicId>(1), row.bits(2), row.bits(3), row.integer(4) != 0};
  }
  return stored;
}

// Remembers since when each entry is hidden. What is shown again has changed for its readers.
void hide(Transaction& transaction, Memberships& memberships, const Topic& topic, Timestamp now) {
  constexpr std::int64_t kChanges = 2;  // it was hidden, which calendars were told of as one change, and is back
  std::vector<std::string> before;
  for (Statement row = transaction.query(kHidden, topic.id); row.next();) before.push_back(row.text(0));
  for (const std::string& key : before) {
    const bool is_hidden = std::find(topic.hide.begin(), topic.hide.end(), key) != topic.hide.end();
    if (is_hidden) continue;
    transaction.execute(kShowAgain, topic.id, key);
    for (Statement row = transaction.query(kStoryOfKey, key); row.next();) memberships.change(row.integer(0), kChanges);
  }
  for (const std::string& key : topic.hide) transaction.execute(kHide, topic.id, key, now);
}

}  // namespace

Result<bool> sync_sources(Database& database, std::span<Source> sources, Timestamp now) {
  Transaction transaction(database, Transaction::Kind::Write);
  SourceSync sync(transaction, now);
  for (Source& source : sources) sync.sync(source);
  return transaction.commit(sync.finish());
}

Result<std::vector<TopicId>> sync_topics(Database& database, std::span<Topic> topics, Timestamp now) {
  Transaction transaction(database, Transaction::Kind::Write);
  Memberships memberships(transaction, now);
  std::map<std::string, StoredTopic> stored = stored_topics(transaction);
  const auto tags = tags_by_source(transaction);
  std::vector<TopicId> rematch;
  for (Topic& topic : topics) {
    const std::uint64_t rule = rule_digest(topic, tags);
    const std::uint64_t settings = settings_digest(topic);
    const auto known = stored.extract(topic.slug);
    if (known.empty()) {
      transaction.execute(kInsertTopic, topic.slug, rule, settings, now, !is_public(topic));
      topic.id = TopicId{transaction.last_row()};
      hide(transaction, memberships, topic, now);
      rematch.push_back(topic.id);
      continue;
    }
    const StoredTopic& before = known.mapped();
    topic.id = before.id;
    transaction.execute(kGuardTopic, topic.id, !is_public(topic));
    const bool rematches = before.rematch || before.rule != rule;
    if (rematches) rematch.push_back(topic.id);
    if (before.settings != settings) memberships.touch(topic.id);
    if (before.settings != settings || !topic.hide.empty()) hide(transaction, memberships, topic, now);
    if (before.rule != rule || before.settings != settings) {
      transaction.execute(kChangeTopic, topic.id, rule, settings, rematches);
    }
  }
  for (const auto& [slug, gone] : stored) {
    transaction.execute(kRemoveTopic, gone.id);
    if (transaction.changes() == 0) transaction.execute(kLeaveTopic, gone.id);
  }
  memberships.finish();
  return transaction.commit(std::move(rematch));
}

Result<Guarded> guarded(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  Guarded guarded;
  for (Statement row = transaction.query(kGone); row.next();) guarded.topics.insert(row.id<TopicId>(0));
  for (Statement row = transaction.query(kGuardedSources); row.next();) guarded.sources.insert(row.text(0));
  return transaction.commit(std::move(guarded));
}

Result<bool> guard_sources(Database& database, const Slugs& guarded, const Slugs& open) {
  Transaction transaction(database, Transaction::Kind::Write);
  Slugs before;
  for (Statement row = transaction.query(kGuardedSources); row.next();) before.insert(row.text(0));
  for (const std::string& slug : guarded) {
    if (!before.contains(slug)) transaction.execute(kGuardSource, slug, true);
  }
  for (const std::string& slug : open) {
    if (before.contains(slug)) transaction.execute(kGuardSource, slug, false);
  }
  return transaction.commit();
}

Result<std::vector<SourceRow>> sources(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<SourceRow> rows;
  for (Statement id = transaction.query(kSourceIds); id.next();) {
    std::optional<SourceRow> source = read_counted(transaction, id.id<SourceId>(0));
    if (source) rows.push_back(std::move(*source));
  }
  return transaction.commit(std::move(rows));
}

Result<std::optional<SourceRow>> source(Database& database, std::string_view slug) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::optional<SourceRow> found;
  for (Statement id = transaction.query(kSourceId, slug); id.next();) {
    found = read_counted(transaction, id.id<SourceId>(0));
  }
  return transaction.commit(std::move(found));
}

Result<std::vector<SourceGauge>> gauges(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<SourceGauge> gauges;
  for (Statement row = transaction.query(kGauges); row.next();) {
    gauges.push_back({row.text(0),
                      static_cast<SourceState>(row.integer(1)),
                      static_cast<int>(row.integer(2)),
                      row.time(3),
                      row.time(4).value_or(Timestamp{}),
                      row.text(5),
                      {static_cast<SourceState>(row.integer(6)), row.text(7)}});
  }
  return transaction.commit(std::move(gauges));
}

Result<std::vector<TopicRow>> topics(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<TopicRow> rows;
  for (Statement row = transaction.query(kTopics); row.next();) {
    rows.push_back(
        {row.id<TopicId>(0), row.text(1), static_cast<std::size_t>(row.integer(2)), row.time(3).value_or(Timestamp{})});
  }
  return transaction.commit(std::move(rows));
}

Result<std::map<std::string, std::string>> last_good_dropins(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::map<std::string, std::string> texts;
  for (Statement row = transaction.query(kDropins); row.next();) texts[row.text(0)] = row.text(1);
  return transaction.commit(std::move(texts));
}

Result<bool> keep_dropins(Database& database, const std::map<std::string, std::string>& good) {
  Transaction transaction(database, Transaction::Kind::Write);
  transaction.execute(kForgetDropins);
  for (const auto& [name, text] : good) transaction.execute(kKeepDropin, name, text);
  return transaction.commit();
}

}  // namespace commonplace::store::sqlite
