#include "dedup/addresses.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "commonplace/url.h"

namespace commonplace::dedup {
namespace {

// The front page of a site is no entry's own address, however many entries link to it.
bool is_front_page(const Url& url) { return url.path().size() <= 1 && !url.has_query() && !url.has_fragment(); }

// `address` is canonical.
std::string key_of(std::string_view address) {
  const Result<Url> url = parse_url(address);
  return url && !is_front_page(*url) ? comparison_key(*url) : std::string{};
}

// An address that entries with different titles share is a list, a shop window: never the one page of each.
void forget_shared_addresses(const Feed& feed, std::vector<std::string>& keys) {
  std::unordered_map<std::string_view, const Entry*> first;
  std::unordered_set<std::string> shared;
  for (std::size_t index = 0; index < keys.size(); ++index) {
    if (keys[index].empty()) continue;
    const auto [known, fresh] = first.emplace(keys[index], &feed.entries[index]);
    if (!fresh && known->second->title != feed.entries[index].title) shared.insert(keys[index]);
  }
  for (std::string& key : keys) {
    if (shared.contains(key)) key.clear();
  }
}

}  // namespace

std::vector<std::string> own_addresses(const Feed& feed) {
  std::vector<std::string> keys;
  keys.reserve(feed.entries.size());
  for (const Entry& entry : feed.entries) keys.push_back(key_of(entry.link));
  forget_shared_addresses(feed, keys);
  return keys;
}

std::vector<std::vector<std::string>> origin_addresses(const Feed& feed, const std::vector<std::string>& own) {
  std::vector<std::vector<std::string>> origins(feed.entries.size());
  std::unordered_map<std::string, std::size_t> uses;
  for (std::size_t index = 0; index < origins.size(); ++index) {
    for (const Link& link : feed.entries[index].links) {
      if (link.rel != "canonical" && link.rel != "via") continue;
      const Result<Url> url = parse_url(link.href);
      if (!url) continue;
      std::string key = key_of(canonicalize(*url).href());
      if (key.empty() || key == own[index]) continue;
      ++uses[key];
      origins[index].push_back(std::move(key));
    }
  }
  // What several entries come from is where their publisher reads, not what it read.
  for (std::vector<std::string>& of_entry : origins) {
    std::erase_if(of_entry, [&uses](const std::string& key) { return uses[key] > 1; });
  }
  return origins;
}

}  // namespace commonplace::dedup
