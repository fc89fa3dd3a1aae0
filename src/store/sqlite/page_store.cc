#include "store/sqlite/page_store.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "store/backlogs.h"
#include "store/copies.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/shared_statements.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kTopic = "SELECT stories, changed, joined FROM topic WHERE id = ?1";
constexpr const char* kNewest =
    "SELECT story.id, story.key, story.atom_id, story.published, story.edits, story.updated, story.first_seen FROM "
    "topic_story"
    " JOIN story ON story.id = topic_story.story_id"
    " WHERE topic_story.topic_id = ?1 AND topic_story.published > ?2"
    " ORDER BY topic_story.published DESC, topic_story.first_seen DESC, topic_story.position, topic_story.key";
// Of the span that ?2 is in, and of those after it.
constexpr const char* kNewEnough =
    "SELECT (SELECT count(*) FROM topic_story"
    "        WHERE topic_id = ?1 AND published > ?2 AND published < (((?2 >> 16) + 1) << 16))"
    " + (SELECT ifnull(sum(stories), 0) FROM topic_span WHERE topic_id = ?1 AND span > (?2 >> 16))";
constexpr const char* kNewestTooOld =
    "SELECT published FROM topic_story WHERE topic_id = ?1 AND published <= ?2 ORDER BY published DESC LIMIT 1";
constexpr const char* kIsIn = "SELECT 1 FROM topic_story WHERE story_id = ?1 AND topic_id = ?2 AND published > ?3";
// As read_copies has it.
constexpr const char* kSourceOfLead =
    "SELECT source.slug FROM entry JOIN source ON source.id = entry.source_id WHERE entry.story_id = ?1"
    " ORDER BY source.priority, entry.published, entry.key LIMIT 1";
// By the key of an entry, or of a story that is one or has become part of one.
constexpr const char* kStoryOfKey =
    "SELECT id, key, atom_id, published, edits, updated FROM story WHERE id IN (SELECT story_id FROM entry WHERE key = "
    "?1"
    " UNION SELECT id FROM story WHERE key = ?1 UNION SELECT story_id FROM former_story WHERE key = ?1)";
// CROSS JOIN keeps this order: from what takes place to where it belongs.
constexpr const char* kEvents =
    "SELECT story.id, story.key, story.atom_id, story.published, story.edits, story.updated FROM entry_event"
    " CROSS JOIN entry ON entry.id = entry_event.entry_id"
    " CROSS JOIN topic_story ON topic_story.story_id = entry.story_id AND topic_story.topic_id = ?1"
    " CROSS JOIN story ON story.id = entry.story_id"
    " WHERE over >= ?2 AND over < ?3 ORDER BY over, entry_event.entry_id";
constexpr const char* kRetracted =
    "SELECT atom_id, since, starts, ends, whole_days, edits FROM retraction WHERE topic_id = ?1 ORDER BY since DESC, "
    "published DESC, atom_id LIMIT ?2";
constexpr const char* kHidden = "SELECT key, since FROM topic_hidden WHERE topic_id = ?1 ORDER BY key";
constexpr const char* kEntryByKey =
    "SELECT entry.id, story_id, story.updated FROM entry JOIN story ON story.id = story_id WHERE entry.key = ?1";
constexpr const char* kRevision =
    "SELECT revision.document, replaced, story.key FROM revision JOIN entry ON entry.id = revision.entry_id"
    " JOIN story ON story.id = entry.story_id WHERE entry.key = ?1 AND revision.revision = ?2";
constexpr const char* kWasStory = "SELECT 1 FROM former_story WHERE key = ?1";
constexpr const char* kCarriers =
    "SELECT carrier.key, source.slug, carrier.first_seen, carrier.key = story.key FROM story"
    " CROSS JOIN entry AS carrier ON carrier.story_id = story.id JOIN source ON source.id = carrier.source_id"
    " WHERE story.atom_id = ?1 UNION ALL"
    " SELECT carrier.key, source.slug, carrier.first_seen, carrier.key = story.key FROM story"
    " CROSS JOIN tombstone AS carrier"
    " ON (carrier.story_id = story.id AND carrier.story_id <> 0) OR carrier.key = story.key"
    " JOIN source ON source.id = carrier.source_id WHERE story.atom_id = ?1 ORDER BY 4 DESC, 3, 1";
constexpr const char* kFormerCarrier =
    "SELECT carrier.key, source.slug, carrier.first_seen FROM former_story JOIN ("
    " SELECT key, source_id, first_seen FROM entry UNION ALL SELECT key, source_id, first_seen FROM tombstone"
    ") AS carrier ON carrier.key = former_story.key JOIN source ON source.id = carrier.source_id"
    " WHERE former_story.atom_id = ?1";
constexpr const char* kTopicsOfStory =
    "SELECT topic.slug FROM topic_story JOIN topic ON topic.id = topic_story.topic_id"
    " WHERE topic_story.story_id = ?1 ORDER BY topic.slug";
constexpr const char* kHead = "SELECT head FROM source WHERE slug = ?1";
constexpr const char* kEnabled =
    "SELECT id, slug, head, state, last_success FROM source JOIN schedule ON source_id = id WHERE enabled ORDER BY "
    "slug";
// Nothing but the index is read of the entries.
constexpr const char* kTopicsOfEntries =
    "SELECT entry.source_id, entry.id, min(entry.published, entry.first_seen), topic_entry.topic_id"
    " FROM entry INDEXED BY entry_source_order LEFT JOIN topic_entry ON topic_entry.entry_id = entry.id";
constexpr const char* kTopicSlugs = "SELECT id, slug FROM topic";

// One text a combination of filters, so that each can have its index. ?1 since, ?2 limit, ?3 and ?4 what is filtered
// by.
constexpr const char* kAll =
    "SELECT id FROM entry WHERE published >= ?1 ORDER BY published DESC, first_seen DESC, position, key LIMIT ?2";
constexpr const char* kOfSource =
    "SELECT id FROM entry WHERE source_id = ?3 AND published >= ?1"
    " ORDER BY published DESC, first_seen DESC, position, key LIMIT ?2";
constexpr const char* kOfTopic =
    "SELECT id FROM topic_entry JOIN entry ON entry.id = topic_entry.entry_id"
    " WHERE topic_entry.topic_id = ?3 AND published >= ?1"
    " ORDER BY published DESC, first_seen DESC, position, key LIMIT ?2";
constexpr const char* kOfTopicAndSource =
    "SELECT id FROM topic_entry JOIN entry ON entry.id = topic_entry.entry_id"
    " WHERE topic_entry.topic_id = ?3 AND source_id = ?4 AND published >= ?1"
    " ORDER BY published DESC, first_seen DESC, position, key LIMIT ?2";

std::int64_t sql_limit(std::optional<std::size_t> limit) {
  constexpr std::size_t kMost = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(limit.value_or(kMost), kMost));
}

// The id behind a slug; a slug that nothing has fails the transaction.
std::int64_t id_of(Transaction& transaction, const char* sql, const char* what, const std::string& slug) {
  for (Statement row = transaction.query(sql, slug); row.next();) return row.integer(0);
  transaction.fail_with(Error{Errc::NotFound, std::string("there is no ") + what + " '" + slug + "'"});
  return 0;
}

Statement select(Transaction& transaction, const EntryFilter& filter) {
  const std::int64_t since =
      filter.since ? filter.since->time_since_epoch().count() : std::numeric_limits<std::int64_t>::min();
  const std::int64_t limit = sql_limit(filter.limit);
  const std::int64_t topic = filter.topic.empty() ? 0 : id_of(transaction, kTopicId, "topic", filter.topic);
  const std::int64_t source = filter.source.empty() ? 0 : id_of(transaction, kSourceId, "source", filter.source);
  if (topic != 0 && source != 0) return transaction.query(kOfTopicAndSource, since, limit, topic, source);
  if (topic != 0) return transaction.query(kOfTopic, since, limit, topic);
  if (source != 0) return transaction.query(kOfSource, since, limit, source);
  return transaction.query(kAll, since, limit);
}

constexpr std::int64_t kBeforeAll = std::numeric_limits<std::int64_t>::min();

std::uint32_t read_count(const Statement& row, int column) { return static_cast<std::uint32_t>(row.integer(column)); }

// A row of id, key, atom id, date, edits and when the last one was.
StoryRow read_story(Transaction& transaction, const Statement& row) {
  StoryRow story{row.text(1), row.text(2), row.time(3).value_or(Timestamp{}), row.time(5), read_count(row, 4), {}};
  if (story.updated && *story.updated <= story.published) story.updated.reset();
  story.copies = read_copies(transaction, row.integer(0), kCopiesShown);
  return story;
}

// From the columns of its beginning, its end, and whether these are days.
std::optional<Event> read_event(const Statement& row, int column) {
  const std::optional<Timestamp> start = row.time(column);
  if (!start) return std::nullopt;
  Event event;
  event.start = *start;
  event.end = row.time(column + 1);
  event.precision = row.integer(column + 2) != 0 ? DatePrecision::Day : DatePrecision::Instant;
  return event;
}

class Selector {
 public:
  Selector(Transaction& transaction, TopicId topic, const TopicSelection& selection)
      : transaction_(transaction), topic_(topic), selection_(selection) {
    if (selection.since) since_ = selection.since->time_since_epoch().count();
    for (const std::string& key : selection.hide) {
      for (Statement row = transaction.query(kStoryOfKey, key); row.next();) hidden_.insert(row.integer(0));
    }
  }

  PageStore::TopicStories run() {
    PageStore::TopicStories page;
    Statement head = transaction_.query(kTopic, topic_);
    if (!head.next()) {
      transaction_.fail_with(Error{Errc::NotFound, "no such topic is stored"});
      return page;
    }
    page.total = static_cast<std::size_t>(head.integer(0));
    page.changed = head.time(1).value_or(Timestamp{});
    page.archives = archives_of(static_cast<std::size_t>(head.integer(2)));
    for (Statement row = transaction_.query(kRetracted, topic_, kRetractionsTold); row.next();) {
      page.retracted.push_back({row.text(0), row.time(1).value_or(Timestamp{}), read_event(row, 2),
                                static_cast<std::uint32_t>(row.integer(5))});
    }
    retract_hidden(page);
    keep_latest(page.retracted);
    if (selection_.since) look_at_age(page);
    for (const std::int64_t story : hidden_) {
      if (transaction_.query(kIsIn, story, topic_, since_).next()) --page.total;
    }
    select(page.stories);
    return page;
  }

 private:
  void look_at_age(PageStore::TopicStories& page) {
    Statement count = transaction_.query(kNewEnough, topic_, since_);
    if (count.next()) page.total = static_cast<std::size_t>(count.integer(0));
    Statement older = transaction_.query(kNewestTooOld, topic_, since_);
    if (older.next()) page.newest_too_old = older.time(0);
  }

  void retract_hidden(PageStore::TopicStories& page) {
    std::map<std::string, RetractionRow> hidden;  // by atom id
    for (Statement row = transaction_.query(kHidden, topic_); row.next();) {
      const std::string key = row.text(0);
      const Timestamp since = row.time(1).value_or(Timestamp{});
      for (Statement story = transaction_.query(kStoryOfKey, key); story.next();) {
        if (!transaction_.query(kIsIn, story.integer(0), topic_, kBeforeAll).next()) continue;
        const std::string atom_id = story.text(2);
        const auto [known, is_first] = hidden.try_emplace(atom_id, RetractionRow{atom_id, since});
        if (!is_first) known->second.since = std::max(known->second.since, since);
        if (is_first) call_off(story, known->second);
      }
    }
    for (auto& [atom_id, retraction] : hidden) page.retracted.push_back(std::move(retraction));
  }

  void call_off(const Statement& story, RetractionRow& retraction) {
    const std::vector<Entry> copies = read_copies(transaction_, story.integer(0), kCopiesShown);
    const Event* event = event_of(copies);
    if (!event) return;
    retraction.event = bare(*event);
    retraction.edits = read_count(story, 4) + 1;
  }

  // One document may bring ten thousand stories that are passed over.
  void select(std::vector<StoryRow>& stories) {
    constexpr std::size_t kMostPassed = 100'000;
    const std::size_t most = selection_.most.value_or(kMostPassed);
    std::size_t passed = 0;
    if (selection_.limit == 0) return;
    for (Statement row = transaction_.query(kNewest, topic_, since_); passed++ < most && row.next();) {
      const std::int64_t story = row.integer(0);
      if (hidden_.contains(story) || !has_room(story) || is_of_full_backlog(row)) continue;
      StoryRow found = read_story(transaction_, row);
      if (selection_.wants && !selection_.wants(found)) continue;
      if (!backlogs_.has_room_for(found)) {
        full_backlogs_.insert({row.integer(3), row.integer(6), found.copies.front().source});
        continue;
      }
      ++of_source_[found.copies.front().source];
      stories.push_back(std::move(found));
      if (stories.size() == selection_.limit) return;
    }
  }

  bool has_room(std::int64_t story) {
    if (!selection_.per_source) return true;
    Statement lead = transaction_.query(kSourceOfLead, story);
    return lead.next() && of_source_[lead.text(0)] < *selection_.per_source;
  }

  // Seen from its columns: nothing is read of the thousands that follow one for which there was no room.
  bool is_of_full_backlog(const Statement& row) {
    const std::int64_t published = row.integer(3);
    const std::int64_t first_seen = row.integer(6);
    const auto other = full_backlogs_.lower_bound({published, first_seen, {}});
    if (other == full_backlogs_.end() || std::get<0>(*other) != published || std::get<1>(*other) != first_seen)
      return false;
    Statement lead = transaction_.query(kSourceOfLead, row.integer(0));
    return lead.next() && full_backlogs_.contains({published, first_seen, lead.text(0)});
  }

  Transaction& transaction_;
  TopicId topic_;
  const TopicSelection& selection_;
  std::int64_t since_ = kBeforeAll;
  std::set<std::int64_t> hidden_;
  std::map<std::string, std::size_t> of_source_;  // shown, by slug
  Backlogs backlogs_;
  std::set<std::tuple<std::int64_t, std::int64_t, std::string>> full_backlogs_;  // published, first seen, source
};

}  // namespace

Result<PageStore::TopicStories> newest(Database& database, TopicId topic, const TopicSelection& selection) {
  Transaction transaction(database, Transaction::Kind::Read);
  PageStore::TopicStories page = Selector(transaction, topic, selection).run();
  return transaction.commit(std::move(page));
}

Result<std::vector<StoryRow>> events(Database& database, TopicId topic, const EventSpan& span) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<StoryRow> found;
  std::set<std::int64_t> seen;
  const Timestamp until = span.until.value_or(Timestamp::max());
  for (Statement row = transaction.query(kEvents, topic, span.since, until); found.size() < span.limit && row.next();) {
    if (seen.insert(row.integer(0)).second) found.push_back(read_story(transaction, row));
  }
  return transaction.commit(std::move(found));
}

Result<std::vector<StoryRow>> stories(Database& database, std::span<const std::string> keys) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<StoryRow> found;
  std::set<std::int64_t> seen;
  for (const std::string& key : keys) {
    for (Statement row = transaction.query(kStoryOfKey, key); row.next();) {
      if (!seen.insert(row.integer(0)).second) continue;
      StoryRow story = read_story(transaction, row);
      if (!story.copies.empty()) found.push_back(std::move(story));
    }
  }
  return transaction.commit(std::move(found));
}

Result<std::optional<EntryRow>> entry(Database& database, std::string_view key) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::optional<EntryRow> found;
  Statement row = transaction.query(kEntryByKey, key);
  if (row.next()) {
    const std::int64_t story = row.integer(1);
    found.emplace();
    found->story_updated = row.time(2);
    found->was_story = transaction.query(kWasStory, key).next();
    if (std::optional<Entry> own = read_entry(transaction, row.integer(0))) found->entry = std::move(*own);
    for (Entry& copy : read_copies(transaction, story, kCopiesShown)) {
      if (copy.key != key) found->others.push_back(std::move(copy));
    }
    for (Statement topic = transaction.query(kTopicsOfStory, story); topic.next();) {
      found->topics.push_back(topic.text(0));
    }
  }
  return transaction.commit(std::move(found));
}

Result<std::optional<Revision>> revision(Database& database, std::string_view key, std::uint32_t number) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::optional<Revision> found;
  for (Statement row = transaction.query(kRevision, key, std::int64_t{number}); row.next();) {
    std::optional<Entry> entry = read_document(transaction, row, 0, key);
    if (!entry) break;
    entry->story = row.text(2);  // by now
    found = Revision{std::move(*entry), row.time(1).value_or(Timestamp{})};
  }
  return transaction.commit(std::move(found));
}

Result<Carriers> carriers(Database& database, std::string_view atom_id) {
  Transaction transaction(database, Transaction::Kind::Read);
  Carriers found;
  const auto add_all = [&](const char* sql) {
    for (Statement row = transaction.query(sql, atom_id); row.next();) {
      found.list.push_back({row.text(0), row.text(1), row.time(2).value_or(Timestamp{})});
    }
  };
  add_all(kCarriers);
  if (found.list.empty()) {
    add_all(kFormerCarrier);
    found.is_part_of_another = !found.list.empty();
  }
  return transaction.commit(std::move(found));
}

Result<FeedHead> head(Database& database, std::string_view slug) {
  Transaction transaction(database, Transaction::Kind::Read);
  FeedHead found;
  for (Statement row = transaction.query(kHead, slug); row.next();) found = read_head(transaction, row, 0, slug);
  return transaction.commit(std::move(found));
}

namespace {

// Counts the entries of one source, which come with their topics one after the other.
class Tally {
 public:
  explicit Tally(const std::set<TopicId>& guarded) : guarded_(guarded) {}

  // Nothing for `topic`: it is in none.
  void add(std::int64_t entry, std::optional<Timestamp> published, std::optional<TopicId> topic) {
    const bool is_open = !topic || !guarded_.contains(*topic);
    if (!is_open) return;
    if (topic) topics_.insert(*topic);
    if (std::exchange(last_, entry) == entry) return;
    ++entries_;
    newest_ = std::max(newest_, published);
  }

  void write_to(Contribution& contribution, const std::map<TopicId, std::string>& slugs) const {
    contribution.entries = entries_;
    contribution.newest = newest_;
    for (const TopicId topic : topics_) contribution.topics.push_back(slugs.at(topic));
    std::ranges::sort(contribution.topics);
  }

 private:
  const std::set<TopicId>& guarded_;
  std::optional<std::int64_t> last_;  // entry that was counted
  std::size_t entries_ = 0;
  std::optional<Timestamp> newest_;
  std::set<TopicId> topics_;
};

}  // namespace

Result<std::vector<Contribution>> contributions(Database& database, const std::set<TopicId>& guarded) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::map<TopicId, std::string> slugs;
  for (Statement row = transaction.query(kTopicSlugs); row.next();) slugs.emplace(row.id<TopicId>(0), row.text(1));
  std::map<std::int64_t, Tally> tallies;  // by source
  for (Statement row = transaction.query(kTopicsOfEntries); row.next();) {
    const auto topic = row.is_null(3) ? std::nullopt : std::optional(row.id<TopicId>(3));
    tallies.try_emplace(row.integer(0), guarded).first->second.add(row.integer(1), row.time(2), topic);
  }
  std::vector<Contribution> list;
  for (Statement row = transaction.query(kEnabled); row.next();) {
    Contribution& contribution = list.emplace_back();
    contribution.slug = row.text(1);
    contribution.head = read_head(transaction, row, 2, contribution.slug);
    contribution.state = static_cast<SourceState>(row.integer(3));
    contribution.last_success = row.time(4);
    const auto tally = tallies.find(row.integer(0));
    if (tally != tallies.end()) tally->second.write_to(contribution, slugs);
  }
  return transaction.commit(std::move(list));
}

Result<std::vector<Entry>> entries(Database& database, const EntryFilter& filter) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<Entry> list;
  for (Statement row = select(transaction, filter); row.next();) {
    if (std::optional<Entry> entry = read_entry(transaction, row.integer(0))) list.push_back(std::move(*entry));
  }
  return transaction.commit(std::move(list));
}

}  // namespace commonplace::store::sqlite
