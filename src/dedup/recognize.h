// Incoming entries × what the store knows of their source → which entry is which (SPEC §5 rule 1).
//
// An id is a claim. It is believed unless what it names says otherwise: articles that differ in address and title are
// two, whatever their ids, and an article that came under another id is the one it was.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commonplace/dedup.h"

namespace commonplace::dedup {

struct Recognized {
  const KnownEntry* known = nullptr;    // the stored entry that it is, of those passed in; null: a new one
  std::string identity;                 // what it is stored under from now on
  bool is_repeat = false;               // the same entry as an earlier one of this document
  bool is_buried = false;               // was taken away, and stays so
  const Tombstone* returned = nullptr;  // it was withdrawn, and is listed again
  bool is_moved = false;                // all that changed is its id, or its address
};

struct Recognition {
  std::vector<Recognized> entries;  // one for each of the feed's
  std::vector<std::string> issues;
  IdQuality id_quality;
};

// `url_keys` and `fingerprints` are those of the feed's entries, one for each.
Recognition recognize(const Feed& incoming, const std::vector<std::string>& url_keys,
                      const std::vector<std::uint64_t>& fingerprints, const Known& known, Timestamp now);

// The identity of an entry whose id belongs to another article: the id with what tells them apart.
std::string second_identity(const Entry& entry, const Traits& traits);

}  // namespace commonplace::dedup
