#include "dedup/withdrawal.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace commonplace::dedup {
namespace {

using Identities = std::unordered_set<std::string_view>;

// Two articles of one id are told apart by what follows it (recognize.h).
std::string_view without_second_part(std::string_view identity) { return identity.substr(0, identity.find('\n')); }

bool names(const Identities& identities, std::string_view identity) {
  return identities.contains(identity) || identities.contains(without_second_part(identity));
}

std::string identity_of(const std::string& id) {
  Entry entry;
  entry.id = id;
  return identify(entry);
}

std::vector<std::string> identities_of(const std::vector<Entry>& entries) {
  std::vector<std::string> identities;
  identities.reserve(entries.size());
  for (const Entry& entry : entries) identities.push_back(identify(entry));
  return identities;
}

// What the operator does not want is known by its id alone. Where ids have changed it may be one of those that seem to
// be absent, and absence proves nothing.
bool is_read_by_ids(const Feed& feed, std::span<const EntryChange> changes, std::span<const StoredName> stored,
                    const Identities& left_out) {
  if (feed.left_out.empty()) return true;
  const bool has_moved =
      std::any_of(changes.begin(), changes.end(), [](const EntryChange& change) { return !change.known_as.empty(); });
  if (has_moved) return false;
  const bool lists_some = std::any_of(changes.begin(), changes.end(),
                                      [](const EntryChange& change) { return change.change != Change::Inserted; });
  return lists_some || std::any_of(stored.begin(), stored.end(),
                                   [&left_out](const StoredName& one) { return names(left_out, one.identity); });
}

}  // namespace

bool may_withdraw(const Feed& feed) { return feed.complete || !feed.withdrawn.empty(); }

std::vector<std::string> withdrawn_by(const Feed& feed, std::span<const EntryChange> changes,
                                      std::span<const StoredName> stored) {
  std::unordered_set<std::string_view> listed;
  for (const EntryChange& change : changes) listed.insert(change.key);
  std::vector<std::string> spelled;
  for (const Withdrawal& withdrawal : feed.withdrawn) spelled.push_back(identity_of(withdrawal.id));
  const Identities taken_back(spelled.begin(), spelled.end());
  const Identities left_out(feed.left_out.begin(), feed.left_out.end());
  const bool absence_counts = feed.complete && is_read_by_ids(feed, changes, stored, left_out);
  const std::vector<std::string> ids = identities_of(feed.entries);
  const Identities said(ids.begin(), ids.end());  // also by those that repeat others
  std::vector<std::string> keys;
  for (const StoredName& one : stored) {
    if (listed.contains(one.key)) continue;
    const bool is_absent = absence_counts && !said.contains(one.identity) && !names(left_out, one.identity);
    if (is_absent || names(taken_back, one.identity)) keys.push_back(one.key);
  }
  return keys;
}

}  // namespace commonplace::dedup
