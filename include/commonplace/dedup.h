// Which incoming entry is which: the same one again, an edit, a copy of a story carried elsewhere, or new (SPEC §5).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "commonplace/feed.h"
#include "commonplace/id_quality.h"
#include "commonplace/tombstone.h"

namespace commonplace {

// What makes an entry the same within its source: its id, else its canonical URL, else its title and date.
std::string identify(const Entry& entry);

// Digest of what a reader sees: title, link, texts, event, media. Dates and categories are not seen to change.
std::uint64_t fingerprint(const Entry& entry);

// The short permanent public key for an entry of `source` with this identity: 12 characters, [a-z0-9].
std::string mint_key(std::string_view source, std::string_view identity);

// What an entry was before its last edits, as far as it takes to tell an edit from a flip.
struct Versions {
  std::vector<std::uint64_t> earlier;  // fingerprints, the latest first; a few
  int returns = 0;                     // how often it went back to one of them
  std::optional<Timestamp> revised;    // last

  friend bool operator==(const Versions&, const Versions&) = default;
};

// Whether the version that came in is one that the entry goes back and forth from, rather than an edit. What is taken
// for a flip stays out for a time that doubles with each return, so that a version that stays is shown in the end.
bool is_flip(const Versions& versions, std::uint64_t incoming, Timestamp now);

Versions after_revision(Versions versions, std::uint64_t replaced, std::uint64_t incoming, Timestamp now);

// By what an entry is recognized where its id says nothing.
struct Traits {
  std::string url_key;                 // comparison key of its own page's address; empty: none
  std::uint64_t link = 0;              // digest of the address as it is
  std::uint64_t title = 0;             // digest of the title, whatever its spelling; 0: none
  std::uint64_t text = 0;              // digest of what it says, and of its files; 0: too little to tell
  std::uint64_t appearance = 0;        // digest of what a reader sees but for the address; 0: not known
  std::vector<std::uint32_t> sketch;   // of what it says; texts that share hardly any of these are different texts
  std::optional<Timestamp> published;  // nothing where the publisher gave no date
  DatePrecision precision = DatePrecision::Instant;
};

// What the store knows of an incoming document's entries.
struct KnownEntry {
  std::string key;
  std::uint64_t fingerprint = 0;
  std::uint32_t revision = 1;
  Versions versions;
  std::string identity;          // as it is stored
  std::optional<Traits> traits;  // nothing where an incoming entry has its identity and its fingerprint
};
struct Known {
  std::unordered_map<std::string, KnownEntry> by_identity;  // of this source
  std::vector<KnownEntry> alike;                            // others of this source that may be meant, with traits
  IdQuality id_quality;                                     // of this source
  std::vector<Tombstone> tombstones;                        // of this source, with an entry's id or its address
};

// Moved: the same to a reader, under another id or address. It is stored, and is no revision.
enum class Change { Inserted, Revised, Unchanged, Moved };

struct EntryChange {
  Change change = Change::Inserted;
  std::size_t index = 0;  // into the feed's entries
  std::string identity;   // as stored from now on
  std::string known_as;   // the identity that it is stored under so far, where that is another one
  std::string url_key;    // comparison key of the link: what has the same one is the same story; empty: no link
  std::vector<std::string> origins;  // comparison keys of the pages that it names as its original
  std::uint64_t fingerprint = 0;     // as stored from now on
  std::string key;                   // known or newly minted
  bool returns = false;              // it was withdrawn, and is what it was: its tombstone's key, date and id
  std::uint32_t revision = 1;
  Versions versions;
  std::vector<std::uint64_t> sketch;  // of its text, for finding copies (dedup/sketch.h); empty where unchanged
  std::vector<std::string> copies;    // keys of entries that it is a copy of, stored or earlier in the document
};

// One change per distinct entry, in document order; the first of two items that are one entry counts.
struct Delta {
  std::vector<EntryChange> changes;
  std::vector<std::string> withdrawn;   // keys of stored entries that their publisher took back
  std::vector<std::string> issues;      // with the ids of this document, in words for operators
  std::optional<IdQuality> id_quality;  // of the source from now on, where it changed

  std::size_t count(Change change) const;
};

Delta reconcile(const Feed& incoming, const Known& known, Timestamp now);

// The operator's word on copies, by the keys of two entries: they are one story, or they are not ([stories], SPEC §1).
struct StoryRulings {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  Pairs join;
  Pairs split;

  friend bool operator==(const StoryRulings&, const StoryRulings&) = default;
};

}  // namespace commonplace
