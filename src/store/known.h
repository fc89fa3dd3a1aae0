// Which stored entries an incoming document could mean: the same questions to every store.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commonplace/dedup.h"

namespace commonplace::store {

// What is asked of the entries of one source.
class EntryLookup {
 public:
  virtual ~EntryLookup() = default;

  // The entry with this identity, without traits, and its row.
  struct Found {
    std::int64_t row = 0;
    KnownEntry entry;
  };
  virtual std::optional<Found> find(const std::string& identity) = 0;
  // Rows of a few entries that share the address, the title or the moment of publication.
  virtual std::vector<std::int64_t> find_alike(const Traits& traits) = 0;
  // Nothing where there is no such row.
  virtual std::optional<Traits> traits_of(std::int64_t row) = 0;
  virtual std::optional<KnownEntry> read(std::int64_t row) = 0;
  // The tombstones with one of these identities, and a few with the address.
  virtual std::vector<Tombstone> find_buried(const std::string& identity, const std::string& second,
                                             const std::string& url_key) = 0;
};

// At most so many tombstones of one address.
constexpr std::size_t kMostBuried = 16;
// At most so many for each of address, title and moment.
constexpr std::size_t kMostAlike = 6;

// Fills in `by_identity`, `alike` and `tombstones`. An entry that is stored as it is costs one question.
void look_up(EntryLookup& lookup, const Feed& feed, Known& known);

}  // namespace commonplace::store
