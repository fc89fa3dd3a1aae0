#include "store/sqlite/store.h"

#include <utility>

#include "store/sqlite/appearance.h"
#include "store/sqlite/archives.h"
#include "store/sqlite/catalog_store.h"
#include "store/sqlite/commit.h"
#include "store/sqlite/copy_finder.h"
#include "store/sqlite/file.h"
#include "store/sqlite/journal.h"
#include "store/sqlite/originals.h"
#include "store/sqlite/page_store.h"
#include "store/sqlite/poll_runs.h"
#include "store/sqlite/refresh_store.h"
#include "store/sqlite/rematch.h"
#include "store/sqlite/retention.h"
#include "store/sqlite/rulings.h"
#include "store/sqlite/search.h"
#include "store/sqlite/search_index.h"
#include "store/sqlite/tombstones.h"

namespace commonplace::store::sqlite {
namespace {

class SqliteStore final : public Store {
 public:
  SqliteStore(Database database, std::string tag_authority)
      : database_(std::move(database)), tag_authority_(std::move(tag_authority)) {}

  Result<std::vector<DueSource>> claim_due(const Claim& claim) override { return sqlite::claim_due(database_, claim); }
  Result<std::vector<DueSource>> claim(std::span<const std::string> slugs, const Claim& claim) override {
    return sqlite::claim_named(database_, slugs, claim);
  }
  Result<std::optional<Timestamp>> next_due(Reach reach) override { return sqlite::next_due(database_, reach); }
  Result<bool> put_off(std::span<const PutOff> sources) override { return sqlite::put_off(database_, sources); }
  Result<Resumed> resume(const Resume& resume) override { return sqlite::resume(database_, resume); }
  Result<std::string> homepage(SourceId source) override { return sqlite::homepage(database_, source); }
  Result<Known> known(SourceId source, const Feed& feed) override { return sqlite::known(database_, source, feed); }
  Result<std::vector<std::optional<dedup::Twin>>> twins(SourceId source, std::span<const dedup::TwinSearch> searches,
                                                        Timestamp now) override {
    return copies_.twins(database_, source, searches, now);
  }
  Result<bool> alike(std::span<const dedup::CopySearch> searches, Timestamp now, const TakeAlike& take) override {
    return copies_.alike(database_, searches, now, take);
  }
  Result<std::vector<dedup::StoredName>> names(SourceId source) override { return sqlite::names(database_, source); }
  Result<ApplyOutcome> commit(const RefreshCommit& commit) override {
    std::vector<SketchedRow> sketched;
    Result<ApplyOutcome> outcome = sqlite::commit(database_, commit, tag_authority_, sketched);
    if (outcome) copies_.add(sketched);
    return outcome;
  }
  Result<std::vector<TopicId>> bury(std::span<const std::string> keys, TombstoneReason why, Timestamp now) override {
    return sqlite::bury(database_, keys, why, now);
  }
  Result<bool> remember_told(SourceId source, const Told& told) override {
    return sqlite::remember_told(database_, source, told);
  }
  Result<bool> together(const std::function<void()>& calls, Sync sync) override {
    TransactionGroup group(database_, sync);
    if (group.ok()) calls();
    return group.commit();
  }

  Result<bool> sync_sources(std::span<Source> sources, Timestamp now) override {
    return sqlite::sync_sources(database_, sources, now);
  }
  Result<std::vector<TopicId>> sync_topics(std::span<Topic> topics, Timestamp now) override {
    return sqlite::sync_topics(database_, topics, now);
  }
  Result<Timestamp> sync_appearance(const Appearance& appearance, Timestamp now) override {
    return sqlite::sync_appearance(database_, appearance, now);
  }
  Result<Timestamp> appearance_since() override { return sqlite::appearance_since(database_); }
  Result<std::vector<RematchRow>> rematch_batch(std::int64_t after, std::size_t limit, Among among) override {
    return sqlite::rematch_batch(database_, after, limit, among);
  }
  Result<LookedUp> look_up(const topic::QueryNode& query, const SourceTags& tags) override {
    return sqlite::look_up(database_, query, tags);
  }
  Result<std::vector<RematchRow>> rematch_rows(std::span<const std::int64_t> rows) override {
    return sqlite::rematch_rows(database_, rows);
  }
  Result<std::vector<TopicId>> set_members(std::span<const Members> members, Timestamp now) override {
    return sqlite::set_members(database_, members, now);
  }
  Result<std::vector<TopicId>> rule_stories(const StoryRulings& rulings, Timestamp now) override {
    return sqlite::rule_stories(database_, rulings, now, tag_authority_);
  }
  Result<Guarded> guarded() override { return sqlite::guarded(database_); }
  Result<bool> guard_sources(const Slugs& guarded, const Slugs& open) override {
    return sqlite::guard_sources(database_, guarded, open);
  }
  Result<std::vector<SourceRow>> sources() override { return sqlite::sources(database_); }
  Result<std::optional<SourceRow>> source(std::string_view slug) override { return sqlite::source(database_, slug); }
  Result<std::vector<PollRun>> polls(SourceId source) override { return sqlite::polls(database_, source); }
  Result<std::vector<SourceGauge>> gauges() override { return sqlite::gauges(database_); }
  Result<std::vector<TopicRow>> topics() override { return sqlite::topics(database_); }
  Result<std::map<std::string, std::string>> last_good_dropins() override {
    return sqlite::last_good_dropins(database_);
  }
  Result<bool> keep_dropins(const std::map<std::string, std::string>& good) override {
    return sqlite::keep_dropins(database_, good);
  }

  Result<TopicStories> newest(TopicId topic, const TopicSelection& selection) override {
    return sqlite::newest(database_, topic, selection);
  }
  Result<std::vector<StoryRow>> events(TopicId topic, const EventSpan& span) override {
    return sqlite::events(database_, topic, span);
  }
  Result<std::vector<StoryRow>> stories(std::span<const std::string> keys) override {
    return sqlite::stories(database_, keys);
  }
  Result<std::optional<EntryRow>> entry(std::string_view key) override { return sqlite::entry(database_, key); }
  Result<std::optional<Revision>> revision(std::string_view key, std::uint32_t number) override {
    return sqlite::revision(database_, key, number);
  }
  Result<std::optional<Tombstone>> tombstone(std::string_view key) override {
    return sqlite::tombstone(database_, key);
  }
  Result<Carriers> carriers(std::string_view atom_id) override { return sqlite::carriers(database_, atom_id); }
  Result<FeedHead> head(std::string_view slug) override { return sqlite::head(database_, slug); }
  Result<std::vector<Entry>> entries(const EntryFilter& filter) override { return sqlite::entries(database_, filter); }
  Result<std::vector<Contribution>> contributions(const std::set<TopicId>& guarded) override {
    return sqlite::contributions(database_, guarded);
  }

  Result<ArchiveRow> archive(TopicId topic, std::size_t number) override {
    return sqlite::archive(database_, topic, number);
  }
  Result<std::optional<ArchiveName>> unkept_archive(TopicId after) override {
    return sqlite::unkept_archive(database_, after);
  }
  Result<bool> keep_archive(const ArchiveName& name, std::string_view document) override {
    return sqlite::keep_archive(database_, name, document);
  }

  Result<std::vector<std::string>> outlived(SourceId source, Timestamp before, std::size_t limit) override {
    return sqlite::outlived(database_, source, before, limit);
  }
  Result<std::vector<Original>> originals(SourceId source) override { return sqlite::originals(database_, source); }
  Result<Amended> amend(const Reading& reading, Amending how, Timestamp now) override {
    return sqlite::amend(database_, copies_, reading, how, now);
  }

  Result<std::vector<JournalRow>> journal(std::size_t limit) override { return sqlite::journal(database_, limit); }
  Result<bool> note_reconfigured(std::string_view what, Timestamp now) override {
    return sqlite::note_reconfigured(database_, what, now);
  }

  Result<std::size_t> index_for_search(std::size_t limit) override {
    if (!std::exchange(search_index_renewed_, true)) {
      if (const auto renewed = renew_search_index(database_); !renewed) return fail(renewed.error());
    }
    return sqlite::index_for_search(database_, search_terms_, limit);
  }
  Result<SearchResult> search(const SearchRequest& request) override { return sqlite::search(database_, request); }

  void forget_pages() override { database_.forget_pages(); }

 private:
  Database database_;
  std::string tag_authority_;
  topic::TermWriter search_terms_;
  bool search_index_renewed_ = false;
  CopyFinder copies_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, Access access, std::string tag_authority) {
  Result<Database> database = open_file(path, access);
  if (!database) return fail(database.error());
  return std::make_unique<SqliteStore>(std::move(*database), std::move(tag_authority));
}

}  // namespace commonplace::store::sqlite
