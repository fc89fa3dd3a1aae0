// A Store in memory: small, plain, and held to the same contract as the databases (tests/store/contract).

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/store.h"

namespace commonplace::testing {

class MemoryStore final : public store::Store {
 public:
  explicit MemoryStore(std::string tag_authority = "news.example.org") : tag_authority_(std::move(tag_authority)) {}

  // While set, every call fails with it and changes nothing.
  std::optional<Error> failure;
  // Of the last transaction that `together` committed.
  std::optional<store::Sync> last_sync;

  Result<std::vector<store::DueSource>> claim_due(const store::Claim& claim) override;
  Result<std::vector<store::DueSource>> claim(std::span<const std::string> slugs, const store::Claim& claim) override;
  Result<std::optional<Timestamp>> next_due(store::Reach reach) override;
  Result<bool> put_off(std::span<const store::PutOff> sources) override;
  Result<store::Resumed> resume(const store::Resume& resume) override;
  Result<std::string> homepage(SourceId source) override;
  Result<Known> known(SourceId source, const Feed& feed) override;
  Result<std::vector<std::optional<dedup::Twin>>> twins(SourceId source, std::span<const dedup::TwinSearch> searches,
                                                        Timestamp now) override;
  Result<bool> alike(std::span<const dedup::CopySearch> searches, Timestamp now, const TakeAlike& take) override;
  Result<std::vector<dedup::StoredName>> names(SourceId source) override;
  Result<store::ApplyOutcome> commit(const store::RefreshCommit& commit) override;
  Result<std::vector<TopicId>> bury(std::span<const std::string> keys, TombstoneReason why, Timestamp now) override;
  Result<bool> remember_told(SourceId source, const store::Told& told) override;
  Result<bool> together(const std::function<void()>& calls, store::Sync sync) override;

  Result<bool> sync_sources(std::span<Source> sources, Timestamp now) override;
  Result<std::vector<TopicId>> sync_topics(std::span<Topic> topics, Timestamp now) override;
  Result<Timestamp> sync_appearance(const store::Appearance& appearance, Timestamp now) override;
  Result<Timestamp> appearance_since() override;
  Result<std::vector<RematchRow>> rematch_batch(std::int64_t after, std::size_t limit, Among among) override;
  Result<LookedUp> look_up(const topic::QueryNode& query, const store::SourceTags& tags) override;
  Result<std::vector<RematchRow>> rematch_rows(std::span<const std::int64_t> rows) override;
  Result<std::vector<TopicId>> set_members(std::span<const Members> members, Timestamp now) override;
  Result<std::vector<TopicId>> rule_stories(const StoryRulings& rulings, Timestamp now) override;
  Result<store::Guarded> guarded() override;
  Result<bool> guard_sources(const store::Slugs& guarded, const store::Slugs& open) override;
  Result<std::vector<store::SourceRow>> sources() override;
  Result<std::optional<store::SourceRow>> source(std::string_view slug) override;
  Result<std::vector<store::PollRun>> polls(SourceId source) override;
  Result<std::vector<store::SourceGauge>> gauges() override;
  Result<std::vector<store::TopicRow>> topics() override;
  Result<std::map<std::string, std::string>> last_good_dropins() override;
  Result<bool> keep_dropins(const std::map<std::string, std::string>& good) override;

  Result<TopicStories> newest(TopicId topic, const store::TopicSelection& selection) override;
  Result<std::vector<store::StoryRow>> events(TopicId topic, const store::EventSpan& span) override;
  Result<std::vector<store::StoryRow>> stories(std::span<const std::string> keys) override;
  Result<std::optional<store::EntryRow>> entry(std::string_view key) override;
  Result<std::optional<store::Revision>> revision(std::string_view key, std::uint32_t number) override;
  Result<std::optional<Tombstone>> tombstone(std::string_view key) override;
  Result<store::Carriers> carriers(std::string_view atom_id) override;
  Result<FeedHead> head(std::string_view slug) override;
  Result<std::vector<store::Contribution>> contributions(const std::set<TopicId>& guarded) override;
  Result<std::vector<Entry>> entries(const store::EntryFilter& filter) override;

  Result<store::ArchiveRow> archive(TopicId topic, std::size_t number) override;
  Result<std::optional<store::ArchiveName>> unkept_archive(TopicId after) override;
  Result<bool> keep_archive(const store::ArchiveName& name, std::string_view document) override;

  Result<std::vector<std::string>> outlived(SourceId source, Timestamp before, std::size_t limit) override;
  Result<std::vector<store::Original>> originals(SourceId source) override;
  Result<store::Amended> amend(const store::Reading& reading, Amending how, Timestamp now) override;

  Result<std::vector<store::JournalRow>> journal(std::size_t limit) override;
  Result<bool> note_reconfigured(std::string_view what, Timestamp now) override;

  Result<std::size_t> index_for_search(std::size_t limit) override;
  Result<store::SearchResult> search(const store::SearchRequest& request) override;

  void forget_pages() override {}

 private:
  struct StoredSource {
    store::SourceRow row;
    std::uint64_t settings = 0;
    int priority = 0;
    std::vector<std::string> tags;
    bool enabled = true;
    Timestamp next_poll;
    bool put_off = false;
    std::vector<store::PollRun> runs;  // the newest first
    std::set<std::string> listed;      // keys
    std::vector<store::Original> originals;
  };
  struct StoredTopic {
    std::string slug;
    std::uint64_t rule = 0;
    std::uint64_t settings = 0;
    bool rematch = false;
    std::map<std::string, Timestamp> hidden;  // keys, and since when
    std::vector<std::string> joined;          // keys of stories
    std::vector<std::string> archives;
    bool guarded = false;
    bool gone = false;
    Timestamp changed;
  };
  struct StoredStory {
    std::string key;
    std::string atom_id;
    Timestamp published;
    Timestamp first_seen;
    std::uint32_t position = 0;
    std::int64_t became = 0;  // part of this one
    Timestamp since{};        // so long
    std::uint32_t edits = 0;
    std::optional<Timestamp> updated = {};
  };
  struct StoredEntry {
    SourceId source{};
    std::string identity;
    std::string url_key;
    std::uint64_t fingerprint = 0;
    std::int64_t story = 0;
    dedup::Sketch sketch;
    Entry entry;
    std::set<TopicId> topics;
    Versions versions;
    std::vector<std::string> origins;
    std::map<std::uint32_t, store::Revision> earlier;
  };
  using Touched = std::set<TopicId>;
  class Lookup;

  store::DueSource lease(StoredSource& source, const store::Claim& claim);
  static bool is_meant(const StoredSource& source, store::Reach reach);
  StoredEntry* find(SourceId source, const std::string& identity);
  std::optional<std::int64_t> unite(SourceId source, const Entry& entry, const EntryChange& change,
                                    std::optional<std::int64_t> own, Timestamp now, Touched& touched);
  std::optional<std::int64_t> at_address(SourceId source, const Entry& entry, const std::string& url_key,
                                         std::optional<std::int64_t> own) const;
  std::optional<std::int64_t> of_origin(const EntryChange& change) const;
  std::set<std::int64_t> stories_of_key(std::string_view key) const;
  bool hides(const std::vector<std::string>& keys, std::int64_t story) const;
  std::int64_t join(std::int64_t one, std::int64_t other, Timestamp now, Touched& touched);
  void part(std::int64_t story, const StoryRulings::Pairs& apart, Timestamp now, Touched& touched);
  void count_changes(std::int64_t story, std::uint32_t changes, std::optional<Timestamp> updated);
  StoredEntry* find_key(const std::string& key);
  std::int64_t found_story(const Entry& entry);
  void bury(const std::string& key, TombstoneReason why, Timestamp now, Touched& touched);
  struct StoredTombstone {
    SourceId source{};
    Tombstone tombstone;
    std::optional<std::int64_t> story;  // kept for it to come back to
  };
  std::optional<StoredTombstone> take_tombstone(const std::string& key);
  enum class Leaving { Retracted, Quiet };
  void log_who_joined(TopicId topic);
  store::JoinedStory joined_story(TopicId topic, const std::string& key) const;
  void tell_who_left(TopicId topic, Timestamp now, Leaving leaving);
  void insert(const store::RefreshCommit& commit, const EntryChange& change,
              std::map<std::string, std::string>& minted_again, Touched& touched);
  bool sync_source(Source& source, Timestamp now, Touched& touched);
  static void record_poll(StoredSource& stored, const store::PollRun& poll);
  static bool set_enabled(StoredSource& stored, bool enabled, Timestamp now);
  std::set<TopicId> topics_of_story(std::int64_t story) const;
  void set_topics(StoredEntry& stored, std::set<TopicId> topics, Touched& touched);
  std::vector<TopicId> finish(Touched touched, Timestamp now, Leaving leaving = Leaving::Retracted);
  std::vector<Entry> copies_of(std::int64_t story) const;
  store::StoryRow story_row(std::int64_t story) const;
  Entry entry_of(const StoredEntry& stored) const;

  std::string tag_authority_;
  std::optional<Error> refused_;  // why a write failed since `together` began
  std::map<SourceId, StoredSource> sources_;
  std::map<TopicId, StoredTopic> topics_;
  std::map<std::int64_t, StoredStory> stories_;
  std::map<std::string, StoredStory> former_stories_;  // by key
  StoryRulings::Pairs kept_apart_;
  std::map<std::int64_t, StoredEntry> entries_;
  std::vector<StoredTombstone> tombstones_;
  StoryRulings::Pairs joined_;
  struct Retracted {
    std::string atom_id;
    Timestamp since;
    Timestamp published;
    std::optional<Event> event = {};
    std::uint32_t edits = 0;
  };
  std::map<TopicId, std::vector<Retracted>> retracted_;
  std::map<std::string, store::RetractionRow> called_off_;     // by atom id, since the last change of any topic
  std::map<TopicId, std::map<std::string, Timestamp>> shown_;  // by atom id: when published; as of the last change
  std::map<std::string, std::string> dropins_;
  store::Slugs guarded_sources_;
  std::vector<store::JournalRow> reconfigured_;  // the latest last
  std::optional<store::Appearance> appearance_;
  Timestamp appearance_since_{};
  std::int64_t last_source_ = 0;
  std::int64_t last_topic_ = 0;
};

}  // namespace commonplace::testing
