#include "support/memory_store.h"

#include <algorithm>
#include <tuple>

#include "dedup/division.h"
#include "dedup/outline.h"
#include "dedup/sketch.h"
#include "dedup/traits.h"
#include "store/atom_id.h"
#include "store/backlogs.h"
#include "store/copies.h"
#include "store/digests.h"
#include "store/known.h"
#include "store/poll_runs.h"
#include "store/schedule_window.h"

namespace commonplace::testing {
namespace {

using namespace commonplace::store;

constexpr const char* kSpread = "it was due while nobody polled";

// Published descending, then first seen descending, then position, then key.
auto order_of(const Entry& entry) {
  return std::tuple(-entry.published->time_since_epoch().count(), -entry.first_seen->time_since_epoch().count(),
                    entry.position, entry.key);
}

template <class Key, class Value>
Key next_key(const std::map<Key, Value>& rows) {
  return rows.empty() ? 1 : rows.rbegin()->first + 1;
}

void forget_address(SourceRow& row, Timestamp now) {
  row.adopted_url.clear();
  row.history.state = SourceState::New;
  row.history.failures = 0;
  row.history.since = now;
  row.history.http_status = 0;
  row.history.message.clear();
  row.history.hints = {};
  row.history.rhythm = {};
  row.history.move = {};
  row.history.suggested_url.clear();
  row.history.held_until.reset();
  row.history.entries_due.reset();
  row.id_quality = {};
}

void move_back(std::optional<Timestamp>& time, Timestamp now) {
  if (time) time = std::min(*time, now);
}

}  // namespace

DueSource MemoryStore::lease(StoredSource& source, const Claim& claim) {
  const Timestamp next_poll = source.next_poll;
  source.next_poll = claim.now + claim.lease;
  return {source.row.id,  source.row.slug, source.row.adopted_url,     source.row.history,
          source.put_off, next_poll,       source.row.next_poll_reason};
}

bool MemoryStore::is_meant(const StoredSource& source, store::Reach reach) {
  if (reach == store::Reach::Any) return true;
  return source.row.url.starts_with("file:") == (reach == store::Reach::Files);
}

Result<std::vector<DueSource>> MemoryStore::claim_due(const Claim& claim) {
  if (failure) return fail(*failure);
  std::vector<StoredSource*> due;
  for (auto& [id, source] : sources_) {
    if (source.enabled && is_meant(source, claim.reach) && source.next_poll <= claim.now) due.push_back(&source);
  }
  std::stable_sort(due.begin(), due.end(), [](auto* a, auto* b) { return a->next_poll < b->next_poll; });
  if (due.size() > claim.limit) due.resize(claim.limit);
  std::vector<DueSource> claimed;
  for (StoredSource* source : due) claimed.push_back(lease(*source, claim));
  return claimed;
}

Result<std::vector<DueSource>> MemoryStore::claim(std::span<const std::string> slugs, const Claim& claim) {
  if (failure) return fail(*failure);
  std::vector<DueSource> claimed;
  for (const std::string& slug : slugs) {
    for (auto& [id, source] : sources_) {
      if (source.enabled && source.row.slug == slug) claimed.push_back(lease(source, claim));
    }
  }
  return claimed;
}

Result<std::optional<Timestamp>> MemoryStore::next_due(store::Reach reach) {
  if (failure) return fail(*failure);
  std::optional<Timestamp> earliest;
  for (const auto& [id, source] : sources_) {
    if (source.enabled && is_meant(source, reach))
      earliest = std::min(earliest.value_or(source.next_poll), source.next_poll);
  }
  return earliest;
}

Result<bool> MemoryStore::put_off(std::span<const PutOff> put_off) {
  if (failure) return fail(*failure);
  for (const PutOff& one : put_off) {
    const auto source = sources_.find(one.source);
    if (source == sources_.end() || !source->second.enabled) continue;
    source->second.next_poll = one.until;
    source->second.row.next_poll_reason = one.reason;
    source->second.put_off = true;
  }
  return true;
}

Result<Resumed> MemoryStore::resume(const Resume& resume) {
  if (failure) return fail(*failure);
  const Timestamp now = resume.now;
  Resumed resumed;
  for (const auto& [id, source] : sources_) {
    resumed.moved_back = std::max(resumed.moved_back, source.row.history.last_poll.value_or(now) - now);
  }
  for (auto& [id, source] : sources_) {
    RefreshHistory& history = source.row.history;
    if (source.enabled && !history.last_poll && source.next_poll > now + std::chrono::hours{24}) source.next_poll = now;
    if (resumed.moved_back == std::chrono::seconds{0}) continue;
    if (history.last_poll > now) {
      source.next_poll -= resumed.moved_back;
      if (history.held_until) *history.held_until -= resumed.moved_back;
    } else if (history.last_poll && resumed.moved_back > resume.longest && source.next_poll > now + resume.longest &&
               (source.put_off || source.row.next_poll_reason == kSpread)) {
      source.put_off = false;
      source.next_poll = history.held_until > now ? *history.held_until : now - resume.grace - std::chrono::seconds{1};
    }
    for (auto* time : {&history.last_poll, &history.last_success, &history.last_new, &history.since,
                       &history.last_unconditional, &history.rhythm.first, &history.rhythm.last}) {
      move_back(*time, now);
    }
    for (PollRun& run : source.runs) {
      run.first = std::min(run.first, now);
      run.last = std::min(run.last, now);
    }
  }
  std::vector<StoredSource*> overdue;
  for (auto& [id, source] : sources_) {
    if (source.enabled && source.row.history.last_poll && source.next_poll < now - resume.grace)
      overdue.push_back(&source);
  }
  resumed.spread = overdue.size();
  for (StoredSource* source : overdue) {
    const auto window = window_of(resume, overdue.size());
    source->next_poll = now + std::chrono::seconds(static_cast<std::int64_t>(source->row.id) * 2654435761) % window;
    source->row.next_poll_reason = kSpread;
  }
  return resumed;
}

Result<std::string> MemoryStore::homepage(SourceId source) {
  if (failure) return fail(*failure);
  const auto stored = sources_.find(source);
  return stored == sources_.end() ? std::string() : stored->second.row.head.link;
}

// The questions of store/known.h, answered by looking at everything.
class MemoryStore::Lookup final : public EntryLookup {
 public:
  Lookup(const MemoryStore& store, SourceId source) : store_(store), source_(source) {}

  std::optional<Found> find(const std::string& identity) override {
    for (const auto& [row, stored] : store_.entries_) {
      if (stored.source == source_ && stored.identity == identity) return Found{row, known_of(stored)};
    }
    return std::nullopt;
  }
  std::vector<std::int64_t> find_alike(const Traits& wanted) override {
    std::vector<std::int64_t> rows;
    for (const auto& [row, stored] : store_.entries_) {
      if (stored.source != source_) continue;
      const bool url = !wanted.url_key.empty() && stored.url_key == wanted.url_key;
      const bool title = wanted.title != 0 && dedup::title_digest(stored.entry.title) == wanted.title;
      if (url || title || (wanted.published && stored.entry.published == wanted.published)) rows.push_back(row);
    }
    return rows;
  }
  std::optional<Traits> traits_of(std::int64_t row) override {
    const StoredEntry& stored = store_.entries_.at(row);
    return dedup::traits_of(stored.entry, stored.url_key);
  }
  std::optional<KnownEntry> read(std::int64_t row) override {
    KnownEntry known = known_of(store_.entries_.at(row));
    known.traits = traits_of(row);
    return known;
  }
  std::vector<Tombstone> find_buried(const std::string& identity, const std::string& second,
                                     const std::string& url_key) override {
    std::vector<Tombstone> found;
    for (const auto& [source, tombstone, story] : store_.tombstones_) {
      if (source != source_) continue;
      const bool same_id = tombstone.identity == identity || tombstone.identity == second;
      if (same_id || (!url_key.empty() && tombstone.url_key == url_key)) found.push_back(tombstone);
    }
    return found;
  }

 private:
  static KnownEntry known_of(const StoredEntry& stored) {
    return {stored.entry.key, stored.fingerprint, stored.entry.revision, stored.versions, stored.identity, {}};
  }

  const MemoryStore& store_;
  SourceId source_;
};

Result<Known> MemoryStore::known(SourceId source, const Feed& feed) {
  if (failure) return fail(*failure);
  Known known;
  if (const auto found = sources_.find(source); found != sources_.end())
    known.id_quality = found->second.row.id_quality;
  Lookup lookup(*this, source);
  store::look_up(lookup, feed, known);
  return known;
}

Result<std::vector<std::optional<dedup::Twin>>> MemoryStore::twins(SourceId source,
                                                                   std::span<const dedup::TwinSearch> searches,
                                                                   Timestamp now) {
  if (failure) return fail(*failure);
  std::vector<std::optional<dedup::Twin>> twins(searches.size());
  for (std::size_t i = 0; i < searches.size(); ++i) {
    for (const auto& [row, stored] : entries_) {
      const bool says_the_same = std::ranges::binary_search(stored.sketch, searches[i].number);
      if (!says_the_same || stored.source == source) continue;
      if (!dedup::is_comparable(stored.entry, searches[i].published, now)) continue;
      twins[i] = dedup::Twin{stored.entry.key, stored.sketch};
      break;
    }
  }
  return twins;
}

Result<bool> MemoryStore::alike(std::span<const dedup::CopySearch> searches, Timestamp now, const TakeAlike& take) {
  if (failure) return fail(*failure);
  for (std::size_t i = 0; i < searches.size(); ++i) {
    const dedup::CopySearch& search = searches[i];
    std::vector<Entry> found;
    for (const auto& [row, stored] : entries_) {
      dedup::Sketch shared;
      std::set_intersection(search.sketch.begin(), search.sketch.end(), stored.sketch.begin(), stored.sketch.end(),
                            std::back_inserter(shared));
      if (!shared.empty() && dedup::is_comparable(stored.entry, search.published, now)) {
        found.push_back(entry_of(stored));
      }
    }
    take(i, found);
  }
  return true;
}

MemoryStore::StoredEntry* MemoryStore::find(SourceId source, const std::string& identity) {
  for (auto& [row, stored] : entries_) {
    if (stored.source == source && stored.identity == identity) return &stored;
  }
  return nullptr;
}

MemoryStore::StoredEntry* MemoryStore::find_key(const std::string& key) {
  for (auto& [row, stored] : entries_) {
    if (stored.entry.key == key) return &stored;
  }
  return nullptr;
}

std::optional<std::int64_t> MemoryStore::unite(SourceId source, const Entry& entry, const EntryChange& change,
                                               std::optional<std::int64_t> own, Timestamp now, Touched& touched) {
  std::vector<std::int64_t> stories;
  if (own) stories.push_back(*own);
  for (const std::string& key : change.copies) {
    if (const StoredEntry* copy = find_key(key)) stories.push_back(copy->story);
  }
  if (const auto story = at_address(source, entry, change.url_key, own)) stories.push_back(*story);
  if (stories.empty()) return of_origin(change);
  std::int64_t story = stories.front();
  std::set<std::int64_t> seen = {story};
  for (const std::int64_t other : stories) {
    if (seen.insert(other).second) story = join(story, other, now, touched);
  }
  return story;
}

std::optional<std::int64_t> MemoryStore::at_address(SourceId source, const Entry& entry, const std::string& url_key,
                                                    std::optional<std::int64_t> own) const {
  std::vector<const StoredEntry*> there;
  std::set<std::int64_t> stories;
  for (const auto& [row, stored] : entries_) {
    if (url_key.empty() || stored.url_key != url_key || stored.story == own) continue;
    there.push_back(&stored);
    stories.insert(stored.story);
  }
  const std::uint64_t title = dedup::title_digest(entry.title);
  std::optional<std::int64_t> found;
  for (const StoredEntry* stored : there) {
    const bool same_title = title != 0 && dedup::title_digest(stored->entry.title) == title;
    if (!same_title && (stories.size() > 1 || stored->source == source)) continue;
    found = std::min(found.value_or(stored->story), stored->story);
  }
  return found;
}

std::optional<std::int64_t> MemoryStore::of_origin(const EntryChange& change) const {
  std::optional<std::int64_t> named;
  std::optional<std::int64_t> naming;
  for (const auto& [row, stored] : entries_) {
    const bool is_named = change.origins.size() == 1 && stored.url_key == change.origins.front();
    const bool names = !change.url_key.empty() &&
                       std::find(stored.origins.begin(), stored.origins.end(), change.url_key) != stored.origins.end();
    if (is_named) named = std::min(named.value_or(stored.story), stored.story);
    if (names) naming = std::min(naming.value_or(stored.story), stored.story);
  }
  return named ? named : naming;
}

std::set<std::int64_t> MemoryStore::stories_of_key(std::string_view key) const {
  std::set<std::int64_t> found;
  for (const auto& [row, stored] : entries_) {
    if (stored.entry.key == key) found.insert(stored.story);
  }
  for (const auto& [id, story] : stories_) {
    if (story.key == key && !former_stories_.contains(story.key)) found.insert(id);
  }
  if (const auto former = former_stories_.find(std::string(key)); former != former_stories_.end()) {
    found.insert(former->second.became);
  }
  return found;
}

bool MemoryStore::hides(const std::vector<std::string>& keys, std::int64_t story) const {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const std::string& key) { return stories_of_key(key).contains(story); });
}

std::int64_t MemoryStore::join(std::int64_t one, std::int64_t other, Timestamp now, Touched& touched) {
  if (one == other) return one;
  for (const auto& [a, b] : kept_apart_) {
    const StoredEntry* in_a = find_key(a);
    const StoredEntry* in_b = find_key(b);
    if (in_a && in_b && std::minmax(in_a->story, in_b->story) == std::minmax(one, other)) return one;
  }
  const std::int64_t older = std::min(one, other);
  const std::int64_t younger = std::max(one, other);
  for (auto& [row, stored] : entries_) {
    if (stored.story != younger) continue;
    touched.insert(stored.topics.begin(), stored.topics.end());
    stored.story = older;
  }
  count_changes(older, stories_.at(younger).edits + 1, stories_.at(younger).updated);
  former_stories_[stories_.at(younger).key] = stories_.at(younger);
  former_stories_[stories_.at(younger).key].became = older;
  former_stories_[stories_.at(younger).key].since = now;
  for (auto& [key, former] : former_stories_) {
    if (former.became == younger) former.became = older;
  }
  for (StoredTombstone& left : tombstones_) {
    if (left.story == younger) left.story = older;
  }
  return older;
}

void MemoryStore::count_changes(std::int64_t story, std::uint32_t changes, std::optional<Timestamp> updated) {
  StoredStory& stored = stories_.at(story);
  stored.edits += changes;
  if (updated) stored.updated = std::max(stored.updated.value_or(*updated), *updated);
}

void MemoryStore::part(std::int64_t story, const StoryRulings::Pairs& apart, Timestamp now, Touched& touched) {
  touched.merge(topics_of_story(story));
  std::vector<Entry> copies = copies_of(story);
  std::stable_partition(copies.begin(), copies.end(),
                        [&](const Entry& copy) { return copy.key == stories_.at(story).key; });
  const std::vector<std::size_t> groups = dedup::divide(copies, apart);
  std::map<std::size_t, std::int64_t> founded;
  for (std::size_t i = 0; i < copies.size(); ++i) {
    if (groups[i] == 0) continue;
    const auto [to, is_first] = founded.try_emplace(groups[i]);
    if (is_first)
      to->second = found_story(copies[i]);
    else
      count_changes(to->second, copies[i].revision, copies[i].updated);
    find_key(copies[i].key)->story = to->second;
  }
  if (!founded.empty()) count_changes(story, 1, now);
}

Result<std::vector<TopicId>> MemoryStore::rule_stories(const StoryRulings& rulings, Timestamp now) {
  if (failure) return fail(*failure);
  Touched touched;
  kept_apart_ = rulings.split;
  joined_ = rulings.join;
  for (const auto& [one, other] : rulings.split) {
    const StoredEntry* a = find_key(one);
    const StoredEntry* b = find_key(other);
    if (a && b && a->story == b->story) part(a->story, rulings.split, now, touched);
  }
  for (const auto& [one, other] : rulings.join) {
    const StoredEntry* a = find_key(one);
    const StoredEntry* b = find_key(other);
    if (a && b) join(a->story, b->story, now, touched);
  }
  return finish(touched, now);
}

std::int64_t MemoryStore::found_story(const Entry& entry) {
  const auto is_free = [this](const std::string& id) {
    return std::none_of(stories_.begin(), stories_.end(),
                        [&](const auto& story) { return story.second.atom_id == id; });
  };
  std::string atom_id = is_free(entry.id) && is_usable_atom_id(entry.id, tag_authority_)
                            ? entry.id
                            : mint_atom_id(tag_authority_, *entry.first_seen, entry.source, entry.key);
  if (const auto former = former_stories_.extract(entry.key)) atom_id = former.mapped().atom_id;
  const std::int64_t id = next_key(stories_);
  StoredStory& story = stories_[id];
  story = {entry.key, atom_id, *entry.published, *entry.first_seen, entry.position};
  story.edits = entry.revision - 1;
  story.updated = entry.updated;
  return id;
}

Result<bool> MemoryStore::together(const std::function<void()>& calls, store::Sync sync) {
  if (failure) return fail(*failure);
  const MemoryStore before = *this;
  refused_.reset();
  try {
    calls();
  } catch (...) {
    *this = before;
    throw;
  }
  if (!refused_) {
    last_sync = sync;
    return true;
  }
  const Error why = *refused_;
  *this = before;
  return fail(why);
}

Result<ApplyOutcome> MemoryStore::commit(const RefreshCommit& commit) {
  const auto source = sources_.find(commit.source);
  if (failure) refused_ = failure;
  if (!failure && source == sources_.end()) refused_ = Error{Errc::NotFound, "no such source is stored"};
  if (failure || source == sources_.end()) return fail(*refused_);
  SourceRow& row = source->second.row;
  row.history = commit.history;
  row.next_poll_reason = commit.next_poll_reason;
  source->second.next_poll = commit.next_poll;
  source->second.put_off = false;
  if (commit.adopted_url) row.adopted_url = *commit.adopted_url;
  ApplyOutcome outcome;
  if (!commit.feed) {
    record_poll(source->second, run_of(commit, outcome));
    return outcome;
  }

  Touched touched;
  const auto shown = [](const FeedHead& of) { return std::tie(of.id, of.title, of.link, of.rights, of.license); };
  if (shown(row.head) != shown(commit.feed->head)) {
    for (const auto& [id, stored] : entries_) {
      if (stored.source == commit.source) touched.merge(topics_of_story(stored.story));
    }
  }
  row.head = commit.feed->head;
  std::map<std::string, std::string> minted_again;
  for (const EntryChange& change : commit.delta.changes) {
    if (change.change == Change::Unchanged || change.index >= commit.feed->entries.size()) continue;
    StoredEntry* stored = find(commit.source, change.known_as.empty() ? change.identity : change.known_as);
    if (!stored) {
      insert(commit, change, minted_again, touched);
      ++outcome.inserted;
      continue;
    }
    stored->identity = change.identity;
    if (stored->fingerprint != change.fingerprint) {
      const Entry& incoming = commit.feed->entries[change.index];
      const bool is_edit = change.change != Change::Moved;
      if (is_edit) stored->earlier[stored->entry.revision] = {stored->entry, commit.now};
      stored->entry = is_edit ? revised(stored->entry, incoming, commit.now) : moved(stored->entry, incoming);
      if (is_edit) count_changes(stored->story, 1, stored->entry.updated);
      stored->fingerprint = change.fingerprint;
      stored->versions = change.versions;
      stored->url_key = change.url_key;
      stored->sketch = change.sketch;
      stored->origins = change.origins;
      const auto in_story = std::count_if(entries_.begin(), entries_.end(),
                                          [&](const auto& other) { return other.second.story == stored->story; });
      if (in_story == 1) unite(commit.source, stored->entry, change, stored->story, commit.now, touched);
      const auto topics = change.index < commit.topics.size() ? commit.topics[change.index] : std::vector<TopicId>();
      set_topics(*stored, {topics.begin(), topics.end()}, touched);
      touched.merge(topics_of_story(stored->story));
      if (is_edit) ++outcome.revised;
    }
  }
  for (const std::string& key : commit.delta.withdrawn) {
    if (!find_key(key)) continue;
    bury(key, TombstoneReason::Withdrawn, commit.now, touched);
    ++outcome.withdrawn;
  }
  if (commit.delta.id_quality) row.id_quality = *commit.delta.id_quality;
  if (!commit.is_partial) source->second.listed.clear();
  for (const EntryChange& change : commit.delta.changes) {
    const auto again = minted_again.find(change.key);
    source->second.listed.insert(again == minted_again.end() ? change.key : again->second);
  }
  if (commit.original && outcome.inserted + outcome.revised > 0) {
    source->second.originals.push_back(*commit.original);
    if (source->second.originals.size() > kOriginalsKept)
      source->second.originals.erase(source->second.originals.begin());
  }
  outcome.touched = finish(touched, commit.now);
  record_poll(source->second, run_of(commit, outcome));
  return outcome;
}

void MemoryStore::record_poll(StoredSource& stored, const PollRun& poll) {
  if (!stored.runs.empty() && continues(stored.runs.front(), poll)) {
    stored.runs.front() = joined(stored.runs.front(), poll);
  } else {
    stored.runs.insert(stored.runs.begin(), poll);
  }
  if (stored.runs.size() > kRunsKept) stored.runs.pop_back();
}

Result<std::vector<TopicId>> MemoryStore::bury(std::span<const std::string> keys, TombstoneReason why, Timestamp now) {
  if (failure) return fail(*failure);
  Touched touched;
  for (const std::string& key : keys) bury(key, why, now, touched);
  return finish(touched, now, why == TombstoneReason::Pruned ? Leaving::Quiet : Leaving::Retracted);
}

void MemoryStore::bury(const std::string& key, TombstoneReason why, Timestamp now, Touched& touched) {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const auto& row) { return row.second.entry.key == key; });
  if (found == entries_.end()) return;
  const StoredEntry& stored = found->second;
  const std::int64_t story = stored.story;
  const bool may_return = why == TombstoneReason::Withdrawn;
  tombstones_.push_back({stored.source, tombstone_of(stored.entry, stored.identity, stored.url_key, why, now),
                         may_return ? std::optional(story) : std::nullopt});
  touched.merge(topics_of_story(story));
  called_off_.erase(stories_.at(story).atom_id);
  if (const auto& event = stored.entry.event; event && why == TombstoneReason::Withdrawn) {
    called_off_[stories_.at(story).atom_id] = {"", now, bare(*event), stories_.at(story).edits + 1};
  }
  entries_.erase(found);
  const bool has_copies =
      std::any_of(entries_.begin(), entries_.end(), [story](const auto& row) { return row.second.story == story; });
  const bool is_kept = std::any_of(tombstones_.begin(), tombstones_.end(),
                                   [story](const StoredTombstone& left) { return left.story == story; });
  if (has_copies && why != TombstoneReason::Pruned) count_changes(story, 1, now);
  if (has_copies || is_kept) return;
  std::erase_if(former_stories_, [story](const auto& former) { return former.second.became == story; });
  stories_.erase(story);
}

std::optional<MemoryStore::StoredTombstone> MemoryStore::take_tombstone(const std::string& key) {
  const auto found = std::find_if(tombstones_.begin(), tombstones_.end(),
                                  [&](const StoredTombstone& left) { return left.tombstone.key == key; });
  if (found == tombstones_.end()) return std::nullopt;
  StoredTombstone taken = std::move(*found);
  tombstones_.erase(found);
  return taken;
}

Result<std::vector<std::string>> MemoryStore::outlived(SourceId source, Timestamp before, std::size_t limit) {
  if (failure) return fail(*failure);
  std::vector<const StoredEntry*> all;
  for (const auto& [row, stored] : entries_) {
    if (stored.source == source) all.push_back(&stored);
  }
  std::ranges::sort(all, {}, [](const StoredEntry* stored) { return order_of(stored->entry); });
  const StoredSource& polled = sources_.at(source);
  std::vector<std::string> keys;
  for (std::size_t i = all.size(); i > kNewestKept && keys.size() < limit; --i) {
    const StoredEntry& stored = *all[i - 1];
    const bool is_listed = polled.enabled && polled.listed.contains(stored.entry.key);
    const bool is_in_archive = std::ranges::any_of(topics_, [&](const auto& topic) {
      return std::ranges::any_of(topic.second.joined,
                                 [&](const std::string& key) { return stories_of_key(key).contains(stored.story); });
    });
    if (*stored.entry.published < before && !is_listed && !is_in_archive) keys.push_back(stored.entry.key);
  }
  return keys;
}

Result<std::vector<Original>> MemoryStore::originals(SourceId source) {
  if (failure) return fail(*failure);
  return sources_.at(source).originals;
}

Result<Amended> MemoryStore::amend(const Reading& reading, Amending how, Timestamp now) {
  if (failure) return fail(*failure);
  Amended amended;
  Touched touched;
  for (const EntryChange& change : reading.delta.changes) {
    if (change.change == Change::Inserted || change.versions.returns > 0) continue;
    StoredEntry* stored = find(reading.source, change.known_as.empty() ? change.identity : change.known_as);
    if (!stored) continue;
    const Entry before = entry_of(*stored);
    const Entry after = moved(before, reading.feed->entries[change.index]);
    if (after == before) continue;
    amended.amendments.push_back({before, after});
    if (how == Amending::Try) continue;
    stored->identity = change.identity;
    stored->entry = after;
    stored->fingerprint = change.fingerprint;
    stored->url_key = change.url_key;
    stored->sketch = dedup::sketch_of(dedup::outline_of(after));
    stored->origins = change.origins;
    const auto& topics = reading.topics.at(change.index);
    set_topics(*stored, {topics.begin(), topics.end()}, touched);
    touched.merge(topics_of_story(stored->story));
  }
  amended.touched = finish(touched, now);
  return amended;
}

Result<std::vector<JournalRow>> MemoryStore::journal(std::size_t limit) {
  if (failure) return fail(*failure);
  std::vector<JournalRow> rows;
  for (auto row = entries_.rbegin(); row != entries_.rend(); ++row) {
    const Entry& entry = row->second.entry;
    rows.push_back({Happening::Added, *entry.first_seen, entry.key, entry.source, entry.title, ""});
  }
  for (const auto& [row, stored] : entries_) {
    for (const auto& [number, revision] : stored.earlier) {
      rows.push_back({Happening::Edited, revision.replaced, stored.entry.key, stored.entry.source, stored.entry.title,
                      std::to_string(number + 1)});
    }
  }
  for (const auto& [key, former] : former_stories_) {
    const StoredEntry* first = find_key(key);
    rows.push_back({Happening::Merged, former.since, key, first ? first->entry.source : "",
                    first ? first->entry.title : "", stories_.at(former.became).key});
  }
  for (const StoredTombstone& left : tombstones_) {
    const Tombstone& one = left.tombstone;
    if (one.why == TombstoneReason::Pruned) continue;
    rows.push_back({Happening::Retracted, one.since, one.key, one.source, one.title, std::string(name(one.why))});
  }
  for (const auto& [id, topic] : topics_) {
    for (const auto& [key, since] : topic.hidden) {
      const StoredEntry* hidden = find_key(key);
      rows.push_back({Happening::Retracted, since, key, hidden ? hidden->entry.source : "",
                      hidden ? hidden->entry.title : "", "hidden in " + topic.slug});
    }
  }
  rows.insert(rows.end(), reconfigured_.rbegin(), reconfigured_.rend());
  std::ranges::stable_sort(rows, [](const JournalRow& a, const JournalRow& b) { return a.when > b.when; });
  if (rows.size() > limit) rows.resize(limit);
  return rows;
}

Result<bool> MemoryStore::note_reconfigured(std::string_view what, Timestamp now) {
  if (failure) return fail(*failure);
  reconfigured_.push_back(
      {Happening::Reconfigured, now, std::to_string(reconfigured_.size() + 1), "", "", std::string(what)});
  return true;
}

Result<std::vector<dedup::StoredName>> MemoryStore::names(SourceId source) {
  if (failure) return fail(*failure);
  std::vector<dedup::StoredName> names;
  for (const auto& [row, stored] : entries_) {
    if (stored.source == source) names.push_back({stored.identity, stored.entry.key});
  }
  return names;
}

Result<std::optional<Tombstone>> MemoryStore::tombstone(std::string_view key) {
  if (failure) return fail(*failure);
  for (const StoredTombstone& left : tombstones_) {
    if (left.tombstone.key == key) return left.tombstone;
  }
  return std::optional<Tombstone>();
}

Result<bool> MemoryStore::remember_told(SourceId source, const Told& told) {
  if (failure) return fail(*failure);
  if (const auto found = sources_.find(source); found != sources_.end()) found->second.row.told = told;
  return true;
}

void MemoryStore::insert(const RefreshCommit& commit, const EntryChange& change,
                         std::map<std::string, std::string>& minted_again, Touched& touched) {
  const std::string& slug = sources_.at(commit.source).row.slug;
  std::string key = change.key;
  const auto is_taken = [&] {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const auto& row) { return row.second.entry.key == key; }) ||
           std::any_of(stories_.begin(), stories_.end(), [&](const auto& row) { return row.second.key == key; }) ||
           std::any_of(tombstones_.begin(), tombstones_.end(),
                       [&](const StoredTombstone& left) { return left.tombstone.key == key; });
  };
  const std::optional<StoredTombstone> back = change.returns ? take_tombstone(key) : std::nullopt;
  while (!back && is_taken()) key = mint_key(slug, key + change.identity);
  if (key != change.key) minted_again[change.key] = key;

  const Entry& incoming = commit.feed->entries[change.index];
  const Entry entry = back ? returned(incoming, back->tombstone) : first_stored(incoming, key, slug, commit.now);
  EntryChange as_minted = change;
  for (std::string& copy : as_minted.copies) {
    if (const auto again = minted_again.find(copy); again != minted_again.end()) copy = again->second;
  }
  const std::optional<std::int64_t> own = back ? back->story : std::nullopt;
  const std::optional<std::int64_t> joined =
      own ? own : unite(commit.source, entry, as_minted, own, commit.now, touched);
  StoredEntry& stored = entries_[next_key(entries_)];
  stored = {commit.source,
            change.identity,
            change.url_key,
            change.fingerprint,
            joined ? *joined : found_story(entry),
            change.sketch,
            entry,
            {},
            {},
            change.origins,
            {}};
  const auto topics = change.index < commit.topics.size() ? commit.topics[change.index] : std::vector<TopicId>();
  set_topics(stored, {topics.begin(), topics.end()}, touched);
  if (joined) count_changes(*joined, entry.revision, entry.updated);
  if (own) unite(commit.source, entry, as_minted, stored.story, commit.now, touched);
  for (const auto& [one, other] : joined_) {
    if (!back || (one != key && other != key)) continue;
    if (const StoredEntry* with = find_key(one == key ? other : one))
      join(stored.story, with->story, commit.now, touched);
  }
  if (joined) touched.merge(topics_of_story(stored.story));
}

std::set<TopicId> MemoryStore::topics_of_story(std::int64_t story) const {
  std::set<TopicId> topics;
  for (const auto& [row, stored] : entries_) {
    if (stored.story == story) topics.insert(stored.topics.begin(), stored.topics.end());
  }
  return topics;
}

void MemoryStore::set_topics(StoredEntry& stored, std::set<TopicId> topics, Touched& touched) {
  std::erase_if(topics, [this](TopicId topic) { return !topics_.contains(topic); });
  const std::set<TopicId> before = topics_of_story(stored.story);
  for (const TopicId topic : stored.topics) {
    if (topics_.contains(topic) && topics_.at(topic).gone) topics.insert(topic);
  }
  stored.topics = std::move(topics);
  const std::set<TopicId> after = topics_of_story(stored.story);
  std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                std::inserter(touched, touched.end()));
}

std::vector<TopicId> MemoryStore::finish(Touched touched, Timestamp now, Leaving leaving) {
  for (const TopicId topic : Touched(touched)) {
    for (const Retracted& one : retracted_[topic]) {
      for (const auto& [id, story] : stories_) {
        const std::set<TopicId> topics = topics_of_story(id);
        if (story.atom_id != one.atom_id || !topics.contains(topic)) continue;
        count_changes(id, 2, now);  // it is back
        touched.insert(topics.begin(), topics.end());
      }
    }
  }
  for (const TopicId topic : touched) {
    topics_.at(topic).changed = std::max(topics_.at(topic).changed, now);
    log_who_joined(topic);
    tell_who_left(topic, now, leaving);
  }
  called_off_.clear();
  return {touched.begin(), touched.end()};
}

void MemoryStore::log_who_joined(TopicId topic) {
  std::vector<std::string>& joined = topics_.at(topic).joined;
  std::vector<const StoredStory*> fresh;
  for (const auto& [id, story] : stories_) {
    if (!topics_of_story(id).contains(topic)) continue;
    if (std::find(joined.begin(), joined.end(), story.key) == joined.end()) fresh.push_back(&story);
  }
  std::sort(fresh.begin(), fresh.end(), [](const StoredStory* a, const StoredStory* b) {
    return std::tie(a->published, a->first_seen, b->position, b->key) <
           std::tie(b->published, b->first_seen, a->position, a->key);
  });
  for (const StoredStory* story : fresh) joined.push_back(story->key);
}

JoinedStory MemoryStore::joined_story(TopicId topic, const std::string& key) const {
  JoinedStory joined{key, "", std::nullopt};
  std::optional<Timestamp> since;
  for (const auto& [id, story] : stories_) {
    if (story.key != key) continue;
    joined.atom_id = story.atom_id;
    const bool has_copies =
        std::any_of(entries_.begin(), entries_.end(), [id = id](const auto& row) { return row.second.story == id; });
    if (has_copies) return {key, story.atom_id, std::nullopt};
    for (const StoredTombstone& left : tombstones_) {
      if (left.story == id) since = std::max(since.value_or(left.tombstone.since), left.tombstone.since);
    }
    joined.retracted = since.value_or(Timestamp{});
  }
  if (!joined.retracted) return joined;
  const auto retracted = retracted_.find(topic);
  if (retracted == retracted_.end()) return joined;
  for (const Retracted& one : retracted->second) {
    if (one.atom_id == joined.atom_id) joined.retracted = one.since;
  }
  return joined;
}

Result<ArchiveRow> MemoryStore::archive(TopicId topic, std::size_t number) {
  if (failure) return fail(*failure);
  ArchiveRow row;
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return row;
  const StoredTopic& stored = found->second;
  row.newest = archives_of(stored.joined.size());
  if (number == 0 || number > row.newest) return row;
  for (std::size_t i = (number - 1) * kArchiveStories; i < stored.joined.size(); ++i) {
    if (row.stories.size() == kArchiveStories) break;
    row.stories.push_back(joined_story(topic, stored.joined[i]));
  }
  if (number <= stored.archives.size()) row.kept = stored.archives[number - 1];
  return row;
}

Result<std::optional<ArchiveName>> MemoryStore::unkept_archive(TopicId after) {
  if (failure) return fail(*failure);
  for (const auto& [id, topic] : topics_) {
    if (id <= after) continue;
    const std::size_t next = topic.archives.size() + 1;
    if (!topic.gone && topic.joined.size() > next * kArchiveStories) return std::optional(ArchiveName{id, next});
  }
  return std::optional<ArchiveName>();
}

Result<bool> MemoryStore::keep_archive(const ArchiveName& name, std::string_view document) {
  if (failure) return fail(*failure);
  const auto found = topics_.find(name.topic);
  if (found == topics_.end() || found->second.archives.size() + 1 != name.number) return true;
  found->second.archives.emplace_back(document);
  return true;
}

void MemoryStore::tell_who_left(TopicId topic, Timestamp now, Leaving leaving) {
  std::map<std::string, Timestamp> shown;
  for (const auto& [id, story] : stories_) {
    if (topics_of_story(id).contains(topic)) shown[story.atom_id] = story.published;
  }
  std::vector<Retracted>& retracted = retracted_[topic];
  std::erase_if(retracted, [&](const Retracted& one) { return shown.contains(one.atom_id); });
  for (const auto& [atom_id, published] : shown_[topic]) {
    if (shown.contains(atom_id) || leaving != Leaving::Retracted) continue;
    retracted.push_back({atom_id, now, published});
    const auto called_off = called_off_.find(atom_id);
    if (called_off == called_off_.end()) continue;
    retracted.back().event = called_off->second.event;
    retracted.back().edits = called_off->second.edits;
  }
  shown_[topic] = std::move(shown);
}

bool MemoryStore::sync_source(Source& source, Timestamp now, Touched& touched) {
  const auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const auto& row) { return row.second.row.slug == source.slug; });
  const bool is_new = found == sources_.end();
  source.id = is_new ? SourceId{++last_source_} : found->first;
  StoredSource& stored = sources_[source.id];
  if (is_new) {
    stored.row.id = source.id;
    stored.row.slug = source.slug;
    stored.row.url = source.url;
    stored.enabled = source.enabled;
  }
  const std::uint64_t settings = settings_digest(source);
  bool changed = is_new;
  if (is_new || stored.settings != settings) {
    if (stored.row.url != source.url) forget_address(stored.row, now);
    stored.row.url = source.url;
    stored.row.history.validators = {};
    stored.row.history.body_hash = 0;
    stored.row.next_poll_reason = is_new ? "new" : "changed";
    stored.settings = settings;
    stored.priority = source.priority;
    stored.tags = source.tags;
    stored.next_poll = now;
    for (const auto& [row, entry] : entries_) {
      if (entry.source == source.id) touched.merge(topics_of_story(entry.story));
    }
    changed = true;
  }
  return set_enabled(stored, source.enabled, now) || changed;
}

bool MemoryStore::set_enabled(StoredSource& stored, bool enabled, Timestamp now) {
  if (stored.enabled == enabled) return false;
  stored.enabled = enabled;
  stored.row.history.since = now;
  if (enabled) {
    stored.next_poll = now;
    stored.row.next_poll_reason = "enabled";
  }
  return true;
}

Result<bool> MemoryStore::sync_sources(std::span<Source> sources, Timestamp now) {
  if (failure) return fail(*failure);
  bool changed = false;
  Touched touched;
  std::set<SourceId> named;
  for (Source& source : sources) {
    changed |= sync_source(source, now, touched);
    named.insert(source.id);
  }
  for (auto& [id, stored] : sources_) {
    if (!named.contains(id)) changed |= set_enabled(stored, false, now);
  }
  finish(touched, now);
  return changed;
}

Result<std::vector<TopicId>> MemoryStore::sync_topics(std::span<Topic> topics, Timestamp now) {
  if (failure) return fail(*failure);
  std::map<std::string, std::vector<std::string>> tags;
  for (const auto& [id, source] : sources_) {
    if (source.enabled) tags[source.row.slug] = source.tags;
  }
  std::vector<TopicId> rematch;
  std::set<TopicId> named;
  for (Topic& topic : topics) {
    const auto found =
        std::find_if(topics_.begin(), topics_.end(), [&](const auto& row) { return row.second.slug == topic.slug; });
    const bool is_new = found == topics_.end();
    topic.id = is_new ? TopicId{++last_topic_} : found->first;
    named.insert(topic.id);
    StoredTopic& stored = topics_[topic.id];
    const std::uint64_t rule = rule_digest(topic, tags);
    const std::uint64_t settings = settings_digest(topic);
    stored.rematch = stored.rematch || is_new || stored.gone || stored.rule != rule;
    stored.guarded = !is_public(topic);
    if (stored.rematch) rematch.push_back(topic.id);
    if (is_new || stored.settings != settings) stored.changed = is_new ? now : std::max(stored.changed, now);
    std::erase_if(stored.hidden, [&](const auto& row) {
      const bool is_hidden = std::find(topic.hide.begin(), topic.hide.end(), row.first) != topic.hide.end();
      if (is_hidden) return false;
      for (const std::int64_t story : stories_of_key(row.first)) {
        count_changes(story, 2, now);
        for (const TopicId other : topics_of_story(story))
          topics_.at(other).changed = std::max(topics_.at(other).changed, now);
      }
      return true;
    });
    for (const std::string& key : topic.hide) stored.hidden.try_emplace(key, now);
    stored.slug = topic.slug;
    stored.rule = rule;
    stored.settings = settings;
  }
  std::erase_if(topics_, [&](const auto& row) { return !named.contains(row.first) && !row.second.guarded; });
  for (auto& [id, topic] : topics_) topic.gone = !named.contains(id);
  for (auto& [row, stored] : entries_) {
    std::erase_if(stored.topics, [&](TopicId topic) { return !topics_.contains(topic); });
  }
  return rematch;
}

Result<Timestamp> MemoryStore::sync_appearance(const store::Appearance& appearance, Timestamp now) {
  if (failure) return fail(*failure);
  const auto before = std::exchange(appearance_, appearance);
  if (!before || (before->site == appearance.site && before->whole == appearance.whole)) return appearance_since_;
  appearance_since_ = std::max(appearance_since_, now);
  if (before->site == appearance.site) return appearance_since_;
  for (auto& [id, topic] : topics_) topic.changed = std::max(topic.changed, now);
  return appearance_since_;
}

Result<Timestamp> MemoryStore::appearance_since() {
  if (failure) return fail(*failure);
  return appearance_since_;
}

// It has no index, so that it cannot tell of any entry; nothing waits to be indexed.
Result<std::vector<CatalogStore::RematchRow>> MemoryStore::rematch_batch(std::int64_t after, std::size_t limit,
                                                                         Among among) {
  if (failure) return fail(*failure);
  std::vector<RematchRow> batch;
  if (among == Among::NotIndexed) return batch;
  for (auto row = entries_.upper_bound(after); row != entries_.end() && batch.size() < limit; ++row) {
    batch.push_back({row->first, entry_of(row->second)});
  }
  return batch;
}

Result<CatalogStore::LookedUp> MemoryStore::look_up(const topic::QueryNode&, const SourceTags&) {
  if (failure) return fail(*failure);
  LookedUp result;
  for (const auto& [row, stored] : entries_) result.doubtful.push_back(row);
  return result;
}

Result<std::vector<CatalogStore::RematchRow>> MemoryStore::rematch_rows(std::span<const std::int64_t> rows) {
  if (failure) return fail(*failure);
  std::vector<RematchRow> read;
  for (const std::int64_t row : rows) {
    if (const auto found = entries_.find(row); found != entries_.end()) read.push_back({row, entry_of(found->second)});
  }
  return read;
}

Result<std::vector<TopicId>> MemoryStore::set_members(std::span<const Members> members, Timestamp now) {
  if (failure) return fail(*failure);
  Touched touched;
  for (const auto& [topic, rows] : members) {
    if (!topics_.contains(topic)) continue;
    std::map<std::int64_t, bool> was_in;
    for (const auto& [story, row] : stories_) was_in[story] = topics_of_story(story).contains(topic);
    for (auto& [row, stored] : entries_) {
      if (std::binary_search(rows.begin(), rows.end(), row)) {
        stored.topics.insert(topic);
      } else {
        stored.topics.erase(topic);
      }
    }
    for (const auto& [story, was] : was_in) {
      if (topics_of_story(story).contains(topic) != was) touched.insert(topic);
    }
    topics_.at(topic).rematch = false;
  }
  return finish(touched, now);
}

Result<Guarded> MemoryStore::guarded() {
  if (failure) return fail(*failure);
  Guarded guarded{{}, guarded_sources_};
  for (const auto& [id, topic] : topics_) {
    if (topic.gone) guarded.topics.insert(id);
  }
  return guarded;
}

Result<bool> MemoryStore::guard_sources(const Slugs& guarded, const Slugs& open) {
  if (failure) return fail(*failure);
  for (const auto& [id, source] : sources_) {
    if (guarded.contains(source.row.slug)) guarded_sources_.insert(source.row.slug);
  }
  for (const std::string& slug : open) guarded_sources_.erase(slug);
  return true;
}

Result<std::vector<SourceRow>> MemoryStore::sources() {
  if (failure) return fail(*failure);
  std::vector<SourceRow> rows;
  for (const auto& [id, source] : sources_) {
    SourceRow& row = rows.emplace_back(source.row);
    row.entries = static_cast<std::size_t>(std::count_if(
        entries_.begin(), entries_.end(), [id = id](const auto& entry) { return entry.second.source == id; }));
    if (source.enabled) {
      row.next_poll = source.next_poll;
    } else {
      row.history.state = SourceState::Disabled;
      row.next_poll_reason.clear();
    }
  }
  std::sort(rows.begin(), rows.end(), [](const SourceRow& a, const SourceRow& b) { return a.slug < b.slug; });
  return rows;
}

Result<std::optional<SourceRow>> MemoryStore::source(std::string_view slug) {
  const Result<std::vector<SourceRow>> rows = sources();
  if (!rows) return fail(rows.error());
  for (const SourceRow& row : *rows) {
    if (row.slug == slug) return row;
  }
  return std::optional<SourceRow>();
}

Result<std::vector<PollRun>> MemoryStore::polls(SourceId source) {
  if (failure) return fail(*failure);
  const auto found = sources_.find(source);
  return found == sources_.end() ? std::vector<PollRun>() : found->second.runs;
}

Result<std::vector<SourceGauge>> MemoryStore::gauges() {
  const Result<std::vector<SourceRow>> rows = sources();
  if (!rows) return fail(rows.error());
  std::vector<SourceGauge> gauges;
  for (const SourceRow& row : *rows) {
    if (!row.next_poll) continue;
    gauges.push_back({row.slug, row.history.state, row.history.failures, row.history.last_success, *row.next_poll,
                      row.adopted_url, row.told});
  }
  return gauges;
}

Result<std::vector<TopicRow>> MemoryStore::topics() {
  if (failure) return fail(*failure);
  std::vector<TopicRow> rows;
  for (const auto& [id, topic] : topics_) {
    if (topic.gone) continue;
    const auto is_in = [this, id = id](const auto& story) { return topics_of_story(story.first).contains(id); };
    const auto stories = std::count_if(stories_.begin(), stories_.end(), is_in);
    rows.push_back({id, topic.slug, static_cast<std::size_t>(stories), topic.changed});
  }
  std::sort(rows.begin(), rows.end(), [](const TopicRow& a, const TopicRow& b) { return a.slug < b.slug; });
  return rows;
}

Result<std::map<std::string, std::string>> MemoryStore::last_good_dropins() {
  if (failure) return fail(*failure);
  return dropins_;
}

Result<bool> MemoryStore::keep_dropins(const std::map<std::string, std::string>& good) {
  if (failure) return fail(*failure);
  dropins_ = good;
  return true;
}

Entry MemoryStore::entry_of(const StoredEntry& stored) const {
  Entry entry = stored.entry;
  entry.story = stories_.at(stored.story).key;
  return entry;
}

std::vector<Entry> MemoryStore::copies_of(std::int64_t story) const {
  std::vector<std::pair<int, Entry>> ranked;
  for (const auto& [row, stored] : entries_) {
    if (stored.story == story) ranked.emplace_back(sources_.at(stored.source).priority, entry_of(stored));
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.published, a.second.key) < std::tie(b.first, b.second.published, b.second.key);
  });
  std::vector<Entry> copies;
  for (auto& [priority, entry] : ranked) copies.push_back(std::move(entry));
  return copies;
}

StoryRow MemoryStore::story_row(std::int64_t id) const {
  const StoredStory& story = stories_.at(id);
  StoryRow row{story.key, story.atom_id, story.published, std::nullopt, story.edits, copies_of(id)};
  if (story.updated && *story.updated > story.published) row.updated = story.updated;
  return row;
}

Result<PageStore::TopicStories> MemoryStore::newest(TopicId topic, const TopicSelection& selection) {
  if (failure) return fail(*failure);
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return fail(Errc::NotFound, "no such topic is stored");
  TopicStories page;
  page.changed = found->second.changed;
  page.archives = archives_of(found->second.joined.size());
  std::vector<std::int64_t> members;
  for (const auto& [id, story] : stories_) {
    if (!topics_of_story(id).contains(topic)) continue;
    if (selection.since && story.published <= *selection.since) {
      page.newest_too_old = std::max(page.newest_too_old.value_or(story.published), story.published);
    } else if (!hides(selection.hide, id)) {
      members.push_back(id);
    }
  }
  std::sort(members.begin(), members.end(), [this](std::int64_t a, std::int64_t b) {
    const StoredStory& first = stories_.at(a);
    const StoredStory& second = stories_.at(b);
    return std::tie(second.published, second.first_seen, first.position, first.key) <
           std::tie(first.published, first.first_seen, second.position, second.key);
  });
  std::vector<Retracted> retracted = retracted_[topic];
  std::sort(retracted.begin(), retracted.end(), [](const Retracted& a, const Retracted& b) {
    return std::tie(b.since, b.published, a.atom_id) < std::tie(a.since, a.published, b.atom_id);
  });
  for (const Retracted& one : retracted) page.retracted.push_back({one.atom_id, one.since, one.event, one.edits});
  std::map<std::string, RetractionRow> hidden;
  for (const auto& [key, since] : found->second.hidden) {
    for (const std::int64_t story : stories_of_key(key)) {
      if (!topics_of_story(story).contains(topic)) continue;
      const std::string& atom_id = stories_.at(story).atom_id;
      RetractionRow& row = hidden.try_emplace(atom_id, RetractionRow{atom_id, since}).first->second;
      row.since = std::max(row.since, since);
      const std::vector<Entry> copies = copies_of(story);
      if (const Event* event = event_of(copies)) {
        row.event = bare(*event);
        row.edits = stories_.at(story).edits + 1;
      }
    }
  }
  for (const auto& [atom_id, row] : hidden) page.retracted.push_back(row);
  keep_latest(page.retracted);
  page.total = members.size();
  std::map<std::string, std::size_t> of_source;
  Backlogs backlogs;
  std::size_t looked_at = 0;
  for (const std::int64_t id : members) {
    if (page.stories.size() == selection.limit || looked_at++ == selection.most) break;
    StoryRow row = story_row(id);
    if (selection.wants && !selection.wants(row)) continue;
    std::size_t& shown = of_source[row.copies.front().source];
    if (selection.per_source && shown >= *selection.per_source) continue;
    if (!backlogs.has_room_for(row)) continue;
    ++shown;
    page.stories.push_back(std::move(row));
  }
  return page;
}

Result<std::vector<StoryRow>> MemoryStore::events(TopicId topic, const store::EventSpan& span) {
  if (failure) return fail(*failure);
  std::vector<std::tuple<Timestamp, std::int64_t, std::int64_t>> found;  // when it is over, entry, story
  for (const auto& [row, stored] : entries_) {
    if (!stored.entry.event || !topics_of_story(stored.story).contains(topic)) continue;
    const Timestamp over = stored.entry.event->end.value_or(stored.entry.event->start);
    if (over >= span.since && (!span.until || over < *span.until)) found.emplace_back(over, row, stored.story);
  }
  std::sort(found.begin(), found.end());
  std::vector<StoryRow> stories;
  std::set<std::int64_t> seen;
  for (const auto& [over, row, story] : found) {
    if (stories.size() < span.limit && seen.insert(story).second) stories.push_back(story_row(story));
  }
  return stories;
}

Result<std::vector<StoryRow>> MemoryStore::stories(std::span<const std::string> keys) {
  if (failure) return fail(*failure);
  std::vector<StoryRow> found;
  std::set<std::int64_t> seen;
  for (const std::string& key : keys) {
    for (const std::int64_t story : stories_of_key(key)) {
      if (seen.insert(story).second && !copies_of(story).empty()) found.push_back(story_row(story));
    }
  }
  return found;
}

Result<store::Carriers> MemoryStore::carriers(std::string_view atom_id) {
  if (failure) return fail(*failure);
  store::Carriers found;
  const auto collect = [&](const std::string& key, auto belongs) {
    for (const auto& [row, stored] : entries_) {
      const Entry& entry = stored.entry;
      if (entry.key == key || belongs(stored.story))
        found.list.push_back({entry.key, entry.source, entry.first_seen.value()});
    }
    for (const StoredTombstone& left : tombstones_) {
      if (left.tombstone.key == key || (left.story && belongs(*left.story)))
        found.list.push_back({left.tombstone.key, left.tombstone.source, left.tombstone.first_seen});
    }
    std::ranges::sort(found.list, {}, [&key](const store::Carriers::Carrier& carrier) {
      return std::tuple(carrier.key != key, carrier.first_seen, carrier.key);
    });
  };
  for (const auto& [id, story] : stories_) {
    const bool is_meant = story.atom_id == atom_id && !former_stories_.contains(story.key);
    if (is_meant) collect(story.key, [&, id = id](std::int64_t other) { return other == id; });
  }
  for (const auto& [key, former] : former_stories_) {
    if (former.atom_id != atom_id) continue;
    collect(key, [](std::int64_t) { return false; });
    found.is_part_of_another = true;
  }
  return found;
}

Result<FeedHead> MemoryStore::head(std::string_view slug) {
  if (failure) return fail(*failure);
  for (const auto& [id, source] : sources_) {
    if (source.row.slug == slug) return source.row.head;
  }
  return FeedHead{};
}

Result<std::optional<EntryRow>> MemoryStore::entry(std::string_view key) {
  if (failure) return fail(*failure);
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const auto& row) { return row.second.entry.key == key; });
  if (found == entries_.end()) return std::optional<EntryRow>();
  EntryRow row;
  row.entry = entry_of(found->second);
  row.story_updated = stories_.at(found->second.story).updated;
  row.was_story = former_stories_.contains(found->second.entry.key);
  for (Entry& copy : copies_of(found->second.story)) {
    if (copy.key != key) row.others.push_back(std::move(copy));
  }
  for (const TopicId topic : topics_of_story(found->second.story)) row.topics.push_back(topics_.at(topic).slug);
  std::sort(row.topics.begin(), row.topics.end());
  return row;
}

Result<std::optional<Revision>> MemoryStore::revision(std::string_view key, std::uint32_t number) {
  if (failure) return fail(*failure);
  for (const auto& [row, stored] : entries_) {
    const auto found = stored.earlier.find(number);
    if (stored.entry.key != key || found == stored.earlier.end()) continue;
    Revision revision = found->second;
    revision.entry.source = entry_of(stored).source;
    revision.entry.story = entry_of(stored).story;
    return revision;
  }
  return std::optional<Revision>();
}

Result<std::vector<store::Contribution>> MemoryStore::contributions(const std::set<TopicId>& guarded) {
  if (failure) return fail(*failure);
  std::vector<store::Contribution> list;
  for (const auto& [id, source] : sources_) {
    if (!source.enabled) continue;
    store::Contribution& contribution = list.emplace_back();
    contribution.slug = source.row.slug;
    contribution.head = source.row.head;
    contribution.state = source.row.history.state;
    contribution.last_success = source.row.history.last_success;
    std::set<std::string> topics;
    for (const auto& [row, stored] : entries_) {
      if (stored.source != id) continue;
      const bool is_open = std::ranges::any_of(stored.topics, [&](TopicId topic) { return !guarded.contains(topic); });
      if (!is_open && !stored.topics.empty()) continue;
      ++contribution.entries;
      const std::optional<Timestamp> published = std::min(stored.entry.published, stored.entry.first_seen);
      contribution.newest = std::max(contribution.newest, published);
      for (const TopicId topic : stored.topics) {
        if (!guarded.contains(topic)) topics.insert(topics_.at(topic).slug);
      }
    }
    contribution.topics.assign(topics.begin(), topics.end());
  }
  std::ranges::sort(list, {}, &store::Contribution::slug);
  return list;
}

Result<std::vector<Entry>> MemoryStore::entries(const EntryFilter& filter) {
  if (failure) return fail(*failure);
  const auto is_topic = [&](const auto& row) { return row.second.slug == filter.topic && !row.second.gone; };
  const auto topic = std::find_if(topics_.begin(), topics_.end(), is_topic);
  if (!filter.topic.empty() && topic == topics_.end()) {
    return fail(Errc::NotFound, "there is no topic '" + filter.topic + "'");
  }
  const auto is_source = [&](const auto& row) { return row.second.row.slug == filter.source; };
  if (!filter.source.empty() && std::none_of(sources_.begin(), sources_.end(), is_source)) {
    return fail(Errc::NotFound, "there is no source '" + filter.source + "'");
  }
  std::vector<Entry> list;
  for (const auto& [row, stored] : entries_) {
    if (!filter.topic.empty() && !stored.topics.contains(topic->first)) continue;
    if (!filter.source.empty() && stored.entry.source != filter.source) continue;
    if (filter.since && *stored.entry.published < *filter.since) continue;
    list.push_back(entry_of(stored));
  }
  std::sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) { return order_of(a) < order_of(b); });
  if (filter.limit && list.size() > *filter.limit) list.resize(*filter.limit);
  return list;
}

Result<std::size_t> MemoryStore::index_for_search(std::size_t) {
  if (failure) return fail(*failure);
  return std::size_t{0};
}

// A match in the title is worth more than one in the excerpt, and that more than one elsewhere.
Result<SearchResult> MemoryStore::search(const SearchRequest& request) {
  EntryFilter filter = request.filter;
  filter.limit.reset();
  Result<std::vector<Entry>> list = entries(filter);
  if (!list) return fail(list.error());
  const auto matches = [&](const Entry& entry) {
    const auto tags = request.tags.find(entry.source);
    return request.query.matches(entry, tags == request.tags.end() ? std::vector<std::string>() : tags->second);
  };
  const auto is_of_type = [&](const Entry& entry) { return request.type.empty() || entry.type == request.type; };
  const auto is_guarded = [&](const Entry& entry) {
    if (request.guarded_sources.contains(entry.source)) return true;
    const std::set<TopicId> topics = topics_of_story(find_key(entry.key)->story);
    return !topics.empty() &&
           std::includes(request.guarded.begin(), request.guarded.end(), topics.begin(), topics.end());
  };
  std::erase_if(*list, [&](const Entry& entry) { return !matches(entry) || !is_of_type(entry) || is_guarded(entry); });
  SearchResult result;
  result.total = list->size();
  std::set<std::string> stories;
  for (const Entry& entry : *list) {
    ++result.by_source[entry.source];
    ++result.by_type[entry.type];
    if (!request.most) stories.insert(entry.story);
    for (const auto& [row, stored] : entries_) {
      if (stored.entry.key != entry.key) continue;
      for (const TopicId topic : stored.topics) {
        if (!request.guarded.contains(topic) && !topics_.at(topic).gone) ++result.by_topic[topics_.at(topic).slug];
      }
    }
  }
  result.stories = stories.size();
  if (request.order == SearchRequest::Order::Relevance) {
    const auto worth = [&](const Entry& entry) {
      Entry part = entry;
      part.summary = part.content = SafeHtml();
      const bool above = matches(part);
      part.excerpt.clear();
      return above + matches(part);
    };
    std::stable_sort(list->begin(), list->end(), [&](const Entry& a, const Entry& b) { return worth(a) > worth(b); });
  }
  for (std::size_t i = request.offset; i < list->size(); ++i) {
    if (result.entries.size() == request.filter.limit) break;
    result.entries.push_back((*list)[i]);
  }
  return result;
}

}  // namespace commonplace::testing
