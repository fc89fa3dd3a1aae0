// What feeds say of a story's changes: how many there were, which is the SEQUENCE of what it announces, and when the
// last one was. Both only grow, whatever becomes of its copies (RFC 5545 §3.8.7.4): readers that keep the later of two
// versions would keep the older one (RFC 6721 §3).

#pragma once

#include <cstdint>
#include <optional>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// `updated`: when its publisher changed it, where he says so.
void count_changes(Transaction& transaction, std::int64_t story, std::int64_t changes,
                   std::optional<Timestamp> updated);

// The story goes on with what another one was, which ends.
void inherit_changes(Transaction& transaction, std::int64_t story, std::int64_t other);

}  // namespace commonplace::store::sqlite
