// The stories of entries: founded, joined, united (SPEC §5).

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/dedup.h"
#include "commonplace/entry.h"
#include "store/sqlite/database.h"
#include "store/sqlite/memberships.h"

namespace commonplace::store::sqlite {

class Stories {
 public:
  Stories(Transaction& transaction, Memberships& memberships, std::string_view tag_authority)
      : transaction_(transaction), memberships_(memberships), tag_authority_(tag_authority) {}

  // The story of an entry that is a copy of those with the keys `copies`, of those with its address or that of an
  // origin of its own, and of those that name its address as their origin. Where they are in several, these are joined.
  // Nothing where there is none yet. `own` is the story that the entry is in already.
  std::optional<std::int64_t> unite(std::span<const std::string> copies, const EntryChange& change,
                                    std::optional<std::int64_t> own = std::nullopt);
  std::optional<std::int64_t> named(std::string_view key);

  // A story of which `entry` is the first copy. Where it was one before, it is that one again; `remembered` is the id
  // that a tombstone has of it.
  std::int64_t found(const Entry& entry, const std::string& remembered = {});

  // Two stories become the one that was founded first, which is returned. Where the operator keeps copies of theirs
  // apart, nothing happens, and it is `one`.
  std::int64_t join(std::int64_t one, std::int64_t other);
  // The copies of the story that are to be apart by now leave it, each with those it is most alike.
  void part(std::int64_t story, const StoryRulings::Pairs& apart);

 private:
  void absorb(std::int64_t younger, std::int64_t older);
  bool are_kept_apart(std::int64_t one, std::int64_t other);

  Transaction& transaction_;
  Memberships& memberships_;
  std::string_view tag_authority_;
};

}  // namespace commonplace::store::sqlite
