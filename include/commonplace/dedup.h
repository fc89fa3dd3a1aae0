// Which incoming entry is which: the same one again, an edit, a copy of a story carried elsewhere, or new (SPEC §5).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "commonplace/feed.h"

namespace commonplace {

// What makes an entry the same within its source: its id, else its canonical URL, else its title and date.
std::string identify(const Entry& entry);

// Digest of what a reader sees: title, link, texts, event, media. Dates and categories are not seen to change.
std::uint64_t fingerprint(const Entry& entry);

// The short permanent public key for an entry of `source` with this identity: 12 characters, [a-z0-9].
std::string mint_key(std::string_view source, std::string_view identity);

// What the store knows of an incoming document's entries.
struct KnownEntry {
  std::string key;
  std::uint64_t fingerprint = 0;
  std::uint32_t revision = 1;
};
struct Known {
  std::unordered_map<std::string, KnownEntry> by_identity;    // of this source
  std::unordered_map<std::string, std::string> story_by_url;  // comparison key of a URL, any source → key of its story
};

enum class Change { Inserted, Revised, Unchanged };

struct EntryChange {
  Change change = Change::Inserted;
  std::size_t index = 0;  // into the feed's entries
  std::string identity;
  std::string url_key;  // comparison key of the link; empty: no link
  std::uint64_t fingerprint = 0;
  std::string key;  // known or newly minted
  std::uint32_t revision = 1;
  std::string story;  // key of the story it joins; its own key where it starts one; empty where unchanged
};

// One change per distinct entry, in document order; the first of two items with one identity counts.
struct Delta {
  std::vector<EntryChange> changes;
  std::vector<std::string> issues;

  std::size_t count(Change change) const;
};

Delta reconcile(const Feed& incoming, const Known& known);

}  // namespace commonplace
