// What is left of an entry that was taken away, so that it does not come back as news.

#pragma once

#include <string>

#include "commonplace/time.h"

namespace commonplace {

enum class TombstoneReason {
  Pruned,     // it was old
  Withdrawn,  // by its publisher
  Hidden,     // by the operator
};

std::string_view name(TombstoneReason reason);  // "pruned" "withdrawn" "hidden"

struct Tombstone {
  std::string key;
  std::string source;  // slug
  std::string identity;
  std::string url_key;  // comparison key of its address; empty: none
  std::string title;
  std::string link;
  Timestamp published;
  Timestamp first_seen;
  TombstoneReason why = TombstoneReason::Pruned;
  Timestamp since;

  friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

}  // namespace commonplace
