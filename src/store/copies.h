// What every store decides alike about an entry: its comparison key, its dates over revisions.
// Pure; shared by the implementations.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/tombstone.h"
#include "store/records.h"

namespace commonplace::store {

// The comparison key of the entry's link; empty where it has none.
std::string url_key(const Entry& entry);

// The entry as it is first stored: with its key, and with `now` for the dates it lacks.
Entry first_stored(const Entry& incoming, std::string_view key, std::string_view source, Timestamp now);

// An entry that was withdrawn and is listed again, as it is stored: with the dates that it had.
Entry returned(const Entry& incoming, const Tombstone& tombstone);

// The stored entry after an edit: the incoming one, but for what never changes once stored (key, source, story,
// position and when it was published and first seen). `updated` moves forward, to the publisher's word where it gives
// one.
Entry revised(const Entry& stored, const Entry& incoming, Timestamp now);

// The stored entry after a move to another id or address: as after an edit, but that it does not count as one.
Entry moved(const Entry& stored, const Entry& incoming);

// What is left of the entry when it is taken away. The id of its story is for the caller to add.
Tombstone tombstone_of(const Entry& entry, std::string_view identity, std::string_view url_key, TombstoneReason why,
                       Timestamp now);

// The latest first; those that a topic tells of.
void keep_latest(std::vector<RetractionRow>& retracted);

// The event that the story announces: that of the first copy which has one; null where none has.
const Event* event_of(std::span<const Entry> copies);
// What is told of it once it was called off: when it was to be.
Event bare(const Event& event);
}  // namespace commonplace::store
