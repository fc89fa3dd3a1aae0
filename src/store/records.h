// Rows as values: what goes into the store in one transaction, and what comes back.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commonplace/dedup.h"
#include "commonplace/entry.h"
#include "commonplace/feed.h"
#include "commonplace/source.h"
#include "commonplace/time.h"
#include "commonplace/topic.h"

namespace commonplace::store {

// A source whose time has come. Its next poll was moved ahead by the lease before it was handed out.
struct DueSource {
  SourceId id{};
  std::string slug;
  std::string adopted_url;  // where a permanent move took it; empty: the configured URL
  RefreshHistory history;
  bool put_off = false;   // it was due before, and was told to come back now
  Timestamp next_poll{};  // as it was before it was claimed
  std::string next_poll_reason{};
};

// Which sources are meant: those that are read from this machine, those that are asked over the network.
enum class Reach { Any, Files, Network };

struct Claim {
  Timestamp now;
  std::size_t limit = 64;
  Reach reach = Reach::Any;
  std::chrono::seconds lease{120};  // after a crash the source is due again this much later
};

// A source that was claimed but cannot be asked before `until`: its host is busy, or does not want to be asked.
struct PutOff {
  SourceId source{};
  Timestamp until;
  std::string reason;
};

// What resume() does with the sources that became due while nobody polled.
struct Resume {
  Timestamp now;
  std::chrono::seconds grace{300};         // a source that is due for no longer than this keeps its time
  std::chrono::milliseconds spacing{100};  // between two of them
  std::chrono::seconds longest{3600};      // all of them
};

struct Resumed {
  std::size_t spread = 0;              // sources that were overdue
  std::chrono::seconds moved_back{0};  // of all times, where the clock had been ahead
};

// One poll, or several in a row that all said the same and brought nothing: most do, and a history that lists each of
// them tells little.
struct PollRun {
  Timestamp first;
  Timestamp last;
  int polls = 1;
  int http_status = 0;       // 0: no HTTP answer
  std::size_t inserted = 0;  // entries new to the store
  std::size_t revised = 0;
  std::chrono::milliseconds took{0};  // the longest of them
  std::string message;                // why they failed; empty where they did not

  friend bool operator==(const PollRun&, const PollRun&) = default;
};

// A source's history ends here; what is older is forgotten.
constexpr std::size_t kRunsKept = 50;

// What the operator was last told of a source, so that nothing is told twice.
struct Told {
  SourceState state = SourceState::Ok;  // well, or what is wrong with it
  std::string adopted_url;              // where it has moved to

  friend bool operator==(const Told&, const Told&) = default;
};

// A document as it came, for a better parser to read again.
struct Original {
  Timestamp fetched;
  std::string url;           // the base of its links
  std::string content_type;  // as the server said
  std::string document;      // compressed (store/compressed.h)

  friend bool operator==(const Original&, const Original&) = default;
};

// Of each source the last documents that brought something.
constexpr std::size_t kOriginalsKept = 3;

// One poll's outcome, committed whole or not at all.
struct RefreshCommit {
  SourceId source{};
  Timestamp now;
  RefreshHistory history;
  bool learned_nothing = false;  // the history is what was claimed, but for last_poll and last_success
  Timestamp next_poll;
  std::string next_poll_reason;            // for `explain`: "interval 1h, lengthened by ttl"
  std::optional<std::string> adopted_url;  // set where a permanent move is adopted; "" gives it up
  std::chrono::milliseconds took{0};
  const Feed* feed = nullptr;  // not owned; null where nothing new was read
  bool is_partial = false;     // `feed` is only what is new of what the source lists (RFC 3229)
  Delta delta;
  std::vector<std::vector<TopicId>> topics;  // per entry of `feed`
  const Original* original = nullptr;        // what `feed` was read from; not owned, null: not to be kept
};

// Kept documents, read again: what that makes of the entries that they brought.
struct Reading {
  SourceId source{};
  const Feed* feed = nullptr;                // not owned
  Delta delta;                               // as reconciled with what is stored
  std::vector<std::vector<TopicId>> topics;  // per entry of `feed`
};

// A stored entry before and after its document was read again.
struct Amendment {
  Entry before;
  Entry after;
};

struct Amended {
  std::vector<Amendment> amendments;
  std::vector<TopicId> touched;  // topics whose published state changed
};

// What happened to an entry, a story or the configuration.
enum class Happening { Added, Edited, Merged, Retracted, Reconfigured };

struct JournalRow {
  Happening what = Happening::Added;
  Timestamp when;
  std::string key;     // of the entry or story; of a change of the configuration, its number
  std::string source;  // slug
  std::string title;
  std::string detail;  // Edited: the revision that it became; Merged: key of the older story; Retracted: why, and
                       // where the operator hides it, the topic; Reconfigured: what changed

  friend bool operator==(const JournalRow&, const JournalRow&) = default;
};

struct ApplyOutcome {
  std::size_t inserted = 0;
  std::size_t revised = 0;
  std::size_t withdrawn = 0;
  std::vector<TopicId> touched;  // topics whose published state changed
};

// A source as listings show it.
struct SourceRow {
  SourceId id{};
  std::string slug;
  std::string url;
  std::string adopted_url;
  FeedHead head;  // as last read
  RefreshHistory history;
  std::optional<Timestamp> next_poll;
  std::string next_poll_reason;
  Told told;
  IdQuality id_quality;
  std::size_t entries = 0;
};

// What can be measured of an enabled source without reading much.
struct SourceGauge {
  std::string slug;
  SourceState state = SourceState::New;
  int failures = 0;
  std::optional<Timestamp> last_success;
  Timestamp next_poll;
  std::string adopted_url;
  Told told;
};

// A story that a topic had and has no more: left out, withdrawn, or one with an older story since. Not one that was
// pruned.
struct RetractionRow {
  std::string atom_id;
  Timestamp since;
  std::optional<Event> event = {};  // that it announced, where its publisher withdrew it or the operator hides it
  std::uint32_t edits = 0;

  friend bool operator==(const RetractionRow&, const RetractionRow&) = default;
};

// A topic tells of so many, the latest.
constexpr std::size_t kRetractionsTold = 50;

// A topic's archive documents hold so many stories each, in the order in which these joined it. One is complete once
// there is a next.
constexpr std::size_t kArchiveStories = 50;
constexpr std::size_t archives_of(std::size_t joined) { return (joined + kArchiveStories - 1) / kArchiveStories; }

struct ArchiveName {
  TopicId topic{};
  std::size_t number = 0;  // from 1

  friend bool operator==(const ArchiveName&, const ArchiveName&) = default;
};

// A story that joined a topic once, whether it is still in it or not.
struct JoinedStory {
  std::string key;
  std::string atom_id;                 // empty where nothing is left of it
  std::optional<Timestamp> retracted;  // since it was withdrawn, or became part of another; the epoch: nobody knows
};

struct ArchiveRow {
  std::vector<JoinedStory> stories;
  std::string kept;        // the document that was made of them when they were complete; empty before that
  std::size_t newest = 0;  // number of the topic's newest; 0 where there is none
};

// What readers see of the configuration, as digests: what every page shows of the service and of who may read what, and
// all of it.
struct Appearance {
  std::uint64_t site = 0;
  std::uint64_t whole = 0;
};

struct TopicRow {
  TopicId id{};
  std::string slug;
  std::size_t stories = 0;
  Timestamp changed;
};

// What an enabled source has brought. An entry that is only in topics which are not for everybody does not count.
struct Contribution {
  std::string slug;
  FeedHead head;  // as last read
  SourceState state = SourceState::New;
  std::optional<Timestamp> last_success;
  std::optional<Timestamp> newest;  // when the latest was published, or first seen where that was before
  std::size_t entries = 0;
  std::vector<std::string> topics;  // slugs of those that have any of them

  friend bool operator==(const Contribution&, const Contribution&) = default;
};

using Slugs = std::set<std::string, std::less<>>;

// What the store remembers not to be for everybody, whatever the configuration says or has forgotten by now: topics
// that asked for tokens and are gone, with what was in them; and sources that only such topics took.
struct Guarded {
  std::set<TopicId> topics;
  Slugs sources;

  friend bool operator==(const Guarded&, const Guarded&) = default;
};

struct EntryFilter {
  std::string topic;   // slug; empty: all
  std::string source;  // slug; empty: all
  std::optional<Timestamp> since;
  std::optional<std::size_t> limit;
};

// The source's tags, by slug: what `tag:` in a query means.
using SourceTags = std::map<std::string, std::vector<std::string>, std::less<>>;

struct SearchRequest {
  Query query;
  SourceTags tags;
  EntryFilter filter;  // its limit is how many entries are returned
  std::string type;    // as entries spell it; empty: all
  std::size_t offset = 0;
  std::set<TopicId> guarded;             // what is found in these topics only is left out, and they are not counted
  Slugs guarded_sources;                 // what comes from these is left out
  enum class Order { Relevance, Date };  // Date: that of all listings
  Order order = Order::Relevance;
  // So many entries that may match are looked at, those that came last. Nothing: all, those that wait to be indexed
  // among them, however long it takes.
  std::optional<std::size_t> most;
  std::optional<std::chrono::milliseconds> patience;  // error TimedOut where it takes longer
};

struct SearchResult {
  std::vector<Entry> entries;
  std::size_t total = 0;    // that match
  bool is_total = true;     // false: at least so many; what came before the last `most` was not looked at
  std::size_t stories = 0;  // that these entries are copies of; counted only where there is no `most`
  std::map<std::string, std::size_t> by_source;  // slugs; of all that match
  std::map<std::string, std::size_t> by_type;
  std::map<std::string, std::size_t> by_topic;  // slugs; an entry may be in several topics, or in none
};

// Events that end from one moment to before another. A day counts as its first moment in UTC.
struct EventSpan {
  Timestamp since;
  std::optional<Timestamp> until = std::nullopt;
  std::size_t limit = 100;
};

// The best copies of a story; more are not shown anywhere.
constexpr std::size_t kCopiesShown = 50;

// A story of a topic with its stored copies, the leading one first, at most kCopiesShown.
struct StoryRow {
  std::string key;
  std::string atom_id;
  Timestamp published;               // of the copy that was stored first, whoever leads
  std::optional<Timestamp> updated;  // when it last changed, where that was after `published`
  std::uint32_t edits = 0;           // how often a copy was edited, joined, was taken away or came back; it never falls
  std::vector<Entry> copies;
};

// Who brought a story: first the copy that it has its key and its id from, then the others in the order in which they
// were first seen. What was withdrawn is among them. Of a story that is part of another by now the first is known.
struct Carriers {
  struct Carrier {
    std::string key;
    std::string source;  // slug
    Timestamp first_seen;

    friend bool operator==(const Carrier&, const Carrier&) = default;
  };
  std::vector<Carrier> list;
  bool is_part_of_another = false;
};

// What is shown of a topic's stories.
struct TopicSelection {
  std::size_t limit = 20;
  std::optional<Timestamp> since = std::nullopt;         // published later than this
  std::optional<std::size_t> per_source = std::nullopt;  // at most so many that are led by copies of one source
  std::vector<std::string> hide = {};                    // keys of entries: a story with such a copy is left out
  std::function<bool(const StoryRow&)> wants = {};       // others are left out, where there is one
  std::optional<std::size_t> most = std::nullopt;        // so many are looked at
};

// What readers saw of an entry before an edit.
struct Revision {
  Entry entry;
  Timestamp replaced;
};

// An entry with its story, for its own page.
struct EntryRow {
  Entry entry;
  std::optional<Timestamp> story_updated;  // when its story last changed
  bool was_story = false;                  // of which it was the first copy, before that became one with an older one
  std::vector<Entry> others;               // other copies of its story
  std::vector<std::string> topics;         // slugs its story is in
};

}  // namespace commonplace::store
