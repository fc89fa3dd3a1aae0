#include "dedup/recognize.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/digest.h"
#include "dedup/tombstone.h"
#include "dedup/traits.h"

namespace commonplace::dedup {
namespace {

// Texts that share less than this are different texts, not an edited one.
constexpr double kLeastShared = 0.25;
// A move takes everything along; two entries may be alike by chance.
constexpr std::size_t kFewestOfAMove = 3;
constexpr int kMostInARow = 100;

// Whether two articles that one document lists under one id are two nonetheless.
bool are_different_here(const Traits& a, const Traits& b, bool lists_versions) {
  const Common common = compare(a, b);
  if (common.title || common.url || common.text) return false;
  if (common.urls_differ || overlap(a, b) < kLeastShared) return true;
  // Atom may list an entry several times, as it was and as it is (RFC 4287 §4.1.1).
  return common.published == Agreement::Differ && !lists_versions;
}

// Whether the stored article and the one that has its id now are two: an edit leaves something as it was.
bool is_another(const Traits& stored, const Traits& now, bool reuses_ids) {
  const Common common = compare(stored, now);
  if (common.title || common.url || common.text) return false;
  if (reuses_ids && common.urls_differ) return true;
  if (common.published == Agreement::Same) return false;
  const bool later = common.published == Agreement::Differ;
  if (stored.sketch.empty() || now.sketch.empty()) return common.urls_differ && later;
  return overlap(stored, now) < kLeastShared && (common.urls_differ || later);
}

// Whether entries with different ids are one. Two of address, title and text make sure, unless the dates speak against
// it; where everything else shows that ids and dates are not to be believed (`lenient`), even then.
bool is_same_under_another_id(const Common& common, bool lenient) {
  switch (common.count()) {
    case 3:
      return true;
    case 2:
      return lenient || common.published != Agreement::Differ;
    case 1:
      if (common.published == Agreement::Same) return true;
      return lenient && common.title && common.published == Agreement::SameDay;
    default:
      return false;
  }
}

// Whether the pair shows that ids have changed: the same article, and nothing that speaks for a sequel of it.
bool shows_a_move(const Common& common) {
  return common.count() >= 2 && !(common.texts_differ && common.published == Agreement::Differ);
}

struct Pair {
  std::size_t entry = 0;
  const KnownEntry* known = nullptr;
  Common common;
  bool same_id = false;

  // An id says more than any one trait, and less than two.
  int weight() const {
    const int moment = common.published == Agreement::Same ? 2 : common.published == Agreement::SameDay ? 1 : 0;
    return 16 * common.url + 12 * common.title + 12 * common.text + 23 * same_id + 2 * moment + common.link;
  }
};

// Whether nothing changed that a reader sees. Of an address one sees nothing: sites move, and PubMed writes the time of
// each request into all of them. Where the date is another one as well, the page may say something new.
bool is_moved(const Pair& pair) {
  const Common& common = pair.common;
  const bool reads_the_same = common.title && !common.texts_differ;
  if (!pair.same_id) return reads_the_same;
  if (!common.link && !common.url && common.published == Agreement::Differ) return false;
  return common.looks || (reads_the_same && !common.link && (common.url || common.text));
}

class Recognizer {
 public:
  Recognizer(const Feed& incoming, const std::vector<std::string>& url_keys,
             const std::vector<std::uint64_t>& fingerprints, const Known& known, Timestamp now)
      : incoming_(incoming), url_keys_(url_keys), fingerprints_(fingerprints), known_(known), now_(now) {
    recognition_.entries.resize(incoming.entries.size());
    recognition_.id_quality = known.id_quality;
    traits_.resize(incoming.entries.size());
    ids_.reserve(incoming.entries.size());
    for (const Entry& entry : incoming.entries) ids_.push_back(identify(entry));
  }

  Recognition run() {
    settle_unchanged();
    if (!unsettled_.empty()) {
      index_alike();
      pair_up();
      for (const std::size_t entry : unsettled_) name_new(entry);
      for (const std::size_t entry : unsettled_) rename(entry);
    }
    learn();
    return std::move(recognition_);
  }

 private:
  Recognized& at(std::size_t entry) { return recognition_.entries[entry]; }

  const KnownEntry* find(const std::string& identity) const {
    const auto found = known_.by_identity.find(identity);
    return found == known_.by_identity.end() ? nullptr : &found->second;
  }

  bool claim(std::size_t entry, const KnownEntry& known) {
    if (!claimed_.insert(known.key).second) return false;
    at(entry).known = &known;
    return true;
  }

  // Without what the text says: enough for an entry that nothing known is like.
  const Traits& heading(std::size_t entry) {
    if (!traits_[entry].heading) traits_[entry].heading = heading_of(incoming_.entries[entry], url_keys_[entry]);
    return *traits_[entry].heading;
  }

  const Traits& traits(std::size_t entry) {
    (void)heading(entry);
    LazyTraits& lazy = traits_[entry];
    if (!lazy.has_text) add_text(*lazy.heading, incoming_.entries[entry]);
    lazy.has_text = true;
    return *lazy.heading;
  }

  bool is_unchanged(const KnownEntry* known, std::size_t entry) const {
    return known && known->fingerprint == fingerprints_[entry];
  }

  // Nearly all entries of nearly all documents.
  void settle_unchanged() {
    for (std::size_t entry = 0; entry < ids_.size(); ++entry) {
      const KnownEntry* known = find(ids_[entry]);
      if (is_unchanged(known, entry) && claim(entry, *known)) {
        at(entry).identity = ids_[entry];
        ++by_id_;
        continue;
      }
      std::string second = second_identity(incoming_.entries[entry], heading(entry));
      known = find(second);
      if (is_unchanged(known, entry) && claim(entry, *known)) {
        at(entry).identity = std::move(second);
        ++by_id_;
        continue;
      }
      unsettled_.push_back(entry);
    }
  }

  void index_alike() {
    for (const Tombstone& tombstone : known_.tombstones) {
      const Buried buried{&tombstone, title_digest(tombstone.title)};
      buried_.emplace(tombstone.identity, buried);
      add_alike(buried_at_[place_of(tombstone.url_key, buried.title)], buried);
    }
    for (const KnownEntry* known : by_key()) {
      const Traits& traits = *known->traits;
      if (!traits.url_key.empty()) add_alike(by_url_[traits.url_key], known);
      if (traits.title != 0) add_alike(by_title_[traits.title], known);
      if (traits.published) add_alike(by_moment_[traits.published->time_since_epoch().count()], known);
    }
  }

  // In an order that does not depend on chance.
  std::vector<const KnownEntry*> by_key() const {
    std::vector<const KnownEntry*> sorted;
    for (const auto& [identity, known] : known_.by_identity) {
      if (known.traits && !claimed_.contains(known.key)) sorted.push_back(&known);
    }
    for (const KnownEntry& known : known_.alike) {
      if (known.traits && !claimed_.contains(known.key)) sorted.push_back(&known);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->key < b->key; });
    return sorted;
  }

  static std::uint64_t place_of(std::string_view url_key, std::uint64_t title) {
    return base::fast_hash(url_key, title);
  }

  // Ten thousand entries of one title must not be compared with each other.
  template <class One>
  static void add_alike(std::vector<One>& alike, One known) {
    constexpr std::size_t kMostAlike = 16;
    if (alike.size() < kMostAlike) alike.push_back(known);
  }

  void add_pair(std::size_t entry, const KnownEntry* known, bool same_id) {
    if (!known || claimed_.contains(known->key)) return;
    const Common common = known->traits ? compare(*known->traits, traits(entry)) : Common{};
    pairs_.push_back({entry, known, common, same_id || known->identity.starts_with(ids_[entry] + "\n")});
  }

  void pair_up() {
    for (const std::size_t entry : unsettled_) {
      add_pair(entry, find(ids_[entry]), true);
      add_pair(entry, find(second_identity(incoming_.entries[entry], heading(entry))), true);
      const auto add_all = [&](const std::vector<const KnownEntry*>& alike) {
        for (const KnownEntry* known : alike) add_pair(entry, known, false);
      };
      const Traits& own = heading(entry);
      if (const auto found = by_url_.find(own.url_key); found != by_url_.end()) add_all(found->second);
      if (const auto found = by_title_.find(own.title); found != by_title_.end()) add_all(found->second);
      if (!own.published) continue;
      const auto moment = own.published->time_since_epoch().count();
      if (const auto found = by_moment_.find(moment); found != by_moment_.end()) add_all(found->second);
    }
    const bool lenient = known_.id_quality.is_unstable() || has_moved();
    std::stable_sort(pairs_.begin(), pairs_.end(), [](const Pair& a, const Pair& b) {
      if (a.weight() != b.weight()) return a.weight() > b.weight();
      return a.entry != b.entry ? a.entry < b.entry : a.known->key < b.known->key;
    });
    for (const Pair& pair : pairs_) {
      if (at(pair.entry).known || !is_one(pair, lenient) || !claim(pair.entry, *pair.known)) continue;
      if (pair.same_id) ++by_id_;
      at(pair.entry).is_moved = is_moved(pair);
      if (!pair.same_id) changed_.push_back(pair.entry);
    }
  }

  bool is_one(const Pair& pair, bool lenient) {
    if (!pair.same_id) return is_same_under_another_id(pair.common, lenient);
    return !pair.known->traits || !is_another(*pair.known->traits, traits(pair.entry), reuses_ids());
  }

  bool reuses_ids() const { return known_.id_quality.noticed.contains(IdHabit::Reused); }

  // Most of what the document lists was there before, under other ids.
  bool has_moved() {
    for (const Pair& pair : pairs_) {
      if (!pair.same_id && shows_a_move(pair.common)) seem_moved_.insert(pair.entry);
    }
    return seem_moved_.size() >= kFewestOfAMove && seem_moved_.size() > by_id_;
  }

  // An entry that nothing known is: the document may list it twice, or its id may belong to another article.
  void name_new(std::size_t entry) {
    if (at(entry).known) return;
    const std::string& id = ids_[entry];
    if (repeats_another(entry)) {
      at(entry).is_repeat = true;
      repeated_.push_back(entry);
      return;
    }
    std::string second = second_identity(incoming_.entries[entry], heading(entry));
    if (const Tombstone* tombstone = tombstone_of(entry, second)) {
      // Its publisher took it back, and gives it again. What others took away stays away.
      const bool returns = tombstone->why == TombstoneReason::Withdrawn && taken_.insert(tombstone->identity).second;
      at(entry).is_buried = !returns;
      if (!returns) return;
      at(entry).returned = tombstone;
      at(entry).identity = tombstone->identity;
      return;
    }
    if (!find(id) && !buried_.contains(id) && taken_.insert(id).second) {
      at(entry).identity = id;
      return;
    }
    at(entry).is_repeat = find(second) || buried_.contains(second) || !taken_.insert(second).second;
    (at(entry).is_repeat ? repeated_ : reused_).push_back(entry);
    if (!at(entry).is_repeat) at(entry).identity = std::move(second);
  }

  // Of what the entry was before it was taken away; null where it is something else.
  const Tombstone* tombstone_of(std::size_t entry, const std::string& second) {
    const Tombstone* surest = nullptr;
    Burial how_sure = Burial::No;
    const auto consider = [&](const Buried& buried) {
      const Burial burial = burial_of(heading(entry), ids_[entry], second, buried);
      const Tombstone& tombstone = *buried.tombstone;
      if (burial <= how_sure || (tombstone.why == TombstoneReason::Withdrawn && taken_.contains(tombstone.identity)))
        return;
      surest = &tombstone;
      how_sure = burial;
    };
    for (const std::string_view identity : {std::string_view(ids_[entry]), std::string_view(second)}) {
      if (const auto found = buried_.find(identity); found != buried_.end()) consider(found->second);
    }
    const Traits& own = heading(entry);
    if (const auto found = buried_at_.find(place_of(own.url_key, own.title)); found != buried_at_.end()) {
      for (const Buried& buried : found->second) consider(buried);
    }
    return surest;
  }

  // Whether an entry of this document that has the same id and is dealt with is the same article.
  bool repeats_another(std::size_t entry) {
    if (groups_.empty()) {
      for (std::size_t other = 0; other < ids_.size(); ++other) groups_[ids_[other]].push_back(other);
    }
    constexpr std::size_t kMostCompared = 16;
    const std::vector<std::size_t>& group = groups_[ids_[entry]];
    const bool lists_versions = incoming_.format == FeedFormat::Atom;
    std::size_t compared = 0;
    for (const std::size_t other : group) {
      const bool is_dealt_with = at(other).known || !at(other).identity.empty();
      if (other == entry || !is_dealt_with) continue;
      if (++compared > kMostCompared) break;
      if (!are_different_here(traits(other), traits(entry), lists_versions)) return true;
    }
    return false;
  }

  // An entry that was recognized is stored under the id that it has now, where no other article has it.
  void rename(std::size_t entry) {
    Recognized& one = at(entry);
    if (!one.known) return;
    const std::string& id = ids_[entry];
    const KnownEntry* owner = find(id);
    const bool is_free = owner == one.known || (!owner && !buried_.contains(id));
    one.identity = is_free && taken_.insert(id).second ? id : one.known->identity;
  }

  void learn() {
    IdQuality& quality = recognition_.id_quality;
    forget_old_habits(quality, now_);
    if (incoming_.without_id > 0) notice(quality, IdHabit::Missing, incoming_.without_id, "", now_);
    tell(IdHabit::Repeated, repeated_);
    tell(IdHabit::Reused, reused_);
    seem_moved_.insert(changed_.begin(), changed_.end());
    if (seem_moved_.size() > by_id_) {
      quality.changes_in_a_row = std::min(quality.changes_in_a_row + 1, kMostInARow);
    } else if (by_id_ > 0) {
      quality.changes_in_a_row = 0;
    }
    tell(quality.is_unstable() ? IdHabit::Unstable : IdHabit::Changed, changed_);
  }

  void tell(IdHabit habit, const std::vector<std::size_t>& entries) {
    if (entries.empty()) return;
    const std::string& example = incoming_.entries[entries.front()].id;
    notice(recognition_.id_quality, habit, entries.size(), example, now_);
    recognition_.issues.push_back(describe(habit, entries.size(), example));
  }

  const Feed& incoming_;
  const std::vector<std::string>& url_keys_;
  const std::vector<std::uint64_t>& fingerprints_;
  const Known& known_;
  const Timestamp now_;
  Recognition recognition_;

  std::vector<std::string> ids_;
  struct LazyTraits {
    std::optional<Traits> heading;
    bool has_text = false;
  };
  std::vector<LazyTraits> traits_;
  std::vector<std::size_t> unsettled_;
  std::vector<Pair> pairs_;
  std::unordered_set<std::string> claimed_;  // keys
  std::unordered_set<std::string> taken_;    // identities that entries of this document have from now on
  std::unordered_map<std::string, std::vector<std::size_t>> groups_;  // entries by id
  std::unordered_map<std::string_view, std::vector<const KnownEntry*>> by_url_;
  std::unordered_map<std::uint64_t, std::vector<const KnownEntry*>> by_title_;
  std::unordered_map<std::int64_t, std::vector<const KnownEntry*>> by_moment_;
  std::unordered_map<std::string_view, Buried> buried_;               // by identity
  std::unordered_map<std::uint64_t, std::vector<Buried>> buried_at_;  // by address and title
  std::size_t by_id_ = 0;
  std::unordered_set<std::size_t> seem_moved_;
  std::vector<std::size_t> changed_, repeated_, reused_;
};

}  // namespace

std::string second_identity(const Entry& entry, const Traits& traits) {
  std::string identity = identify(entry);
  if (!traits.url_key.empty()) return identity + "\nurl:" + traits.url_key;
  return identity + "\ntitle:" + base::to_base32(base::sha256(entry.title), 12);
}

Recognition recognize(const Feed& incoming, const std::vector<std::string>& url_keys,
                      const std::vector<std::uint64_t>& fingerprints, const Known& known, Timestamp now) {
  return Recognizer(incoming, url_keys, fingerprints, known, now).run();
}

}  // namespace commonplace::dedup
