#include "app/rematch.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "topic/rule.h"

namespace commonplace::app {
namespace {

using store::CatalogStore;
using Done = Result<bool>;
using Among = CatalogStore::Among;
using Rows = std::vector<std::int64_t>;

constexpr std::size_t kBatch = 1000;
// Of more topics at once, reading every entry once costs less than asking the index about each.
constexpr std::size_t kMostLookedUp = 100;
constexpr std::size_t kRowsAStep = 50'000;  // of small topics, in one transaction

class Rematch {
 public:
  Rematch(CatalogStore& store, const Live& live, const std::vector<TopicId>& topics) : store_(store), live_(live) {
    for (const TopicId id : topics) members_[id];
    for (const Topic& topic : live.config.topics) {
      if (members_.contains(topic.id)) topics_.push_back(topic);
    }
  }

  Done find() {
    Result<TopicMatcher> matcher = TopicMatcher::compile(topics_, live_.config.sources);
    if (!matcher) return fail(matcher.error());
    matcher_ = std::move(*matcher);
    if (topics_.size() > kMostLookedUp) return read(Among::All);
    for (const Source& source : live_.config.sources) tags_.emplace(source.slug, source.tags);
    for (const Topic& topic : topics_) {
      if (const Done found = look_up(topic); !found) return found;
    }
    return read(Among::NotIndexed);
  }

  Result<std::vector<TopicId>> move(Timestamp now) {
    std::set<TopicId> touched;
    std::vector<CatalogStore::Members> step;
    std::size_t rows = 0;
    for (auto next = members_.begin(); next != members_.end();) {
      std::sort(next->second.begin(), next->second.end());
      rows += next->second.size();
      step.push_back({next->first, std::move(next->second)});
      if (++next != members_.end() && rows < kRowsAStep) continue;
      const auto changed = store_.set_members(step, now);
      if (!changed) return fail(changed.error());
      touched.insert(changed->begin(), changed->end());
      step.clear();
      rows = 0;
    }
    return std::vector<TopicId>(touched.begin(), touched.end());
  }

 private:
  Done look_up(const Topic& topic) {
    const auto rule = topic::rule_tree(topic, live_.config.sources);
    if (!rule) return true;
    Result<CatalogStore::LookedUp> found = store_.look_up(*rule, tags_);
    if (!found) return fail(found.error());
    members_[topic.id] = std::move(found->matching);
    for (std::size_t begin = 0; begin < found->doubtful.size(); begin += kBatch) {
      const std::size_t count = std::min(kBatch, found->doubtful.size() - begin);
      const auto rows = store_.rematch_rows(std::span(found->doubtful).subspan(begin, count));
      if (!rows) return fail(rows.error());
      for (const auto& row : *rows) {
        const std::vector<TopicId> matched = matcher_.match(row.entry);
        if (std::find(matched.begin(), matched.end(), topic.id) != matched.end()) members_[topic.id].push_back(row.row);
      }
    }
    return true;
  }

  Done read(Among among) {
    for (std::int64_t last = 0;;) {
      const auto batch = store_.rematch_batch(last, kBatch, among);
      if (!batch) return fail(batch.error());
      if (batch->empty()) return true;
      for (const auto& row : *batch) {
        for (const TopicId topic : matcher_.match(row.entry)) members_[topic].push_back(row.row);
        last = row.row;
      }
    }
  }

  CatalogStore& store_;
  const Live& live_;
  std::vector<Topic> topics_;
  TopicMatcher matcher_;  // of these topics alone
  store::SourceTags tags_;
  std::map<TopicId, Rows> members_;
};

}  // namespace

Result<std::vector<TopicId>> rematch(CatalogStore& store, const Live& live, const std::vector<TopicId>& topics,
                                     Timestamp now) {
  if (topics.empty()) return std::vector<TopicId>{};
  Rematch rematch(store, live, topics);
  if (const Done found = rematch.find(); !found) return fail(found.error());
  return rematch.move(now);
}

}  // namespace commonplace::app
