// Entries that we published, and that another aggregator gives back to us.

#pragma once

#include "commonplace/entry.h"
#include "commonplace/ingest.h"

namespace commonplace {

// Whether the entry has an id that we minted, or says that it comes from a feed of ours.
bool is_echo(const Entry& entry, const Self& self);

}  // namespace commonplace
