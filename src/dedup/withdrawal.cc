#include "dedup/withdrawal.h"

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

}  // namespace

bool may_withdraw(const Feed& feed) { return feed.complete || !feed.withdrawn.empty(); }

std::vector<std::string> withdrawn_by(const Feed& feed, std::span<const EntryChange> changes,
                                      std::span<const StoredName> stored) {
  std::unordered_set<std::string_view> listed;
  for (const EntryChange& change : changes) listed.insert(change.key);
  std::vector<std::string> spelled;
  for (const Withdrawal& withdrawal : feed.withdrawn) {
    Entry entry;
    entry.id = withdrawal.id;
    spelled.push_back(identify(entry));
  }
  const Identities taken_back(spelled.begin(), spelled.end());
  const Identities left_out(feed.left_out.begin(), feed.left_out.end());
  std::vector<std::string> keys;
  for (const StoredName& one : stored) {
    if (listed.contains(one.key)) continue;
    const bool is_absent = feed.complete && !names(left_out, one.identity);
    if (is_absent || names(taken_back, one.identity)) keys.push_back(one.key);
  }
  return keys;
}

}  // namespace commonplace::dedup
