// Which entries, and so which stories, are in which topics, within one transaction.
//
// A story is in a topic as long as one of its copies is. A topic is touched when a story joins or leaves it, or when
// what is shown of one of its stories changed; only then does its `changed` move. What leaves a topic is retracted: its
// readers are told (RFC 6721), until it comes back. What joins one is written down, once, for its archives.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

class Memberships {
 public:
  // Quiet: what leaves was shown long ago, and nobody is told.
  enum class Leaving { Retracted, Quiet };

  Memberships(Transaction& transaction, Timestamp now, Leaving leaving = Leaving::Retracted)
      : transaction_(transaction), now_(now), leaving_(leaving) {}

  Timestamp now() const { return now_; }

  void add(TopicId topic, std::int64_t entry, std::int64_t story);
  void remove(TopicId topic, std::int64_t entry, std::int64_t story);
  // Many at once; rows that no entry has are passed over.
  void add_all(TopicId topic, std::span<const std::int64_t> entries);
  void remove_all(TopicId topic, std::span<const std::int64_t> entries);
  // Makes the entry's topics exactly these.
  void set(std::int64_t entry, std::int64_t story, std::span<const TopicId> topics);

  // Takes the entry out of all its topics, because its publisher did: what it announces does not take place.
  void call_off(std::int64_t entry, std::int64_t story);

  // A reader of these topics sees something different from now on.
  void touch(TopicId topic) { touched_.insert(topic); }
  // The topics of one story become those of another too, which takes its place in them.
  void move_story(std::int64_t from, std::int64_t to);
  // After copies came or went: the story is in the topics of those that it has.
  void settle(std::int64_t story);
  // Readers see the story otherwise, though no publisher edited it: a copy was taken away, or it came back.
  void change(std::int64_t story, std::int64_t changes = 1);
  void touch_topics_of_story(std::int64_t story);
  void touch_topics_of_entry(std::int64_t entry);  // those of its story
  void touch_topics_of_source(SourceId source);

  // Records when the touched topics changed, and names them.
  std::vector<TopicId> finish();

 private:
  void count(TopicId topic, std::int64_t stories);
  void log_joined();
  bool add_story(TopicId topic, std::int64_t story);
  void take_back(TopicId topic, std::int64_t story);
  void retract(TopicId topic, std::int64_t story);

  Transaction& transaction_;
  Timestamp now_;
  Leaving leaving_;
  std::optional<std::int64_t> called_off_;  // entry
  std::optional<bool> has_retractions_;     // any, of whatever topic
  std::set<TopicId> touched_;
  std::map<TopicId, std::vector<std::int64_t>> joined_;  // stories
  std::set<TopicId> many_joined_;                        // whoever is in these topics may have
};

}  // namespace commonplace::store::sqlite
