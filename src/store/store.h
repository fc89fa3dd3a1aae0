// The store's ports, by consumer. Every implementation passes tests/store/contract.
//
// Calls block; they belong on the writer pool (RefreshStore, CatalogStore's writers) or a reader pool. An object is
// used by one thread at a time. All times come from the caller.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/result.h"
#include "commonplace/topic.h"
#include "dedup/story.h"
#include "dedup/withdrawal.h"
#include "store/records.h"
#include "topic/tree.h"

namespace commonplace::store {

// When what was written must be on the disk. Later: a power cut may undo it, which a killed process does not.
enum class Sync { Now, Later };

// What polling needs.
class RefreshStore {
 public:
  virtual ~RefreshStore() = default;

  // The sources that are due, earliest first, their next poll moved to now + lease in the same transaction.
  virtual Result<std::vector<DueSource>> claim_due(const Claim& claim) = 0;
  // The named sources, whatever their schedule; unknown or disabled slugs are left out.
  virtual Result<std::vector<DueSource>> claim(std::span<const std::string> slugs, const Claim& claim) = 0;
  // When the next of these sources will be due; nothing where none is enabled.
  virtual Result<std::optional<Timestamp>> next_due(Reach reach) = 0;

  // Claimed sources that are not polled after all: they are due at another time, and then say that they were put off.
  virtual Result<bool> put_off(std::span<const PutOff> sources) = 0;
  // To be called before the first claim, and whenever the clock was set or the machine slept. Times of polls to come
  // that lie in the future because the clock was ahead move back with it, and every stored time becomes no later than
  // now. What is overdue is spread over the time to come, instead of being due at once; sources that were never polled
  // stay as they are.
  virtual Result<Resumed> resume(const Resume& resume) = 0;

  // The page that the source's feed, as last read, belongs to; empty where it named none.
  virtual Result<std::string> homepage(SourceId source) = 0;

  // This source's stored identities among the feed's entries.
  virtual Result<Known> known(SourceId source, const Feed& feed) = 0;
  // For each of these an entry of another source that says the same, letter for letter, and is comparable; nothing
  // where there is none.
  virtual Result<std::vector<std::optional<dedup::Twin>>> twins(SourceId source,
                                                                std::span<const dedup::TwinSearch> searches,
                                                                Timestamp now) = 0;
  // Of every source, the comparable entries whose sketches share the most with each of these, at most
  // dedup::kMostCandidates of each; an empty sketch has none. `take` gets them for one search after the other, and must
  // not call the store. So that a hostile document does not have everything read, it gets none once they are many.
  using TakeAlike = std::function<void(std::size_t search, std::span<const Entry> entries)>;
  virtual Result<bool> alike(std::span<const dedup::CopySearch> searches, Timestamp now, const TakeAlike& take) = 0;
  // Everything that is stored of the source, by name.
  virtual Result<std::vector<dedup::StoredName>> names(SourceId source) = 0;
  // The poll's entries, stories, memberships, validators and schedule in one transaction. Changes that are stored by
  // now are not made again, topics that are gone are ignored. Error: NotFound for an unknown source. Without a feed, a
  // move and a hold it is on the disk later, as are claims: the next poll brings it again.
  virtual Result<ApplyOutcome> commit(const RefreshCommit& commit) = 0;

  // Takes these entries out of the store, for good, and leaves a tombstone of each: it does not come back, and its key
  // is not given away. Keys that no entry has are passed over. Returns the topics that lost something.
  virtual Result<std::vector<TopicId>> bury(std::span<const std::string> keys, TombstoneReason why, Timestamp now) = 0;

  // The operator has been told this of the source.
  virtual Result<bool> remember_told(SourceId source, const Told& told) = 0;

  // Makes one transaction of the calls of this object that `calls` makes. Error: one of those that write failed, or
  // the commit did; then nothing of them is stored, whatever they returned. `sync` is for all of them.
  virtual Result<bool> together(const std::function<void()>& calls, Sync sync) = 0;
};

// What the configuration needs.
class CatalogStore {
 public:
  virtual ~CatalogStore() = default;

  // Makes the stored sources those of the configuration: new ones are due at once, changed ones too and without
  // validators, absent ones become disabled. Fills in the ids. Returns whether anything changed.
  virtual Result<bool> sync_sources(std::span<Source> sources, Timestamp now) = 0;
  // The same for topics, after the sources; absent ones are removed, but for what `guarded` tells of. Returns the ids
  // of those whose rule changed (or the tags it names) and of new ones: the caller rematches them, and they are named
  // again until it has.
  virtual Result<std::vector<TopicId>> sync_topics(std::span<Topic> topics, Timestamp now) = 0;

  // Where the appearance is another than at the last call, it is so since `now`, and with that of the site every topic
  // has changed. Returns since when; the epoch where it never was another.
  virtual Result<Timestamp> sync_appearance(const Appearance& appearance, Timestamp now) = 0;
  virtual Result<Timestamp> appearance_since() = 0;

  // Stored entries in batches by row, for rematching: `after` is 0 at first, then the last row of the batch. All of
  // them, or those that `look_up` does not know, because they are new or were edited since they were indexed.
  struct RematchRow {
    std::int64_t row = 0;
    Entry entry;
  };
  enum class Among { All, NotIndexed };
  virtual Result<std::vector<RematchRow>> rematch_batch(std::int64_t after, std::size_t limit, Among among) = 0;
  // The rows of entries that the query matches, as the full-text index has it, in ascending order; and of those of
  // which it cannot tell. `tags` are what `tag:` means.
  struct LookedUp {
    std::vector<std::int64_t> matching;
    std::vector<std::int64_t> doubtful;
  };
  virtual Result<LookedUp> look_up(const topic::QueryNode& query, const SourceTags& tags) = 0;
  // The entries of these rows, as far as they are still there.
  virtual Result<std::vector<RematchRow>> rematch_rows(std::span<const std::int64_t> rows) = 0;
  // Makes the topics' entries exactly these, in one transaction: they have been rematched, and whoever reads them sees
  // all of it or nothing. Rows that are gone are passed over. Returns the topics that gained or lost a story.
  struct Members {
    TopicId topic{};
    std::vector<std::int64_t> rows;  // in ascending order
  };
  virtual Result<std::vector<TopicId>> set_members(std::span<const Members> members, Timestamp now) = 0;

  // Makes the stories what the operator says, now and whatever comes later; what was said before and is not repeated
  // holds no more, but parts or joins nothing by itself. Copies that are parted take those with them that they are most
  // alike. Keys that no entry has are passed over. Returns the topics whose stories changed.
  virtual Result<std::vector<TopicId>> rule_stories(const StoryRulings& rulings, Timestamp now) = 0;

  virtual Result<Guarded> guarded() = 0;
  // Sources that only topics with tokens take are guarded from now on, until they are among the open ones.
  virtual Result<bool> guard_sources(const Slugs& guarded, const Slugs& open) = 0;

  virtual Result<std::vector<SourceRow>> sources() = 0;
  virtual Result<std::optional<SourceRow>> source(std::string_view slug) = 0;
  // How its last polls went, the newest first, at most kRunsKept.
  virtual Result<std::vector<PollRun>> polls(SourceId source) = 0;
  virtual Result<std::vector<SourceGauge>> gauges() = 0;  // of the enabled ones, by slug
  virtual Result<std::vector<TopicRow>> topics() = 0;

  // The last good text of each drop-in, by file name. `keep_dropins` replaces them all.
  virtual Result<std::map<std::string, std::string>> last_good_dropins() = 0;
  virtual Result<bool> keep_dropins(const std::map<std::string, std::string>& good) = 0;
};

// What publishing and the listing commands need. Read-only.
class PageStore {
 public:
  virtual ~PageStore() = default;

  struct TopicStories {
    std::vector<RetractionRow> retracted;  // the latest first, at most kRetractionsTold
    std::vector<StoryRow> stories;         // published descending, then first_seen descending, then position, then key
    std::size_t total = 0;                 // neither too old nor hidden
    std::size_t archives = 0;              // documents of those that ever joined it
    Timestamp changed;
    std::optional<Timestamp> newest_too_old;  // when the newest was published that is too old
  };
  // The newest stories of a topic, each with all its copies, by the priority of their sources, then earliest. Only the
  // newest hundred thousand are looked at. Error: NotFound.
  virtual Result<TopicStories> newest(TopicId topic, const TopicSelection& selection) = 0;
  // The stories of the topic that announce, in any copy, an event in that span, the one that ends first before others.
  virtual Result<std::vector<StoryRow>> events(TopicId topic, const EventSpan& span) = 0;
  // The stories of these entries, in the order of the keys, each once; keys that no entry has are passed over.
  virtual Result<std::vector<StoryRow>> stories(std::span<const std::string> keys) = 0;
  virtual Result<std::optional<EntryRow>> entry(std::string_view key) = 0;
  // The entry as it was in an earlier revision; nothing where it never was, or is so now.
  virtual Result<std::optional<Revision>> revision(std::string_view key, std::uint32_t number) = 0;
  // What is left of an entry that was taken away.
  virtual Result<std::optional<Tombstone>> tombstone(std::string_view key) = 0;
  // Of the story that feeds know by this id; nothing where no story is left that has it, or had it.
  virtual Result<Carriers> carriers(std::string_view atom_id) = 0;
  // What a source last said of itself; an empty head where it never answered, or is not stored.
  virtual Result<FeedHead> head(std::string_view slug) = 0;
  // In the order of `newest`. A topic's are the entries that its rule selects, other copies of their stories not.
  // Error: NotFound for a slug that nothing has.
  virtual Result<std::vector<Entry>> entries(const EntryFilter& filter) = 0;
  // What each enabled source has brought, by slug; `guarded` are the topics that are not for everybody. Reads the index
  // of all entries.
  virtual Result<std::vector<Contribution>> contributions(const std::set<TopicId>& guarded) = 0;
};

// What searching needs.
class SearchStore {
 public:
  virtual ~SearchStore() = default;

  // Makes entries that are new or were edited since findable, at most so many. Returns how many they were: 0 once there
  // are no more. For the writer.
  virtual Result<std::size_t> index_for_search(std::size_t limit) = 0;
  // The stored entries that the query matches; it alone decides (commonplace/topic.h). Error: NotFound for a slug in
  // the filter that nothing has.
  virtual Result<SearchResult> search(const SearchRequest& request) = 0;
};

// What a topic's archives need.
class ArchiveStore {
 public:
  virtual ~ArchiveStore() = default;

  // Nothing but `newest` where there is no such document.
  virtual Result<ArchiveRow> archive(TopicId topic, std::size_t number) = 0;
  // A document that is complete and not kept yet, of the first topic after this one, by id, that has such.
  virtual Result<std::optional<ArchiveName>> unkept_archive(TopicId after) = 0;
  // For the writer. What was kept first stays.
  virtual Result<bool> keep_archive(const ArchiveName& name, std::string_view document) = 0;
};

// What keeping and forgetting needs.
class RetentionStore {
 public:
  virtual ~RetentionStore() = default;

  // So many of a source stay, whatever their age.
  static constexpr std::size_t kNewestKept = 50;

  // Keys of entries of the source that need not be kept, at most so many: published before that time, not among its
  // newest, not in what it listed last (as long as it is polled), and of a story that is in no archive. `bury` takes
  // them out.
  virtual Result<std::vector<std::string>> outlived(SourceId source, Timestamp before, std::size_t limit) = 0;

  // The documents that are kept of the source, the oldest first.
  virtual Result<std::vector<Original>> originals(SourceId source) = 0;
  // Makes stored entries what the reading makes of them, as far as that differs: their dates stay as they were
  // published, and it is no revision. Entries that are not stored are passed over.
  enum class Amending { Try, Store };
  virtual Result<Amended> amend(const Reading& reading, Amending how, Timestamp now) = 0;
};

// What the operator reads of what happened.
class JournalStore {
 public:
  virtual ~JournalStore() = default;

  // The latest first. What was pruned is not told.
  virtual Result<std::vector<JournalRow>> journal(std::size_t limit) = 0;
  virtual Result<bool> note_reconfigured(std::string_view what, Timestamp now) = 0;
};

// An open store: all faces of one database.
class Store : public RefreshStore,
              public CatalogStore,
              public PageStore,
              public SearchStore,
              public ArchiveStore,
              public RetentionStore,
              public JournalStore {
 public:
  // Frees the memory of what was read and is kept in case it is read again.
  virtual void forget_pages() = 0;
};

enum class Access { ReadWrite, ReadOnly };

}  // namespace commonplace::store
