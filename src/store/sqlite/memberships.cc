#include "store/sqlite/memberships.h"

#include <algorithm>

#include "store/records.h"
#include "store/sqlite/shared_statements.h"
#include "store/sqlite/story_changes.h"

namespace commonplace::store::sqlite {
namespace {

// A topic may have been removed while the poll was under way: then nothing is inserted.
constexpr const char* kAddEntry =
    "INSERT OR IGNORE INTO topic_entry (entry_id, topic_id) SELECT ?1, id FROM topic WHERE id = ?2";
constexpr const char* kAddStory =
    "INSERT OR IGNORE INTO topic_story (topic_id, published, first_seen, position, key, story_id)"
    " SELECT ?1, published, first_seen, position, key, id FROM story WHERE id = ?2";
constexpr const char* kRemoveEntry = "DELETE FROM topic_entry WHERE entry_id = ?1 AND topic_id = ?2";
// CROSS JOIN keeps this order: a story has a few copies, a topic thousands of entries.
constexpr const char* kRemoveStory =
    "DELETE FROM topic_story WHERE story_id = ?2 AND topic_id = ?1 AND NOT EXISTS"
    " (SELECT 1 FROM entry CROSS JOIN topic_entry ON topic_entry.entry_id = entry.id"
    "  WHERE entry.story_id = ?2 AND topic_entry.topic_id = ?1)";
// Of a list of rows as a JSON array, ?2.
constexpr const char* kAddEntries =
    "INSERT OR IGNORE INTO topic_entry (entry_id, topic_id)"
    " SELECT entry.id, topic.id FROM json_each(?2) CROSS JOIN entry ON entry.id = value CROSS JOIN topic ON topic.id = "
    "?1";
constexpr const char* kAddStories =
    "INSERT OR IGNORE INTO topic_story (topic_id, published, first_seen, position, key, story_id)"
    " SELECT topic.id, story.published, story.first_seen, story.position, story.key, story.id FROM json_each(?2)"
    " CROSS JOIN entry ON entry.id = value CROSS JOIN story ON story.id = entry.story_id"
    " CROSS JOIN topic ON topic.id = ?1";
constexpr const char* kRemoveEntries =
    "DELETE FROM topic_entry WHERE entry_id IN (SELECT value FROM json_each(?2)) AND topic_id = ?1";
// '+' keeps the planner from walking through all stories of the topic.
constexpr const char* kRemoveStories =
    "DELETE FROM topic_story WHERE +topic_id = ?1 AND story_id IN"
    " (SELECT story_id FROM json_each(?2) CROSS JOIN entry ON entry.id = value) AND NOT EXISTS"
    " (SELECT 1 FROM entry CROSS JOIN topic_entry ON topic_entry.entry_id = entry.id"
    "  WHERE entry.story_id = topic_story.story_id AND topic_entry.topic_id = ?1)";
constexpr const char* kDropStory = "DELETE FROM topic_story WHERE topic_id = ?1 AND story_id = ?2";
constexpr const char* kCountStory = "UPDATE topic SET stories = stories + ?2 WHERE id = ?1";
constexpr const char* kTopicsOfEntry =
    "SELECT topic_id FROM topic_entry JOIN topic ON topic.id = topic_id WHERE entry_id = ?1 AND NOT gone";
constexpr const char* kTopicsOfStory = "SELECT topic_id FROM topic_story WHERE story_id = ?1";
constexpr const char* kTopicsOfCopies =
    "SELECT DISTINCT topic_entry.topic_id FROM entry CROSS JOIN topic_entry ON topic_entry.entry_id = entry.id"
    " WHERE entry.story_id = ?1";
constexpr const char* kTopicsOfSource =
    "SELECT DISTINCT topic_story.topic_id FROM entry JOIN topic_story ON topic_story.story_id = entry.story_id"
    " WHERE entry.source_id = ?1";
constexpr const char* kRetract =
    "INSERT OR REPLACE INTO retraction (topic_id, atom_id, since, published, starts, ends, whole_days, edits)"
    " SELECT ?1, atom_id, ?3, story.published, starts, ends, coalesce(whole_days, 0), iif(starts IS NULL, 0, "
    "story.edits + 1)"
    " FROM story LEFT JOIN entry ON entry.id = ?4 LEFT JOIN entry_event ON entry_event.entry_id = ?4"
    " WHERE story.id = ?2";
// Before a change of its rule takes these out of the topic: the newest, which its readers may have.
constexpr const char* kRetractStories =
    "INSERT OR REPLACE INTO retraction (topic_id, atom_id, since, published)"
    " SELECT ?1, atom_id, ?3, story.published FROM topic_story JOIN story ON story.id = story_id"
    " WHERE +topic_id = ?1 AND story_id IN"
    " (SELECT story_id FROM json_each(?2) CROSS JOIN entry ON entry.id = value) AND NOT EXISTS"
    " (SELECT 1 FROM entry CROSS JOIN topic_entry ON topic_entry.entry_id = entry.id"
    "  WHERE entry.story_id = topic_story.story_id AND topic_entry.topic_id = ?1)"
    " ORDER BY story.published DESC LIMIT ?4";
constexpr const char* kAllBack =
    "SELECT story.id FROM retraction CROSS JOIN story ON story.atom_id = retraction.atom_id"
    " CROSS JOIN topic_story ON topic_story.story_id = story.id AND topic_story.topic_id = ?1"
    " WHERE retraction.topic_id = ?1";
constexpr const char* kHasRetractions = "SELECT 1 FROM retraction LIMIT 1";
constexpr const char* kTakeBack =
    "DELETE FROM retraction WHERE topic_id = ?1 AND atom_id = (SELECT atom_id FROM story WHERE id = ?2)";
// A clock that was set back must not make a feed look older than what readers have.
constexpr const char* kTouch = "UPDATE topic SET changed = max(changed, ?2) WHERE id = ?1";

// Those of one transaction in the order of their dates. ?2: the stories, as a JSON array.
constexpr const char* kLogJoined =
    "INSERT INTO topic_joined (topic_id, place, key)"
    " SELECT ?1, topic.joined - 1 + row_number() OVER (ORDER BY new.published, new.first_seen, new.position DESC,"
    " new.key DESC), new.key FROM topic CROSS JOIN json_each(?2) CROSS JOIN topic_story AS new"
    " ON new.story_id = json_each.value AND new.topic_id = ?1 WHERE topic.id = ?1"
    " AND NOT EXISTS (SELECT 1 FROM topic_joined WHERE topic_id = ?1 AND key = new.key)";
constexpr const char* kLogAllJoined =
    "INSERT INTO topic_joined (topic_id, place, key)"
    " SELECT ?1, topic.joined - 1 + row_number() OVER (ORDER BY new.published, new.first_seen, new.position DESC,"
    " new.key DESC), new.key FROM topic CROSS JOIN topic_story AS new ON new.topic_id = ?1 WHERE topic.id = ?1"
    " AND NOT EXISTS (SELECT 1 FROM topic_joined WHERE topic_id = ?1 AND key = new.key)";
constexpr const char* kCountJoined = "UPDATE topic SET joined = joined + ?2 WHERE id = ?1";

std::string json_array(std::span<const std::int64_t> numbers) {
  std::string text = "[";
  for (const std::int64_t number : numbers) (text += text.size() > 1 ? "," : "") += std::to_string(number);
  return text + "]";
}

}  // namespace

void Memberships::add(TopicId topic, std::int64_t entry, std::int64_t story) {
  transaction_.execute(kAddEntry, entry, topic);
  if (transaction_.changes() == 0) return;
  if (!add_story(topic, story)) return;
  transaction_.execute(kCountStory, topic, 1);
  touch(topic);
}

// False where it was there.
bool Memberships::add_story(TopicId topic, std::int64_t story) {
  transaction_.execute(kAddStory, topic, story);
  if (transaction_.changes() == 0) return false;
  joined_[topic].push_back(story);
  if (!has_retractions_) has_retractions_ = transaction_.query(kHasRetractions).next();
  if (*has_retractions_) take_back(topic, story);
  return true;
}

void Memberships::take_back(TopicId topic, std::int64_t story) {
  constexpr std::int64_t kChanges = 2;  // it left, which calendars were told of as one change, and is back
  transaction_.execute(kTakeBack, topic, story);
  if (transaction_.changes() > 0) change(story, kChanges);
}

void Memberships::retract(TopicId topic, std::int64_t story) {
  if (leaving_ == Leaving::Quiet) return;
  transaction_.execute(kRetract, topic, story, now_, called_off_);
  has_retractions_ = true;
}

void Memberships::remove(TopicId topic, std::int64_t entry, std::int64_t story) {
  transaction_.execute(kRemoveEntry, entry, topic);
  if (transaction_.changes() == 0) return;
  transaction_.execute(kRemoveStory, topic, story);
  if (transaction_.changes() == 0) return;
  retract(topic, story);
  transaction_.execute(kCountStory, topic, -1);
  touch(topic);
}

void Memberships::add_all(TopicId topic, std::span<const std::int64_t> entries) {
  if (entries.empty()) return;
  const std::string list = json_array(entries);
  transaction_.execute(kAddEntries, topic, list);
  transaction_.execute(kAddStories, topic, list);
  if (transaction_.changes() > 0) many_joined_.insert(topic);
  count(topic, transaction_.changes());
  std::vector<std::int64_t> back;
  for (Statement row = transaction_.query(kAllBack, topic); row.next();) back.push_back(row.integer(0));
  for (const std::int64_t story : back) take_back(topic, story);
}

void Memberships::remove_all(TopicId topic, std::span<const std::int64_t> entries) {
  if (entries.empty()) return;
  const std::string list = json_array(entries);
  transaction_.execute(kRemoveEntries, topic, list);
  transaction_.execute(kRetractStories, topic, list, now_, kRetractionsTold);
  transaction_.execute(kRemoveStories, topic, list);
  count(topic, -transaction_.changes());
}

void Memberships::count(TopicId topic, std::int64_t stories) {
  if (stories == 0) return;
  transaction_.execute(kCountStory, topic, stories);
  touch(topic);
}

void Memberships::set(std::int64_t entry, std::int64_t story, std::span<const TopicId> topics) {
  std::vector<TopicId> gone;
  for (Statement row = transaction_.query(kTopicsOfEntry, entry); row.next();) {
    const auto topic = row.id<TopicId>(0);
    if (std::find(topics.begin(), topics.end(), topic) == topics.end()) gone.push_back(topic);
  }
  for (const TopicId topic : topics) add(topic, entry, story);
  for (const TopicId topic : gone) remove(topic, entry, story);
}

void Memberships::call_off(std::int64_t entry, std::int64_t story) {
  called_off_ = entry;
  set(entry, story, {});
  called_off_.reset();
}

void Memberships::move_story(std::int64_t from, std::int64_t to) {
  std::vector<TopicId> topics;
  for (Statement row = transaction_.query(kTopicsOfStory, from); row.next();) topics.push_back(row.id<TopicId>(0));
  for (const TopicId topic : topics) {
    transaction_.execute(kDropStory, topic, from);
    retract(topic, from);
    if (!add_story(topic, to)) transaction_.execute(kCountStory, topic, -1);
    touch(topic);
  }
}

void Memberships::settle(std::int64_t story) {
  std::vector<TopicId> before;
  for (Statement row = transaction_.query(kTopicsOfStory, story); row.next();) before.push_back(row.id<TopicId>(0));
  for (const TopicId topic : before) {
    transaction_.execute(kRemoveStory, topic, story);
    if (transaction_.changes() > 0) {
      retract(topic, story);
      transaction_.execute(kCountStory, topic, -1);
    }
    touch(topic);
  }
  std::vector<TopicId> now;
  for (Statement row = transaction_.query(kTopicsOfCopies, story); row.next();) now.push_back(row.id<TopicId>(0));
  for (const TopicId topic : now) {
    if (add_story(topic, story)) transaction_.execute(kCountStory, topic, 1);
    touch(topic);
  }
}

void Memberships::change(std::int64_t story, std::int64_t changes) {
  count_changes(transaction_, story, changes, now_);
  touch_topics_of_story(story);
}

void Memberships::touch_topics_of_story(std::int64_t story) {
  for (Statement row = transaction_.query(kTopicsOfStory, story); row.next();) touch(row.id<TopicId>(0));
}

void Memberships::touch_topics_of_entry(std::int64_t entry) {
  for (Statement row = transaction_.query(kStoryOfEntry, entry); row.next();) touch_topics_of_story(row.integer(0));
}

void Memberships::touch_topics_of_source(SourceId source) {
  for (Statement row = transaction_.query(kTopicsOfSource, source); row.next();) touch(row.id<TopicId>(0));
}

void Memberships::log_joined() {
  for (const auto& [topic, stories] : joined_) {
    if (many_joined_.contains(topic)) continue;
    transaction_.execute(kLogJoined, topic, json_array(stories));
    transaction_.execute(kCountJoined, topic, transaction_.changes());
  }
  for (const TopicId topic : many_joined_) {
    transaction_.execute(kLogAllJoined, topic);
    transaction_.execute(kCountJoined, topic, transaction_.changes());
  }
}

std::vector<TopicId> Memberships::finish() {
  log_joined();
  for (const TopicId topic : touched_) transaction_.execute(kTouch, topic, now_);
  return {touched_.begin(), touched_.end()};
}

}  // namespace commonplace::store::sqlite
