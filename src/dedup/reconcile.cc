// Incoming feed × what the store knows → Delta: new, edited, unchanged.

#include <algorithm>

#include "commonplace/dedup.h"
#include "dedup/addresses.h"
#include "dedup/recognize.h"

namespace commonplace {
namespace {

// What becomes of an entry that is stored already. False where it is taken for a flip.
bool update(EntryChange& change, const KnownEntry& before, bool is_moved, Timestamp now) {
  if (before.identity != change.identity) change.known_as = before.identity;
  change.key = before.key;
  change.revision = before.revision;
  change.versions = before.versions;
  change.change = change.known_as.empty() ? Change::Unchanged : Change::Moved;
  if (change.fingerprint == before.fingerprint) return true;
  if (is_moved) {
    change.change = Change::Moved;
    return true;
  }
  if (is_flip(before.versions, change.fingerprint, now)) {
    change.fingerprint = before.fingerprint;
    return false;
  }
  change.change = Change::Revised;
  ++change.revision;
  change.versions = after_revision(before.versions, before.fingerprint, change.fingerprint, now);
  return true;
}

}  // namespace

std::size_t Delta::count(Change change) const {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(), [change](const EntryChange& c) { return c.change == change; }));
}

Delta reconcile(const Feed& incoming, const Known& known, Timestamp now) {
  Delta delta;
  std::vector<std::string> url_keys = dedup::own_addresses(incoming);
  std::vector<std::vector<std::string>> origins = dedup::origin_addresses(incoming, url_keys);
  std::vector<std::uint64_t> fingerprints;
  for (const Entry& entry : incoming.entries) fingerprints.push_back(fingerprint(entry));
  dedup::Recognition recognition = dedup::recognize(incoming, url_keys, fingerprints, known, now);
  std::vector<std::size_t> flips;
  for (std::size_t index = 0; index < incoming.entries.size(); ++index) {
    dedup::Recognized& entry = recognition.entries[index];
    if (entry.is_repeat || entry.is_buried) continue;
    EntryChange change;
    change.index = index;
    change.identity = std::move(entry.identity);
    change.url_key = url_keys[index];
    change.origins = std::move(origins[index]);
    change.fingerprint = fingerprints[index];
    if (entry.returned) {
      change.key = entry.returned->key;
      change.returns = true;
    } else if (!entry.known) {
      change.key = mint_key(incoming.entries[index].source, change.identity);
    } else if (!update(change, *entry.known, entry.is_moved, now)) {
      flips.push_back(index);
    }
    delta.changes.push_back(std::move(change));
  }
  delta.issues = std::move(recognition.issues);
  if (!flips.empty()) {
    const std::string& example = incoming.entries[flips.front()].title;
    notice(recognition.id_quality, IdHabit::Flipping, flips.size(), example, now);
    delta.issues.push_back(describe(IdHabit::Flipping, flips.size(), example));
  }
  if (recognition.id_quality != known.id_quality) delta.id_quality = std::move(recognition.id_quality);
  return delta;
}

}  // namespace commonplace
