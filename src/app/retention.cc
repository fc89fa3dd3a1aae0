#include "app/retention.h"

#include <set>
#include <span>
#include <vector>

namespace commonplace::app {
namespace {

std::set<std::string> pinned(const Live& live) {
  std::set<std::string> keys;
  for (const Topic& topic : live.config.topics) keys.insert(topic.pin.begin(), topic.pin.end());
  return keys;
}

std::chrono::seconds keep_of(const Live& live, const std::string& slug) {
  const Source* source = live.source(slug);
  return source ? source->keep : live.config.service.keep;
}

class Retention {
 public:
  Retention(store::Store& store, const Live& live, Timestamp now)
      : store_(store), live_(live), now_(now), pinned_(pinned(live)) {}

  // Hands the keys of each source that has any to `take`, so many of one at most, until it returns false.
  template <class Take>
  Result<bool> each(std::size_t most, const Take& take) {
    const auto sources = store_.sources();
    if (!sources) return fail(sources.error());
    for (const store::SourceRow& source : *sources) {
      if (source.entries <= store::RetentionStore::kNewestKept) continue;
      const Timestamp before = now_ - keep_of(live_, source.slug);
      auto keys = store_.outlived(source.id, before, most + pinned_.size());
      if (!keys) return fail(keys.error());
      std::erase_if(*keys, [this](const std::string& key) { return pinned_.contains(key); });
      if (keys->empty()) continue;
      const Result<bool> goes_on = take(source.slug, std::span<const std::string>(*keys));
      if (!goes_on) return goes_on;
      if (!*goes_on) break;
    }
    return true;
  }

 private:
  store::Store& store_;
  const Live& live_;
  Timestamp now_;
  std::set<std::string> pinned_;
};

constexpr std::size_t kAll = std::size_t{1} << 40;

}  // namespace

Result<Outlived> count_outlived(store::Store& store, const Live& live, Timestamp now) {
  Outlived outlived;
  const auto count = [&](const std::string& slug, std::span<const std::string> keys) -> Result<bool> {
    outlived[slug] = keys.size();
    return true;
  };
  const Result<bool> counted = Retention(store, live, now).each(kAll, count);
  if (!counted) return fail(counted.error());
  return outlived;
}

Result<Outlived> prune_some(store::Store& store, const Live& live, Timestamp now, std::size_t most) {
  Outlived pruned;
  std::size_t left = most;
  const auto bury = [&](const std::string& slug, std::span<const std::string> keys) -> Result<bool> {
    keys = keys.first(std::min(keys.size(), left));
    const auto buried = store.bury(keys, TombstoneReason::Pruned, now);
    if (!buried) return fail(buried.error());
    pruned[slug] = keys.size();
    left -= keys.size();
    return left > 0;
  };
  const Result<bool> done = Retention(store, live, now).each(most, bury);
  if (!done) return fail(done.error());
  return pruned;
}

}  // namespace commonplace::app
