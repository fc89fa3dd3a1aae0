// The questions of store/known.h to the rows of one source.

#pragma once

#include "store/known.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

class Lookup final : public EntryLookup {
 public:
  Lookup(Transaction& transaction, SourceId source) : transaction_(transaction), source_(source) {}

  std::optional<Found> find(const std::string& identity) override;
  std::vector<std::int64_t> find_alike(const Traits& traits) override;
  std::optional<Traits> traits_of(std::int64_t row) override;
  std::optional<KnownEntry> read(std::int64_t row) override;
  std::vector<Tombstone> find_buried(const std::string& identity, const std::string& second,
                                     const std::string& url_key) override;

 private:
  bool has_stored();

  Transaction& transaction_;
  SourceId source_;
  std::optional<bool> has_stored_;  // of a new source nothing need be asked
  std::optional<bool> has_buried_;  // most sources have nothing buried
};

}  // namespace commonplace::store::sqlite
