#include "dedup/addresses.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "commonplace/url.h"

namespace commonplace::dedup {
namespace {

// The front page of a site is no entry's own address, however many entries link to it.
bool is_front_page(const Url& url) { return url.path().size() <= 1 && !url.has_query() && !url.has_fragment(); }

std::string url_key_of(const Entry& entry) {
  const Result<Url> url = parse_url(entry.link);
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
  for (const Entry& entry : feed.entries) keys.push_back(url_key_of(entry));
  forget_shared_addresses(feed, keys);
  return keys;
}

}  // namespace commonplace::dedup
