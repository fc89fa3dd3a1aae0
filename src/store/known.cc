#include "store/known.h"

#include <unordered_set>

#include "dedup/addresses.h"
#include "dedup/recognize.h"
#include "dedup/traits.h"

namespace commonplace::store {
namespace {

class Search {
 public:
  Search(EntryLookup& lookup, const Feed& feed, Known& known) : lookup_(lookup), feed_(feed), known_(known) {}

  void look_for(std::size_t index) {
    const Entry& entry = feed_.entries[index];
    const std::uint64_t as_it_is = fingerprint(entry);
    const std::string first = identify(entry);
    if (find(first, as_it_is)) return;
    const Traits traits = dedup::heading_of(entry, address(index));
    const std::string second = dedup::second_identity(entry, traits);
    if (known_.by_identity.contains(first) && find(second, as_it_is)) return;
    for (Tombstone& tombstone : lookup_.find_buried(first, second, traits.url_key)) {
      if (buried_.insert(tombstone.identity).second) known_.tombstones.push_back(std::move(tombstone));
    }
    for (const std::int64_t row : lookup_.find_alike(traits)) {
      if (!read_.insert(row).second) continue;
      if (std::optional<KnownEntry> alike = lookup_.read(row)) known_.alike.push_back(std::move(*alike));
    }
  }

 private:
  // Whether the entry is stored under this identity, as it is.
  bool find(const std::string& identity, std::uint64_t as_it_is) {
    const std::optional<EntryLookup::Found> found = lookup_.find(identity);
    if (!found) return false;
    KnownEntry& known = known_.by_identity.try_emplace(identity, found->entry).first->second;
    if (known.fingerprint == as_it_is) return true;
    if (!known.traits) known.traits = lookup_.traits_of(found->row);
    return false;
  }

  const std::string& address(std::size_t index) {
    if (addresses_.empty()) addresses_ = dedup::own_addresses(feed_);
    return addresses_[index];
  }

  EntryLookup& lookup_;
  const Feed& feed_;
  Known& known_;
  std::vector<std::string> addresses_;
  std::unordered_set<std::int64_t> read_;   // rows among `alike`
  std::unordered_set<std::string> buried_;  // identities among `tombstones`
};

}  // namespace

void look_up(EntryLookup& lookup, const Feed& feed, Known& known) {
  Search search(lookup, feed, known);
  for (std::size_t index = 0; index < feed.entries.size(); ++index) search.look_for(index);
}

}  // namespace commonplace::store
