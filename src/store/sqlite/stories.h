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

  // The story that an entry is in; nothing where there is no such entry.
  std::optional<std::int64_t> of_entry(std::string_view key);

  // What is asked of an entry to find its story.
  struct Found {
    SourceId source{};
    std::uint64_t title = 0;          // dedup::title_digest
    std::vector<std::string> copies;  // keys of entries that it is a copy of
  };
  // The story of an entry that is a copy of those named, or of those with its address. Where they are in several, these
  // are joined. Else that of the page which it names as its original, or of an entry that names its page so. Nothing
  // where there is none yet. `own` is the story that the entry is in already.
  std::optional<std::int64_t> unite(const Found& found, const EntryChange& change,
                                    std::optional<std::int64_t> own = std::nullopt);
  // After an edit. A story that has other copies joins no other one by it: what is edited again and again would bring
  // together what has nothing in common.
  std::int64_t unite_edited(const Found& found, const EntryChange& change, std::int64_t own);

  // A story of which `entry` is the first copy. Where it was one before, it is that one again.
  std::int64_t found(const Entry& entry);

  // Joins the story of the entry with those of the entries that the operator wants it joined with.
  void obey(const std::string& key);

  // Two stories become the one that was founded first, which is returned. Where the operator keeps copies of theirs
  // apart, nothing happens, and it is `one`.
  std::int64_t join(std::int64_t one, std::int64_t other);
  // The copies of the story that are to be apart by now leave it, each with those it is most alike.
  void part(std::int64_t story, const StoryRulings::Pairs& apart);

 private:
  void absorb(std::int64_t younger, std::int64_t older);
  std::optional<std::int64_t> at_address(const Found& found, const std::string& url_key,
                                         std::optional<std::int64_t> own);
  std::optional<std::int64_t> of_origin(const EntryChange& change);
  std::optional<std::int64_t> first(const char* sql, std::string_view of);
  bool are_kept_apart(std::int64_t one, std::int64_t other);

  Transaction& transaction_;
  Memberships& memberships_;
  std::string_view tag_authority_;
};

}  // namespace commonplace::store::sqlite
