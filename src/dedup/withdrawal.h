// Which stored entries a document takes back: those that an at:deleted-entry names (RFC 6721), and those that are
// absent from a document that says it is complete (RFC 5005 §2). Absence from any other document means nothing.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "commonplace/dedup.h"

namespace commonplace::dedup {

struct StoredName {
  std::string identity;
  std::string key;
};

// Whether the document may take anything back, so that it is worth listing what is stored.
bool may_withdraw(const Feed& feed);

// The keys of those among the source's `stored` entries. `changes` are the document's.
std::vector<std::string> withdrawn_by(const Feed& feed, std::span<const EntryChange> changes,
                                      std::span<const StoredName> stored);

}  // namespace commonplace::dedup
