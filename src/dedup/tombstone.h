// Incoming entry × tombstone → whether it is what was buried, or something else under an id that was used before.

#pragma once

#include "commonplace/dedup.h"
#include "commonplace/tombstone.h"

namespace commonplace::dedup {

// Where the entry has the tombstone's id. It is another article only where nothing of the old one is left: another
// title, another address, and published since.
bool stays_buried(const Traits& incoming, const Tombstone& tombstone);

// Where it has another id: the same title at the same address.
bool is_buried_under_another_id(const Traits& incoming, const Tombstone& tombstone);

}  // namespace commonplace::dedup
