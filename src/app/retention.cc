#include "app/retention.h"

#include <algorithm>
#include <set>
#include <span>

namespace commonplace::app {
namespace {

using Keys = std::vector<std::string>;

constexpr std::size_t kAll = std::size_t{1} << 40;

std::set<std::string> pinned(const Live& live) {
  std::set<std::string> keys;
  for (const Topic& topic : live.config.topics) keys.insert(topic.pin.begin(), topic.pin.end());
  return keys;
}

std::chrono::seconds keep_of(const Live& live, const std::string& slug) {
  const Source* source = live.source(slug);
  return source ? source->keep : live.config.service.keep;
}

// Which entries have outlived their `keep`; pinned ones stay.
class Retention {
 public:
  Retention(store::Store& store, const Live& live, Timestamp now)
      : store_(store), live_(live), now_(now), pinned_(pinned(live)) {}

  Result<Keys> outlived(const store::SourceRow& source, std::size_t most) {
    if (source.entries <= store::RetentionStore::kNewestKept) return Keys{};
    const Timestamp before = now_ - keep_of(live_, source.slug);
    Result<Keys> keys = store_.outlived(source.id, before, most + pinned_.size());
    if (!keys) return keys;
    std::erase_if(*keys, [this](const std::string& key) { return pinned_.contains(key); });
    if (keys->size() > most) keys->resize(most);
    return keys;
  }

 private:
  store::Store& store_;
  const Live& live_;
  Timestamp now_;
  std::set<std::string> pinned_;
};

}  // namespace

Result<Outlived> count_outlived(store::Store& store, const Live& live, Timestamp now) {
  const Result<std::vector<store::SourceRow>> sources = store.sources();
  if (!sources) return fail(sources.error());
  Retention retention(store, live, now);
  Outlived counts;
  for (const store::SourceRow& source : *sources) {
    const Result<Keys> keys = retention.outlived(source, kAll);
    if (!keys) return fail(keys.error());
    if (!keys->empty()) counts[source.slug] = keys->size();
  }
  return counts;
}

Result<Outlived> Pruning::take_out(store::Store& store, const Live& live, Timestamp now, std::size_t most) {
  Retention retention(store, live, now);
  Outlived portion;
  while (next_ < sources_.size() && most > 0) {
    const store::SourceRow& source = sources_[next_];
    const Result<Keys> keys = retention.outlived(source, most);
    if (!keys) return fail(keys.error());
    if (keys->size() < most) ++next_;
    if (keys->empty()) continue;
    const auto buried = store.bury(*keys, TombstoneReason::Pruned, now);
    if (!buried) return fail(buried.error());
    portion[source.slug] += keys->size();
    taken_out_[source.slug] += keys->size();
    most -= keys->size();
  }
  return portion;
}

}  // namespace commonplace::app
