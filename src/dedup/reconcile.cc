// Incoming feed × what the store knows → Delta: new, edited, unchanged, and which story a new entry joins.

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "commonplace/dedup.h"
#include "commonplace/url.h"

namespace commonplace {
namespace {

// The front page of a site is no entry's own address, however many entries link to it.
bool is_front_page(const Url& url) { return url.path().size() <= 1 && !url.has_query() && !url.has_fragment(); }

std::string url_key_of(const Entry& entry) {
  const Result<Url> url = parse_url(entry.link);
  return url && !is_front_page(*url) ? comparison_key(*url) : std::string{};
}

// Addresses that entries with different titles share: a list, a shop window, never the one page of each.
std::unordered_set<std::string_view> shared_addresses(const Feed& feed, const std::vector<std::string>& keys) {
  std::unordered_map<std::string_view, const Entry*> first;
  std::unordered_set<std::string_view> shared;
  for (std::size_t index = 0; index < keys.size(); ++index) {
    if (keys[index].empty()) continue;
    const auto [known, fresh] = first.emplace(keys[index], &feed.entries[index]);
    if (!fresh && known->second->title != feed.entries[index].title) shared.insert(keys[index]);
  }
  return shared;
}

// The story of a new entry: the one its URL already has anywhere, or in this document, else its own.
std::string story_of(const EntryChange& change, const Known& known,
                     std::unordered_map<std::string, std::string>& founded_here) {
  if (change.url_key.empty()) return change.key;
  if (const auto it = known.story_by_url.find(change.url_key); it != known.story_by_url.end()) return it->second;
  return founded_here.try_emplace(change.url_key, change.key).first->second;
}

}  // namespace

std::size_t Delta::count(Change change) const {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(), [change](const EntryChange& c) { return c.change == change; }));
}

Delta reconcile(const Feed& incoming, const Known& known) {
  Delta delta;
  std::unordered_set<std::string> seen;
  std::unordered_map<std::string, std::string> founded_here;
  std::vector<std::string> url_keys;
  for (const Entry& entry : incoming.entries) url_keys.push_back(url_key_of(entry));
  const std::unordered_set<std::string_view> shared = shared_addresses(incoming, url_keys);
  for (std::size_t index = 0; index < incoming.entries.size(); ++index) {
    const Entry& entry = incoming.entries[index];
    EntryChange change;
    change.index = index;
    change.identity = identify(entry);
    if (!seen.insert(change.identity).second) {
      delta.issues.push_back("two entries have the same id '" + entry.id + "'; the first was kept");
      continue;
    }
    if (!shared.contains(url_keys[index])) change.url_key = url_keys[index];
    change.fingerprint = fingerprint(entry);
    const auto stored = known.by_identity.find(change.identity);
    if (stored == known.by_identity.end()) {
      change.key = mint_key(entry.source, change.identity);
      change.story = story_of(change, known, founded_here);
    } else {
      const KnownEntry& before = stored->second;
      change.key = before.key;
      const bool same = before.fingerprint == change.fingerprint;
      change.change = same ? Change::Unchanged : Change::Revised;
      change.revision = same ? before.revision : before.revision + 1;
    }
    delta.changes.push_back(std::move(change));
  }
  return delta;
}

}  // namespace commonplace
