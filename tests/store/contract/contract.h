// What every Store must do alike: the suites in this folder run on each implementation of it.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "store/comparison.h"
#include "store/sqlite/store.h"
#include "support/memory_store.h"
#include "support/temp_dir.h"

namespace commonplace::testing {

struct OnSqlite {
  TempDir folder;
  std::unique_ptr<store::Store> open() {
    return std::move(
        store::sqlite::open_sqlite((folder.path() / "store.db").string(), store::Access::ReadWrite, "news.example.org")
            .value());
  }
};

struct InMemory {
  std::unique_ptr<store::Store> open() { return std::make_unique<MemoryStore>("news.example.org"); }
};

using Backends = ::testing::Types<InMemory, OnSqlite>;

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

// An article as normalization leaves it, before it is stored.
inline Entry article(std::string id, std::string title = "A title", Timestamp published = kNow) {
  Entry entry;
  entry.id = std::move(id);
  entry.title = std::move(title);
  entry.published = published;
  entry.date_from = DateFrom::Published;
  entry.type = "News";
  return entry;
}

inline Feed feed_of(std::vector<Entry> entries) {
  Feed feed;
  feed.head.title = "Partner news";
  feed.entries = std::move(entries);
  for (std::size_t i = 0; i < feed.entries.size(); ++i) feed.entries[i].position = static_cast<std::uint32_t>(i);
  return feed;
}

template <class Backend>
class StoreContract : public ::testing::Test {
 protected:
  StoreContract() : store_(backend_.open()) {}

  // Configures one more source or topic, beside those that are there.
  SourceId add_source(std::string slug, int priority = 100) {
    Source& source = sources_.emplace_back();
    source.url = "https://" + slug + ".example.org/feed";
    source.slug = std::move(slug);
    source.priority = priority;
    sync_sources();
    return sources_.back().id;
  }
  TopicId add_topic(std::string slug) {
    Topic& topic = topics_.emplace_back();
    topic.slug = std::move(slug);
    sync_topics();
    return topics_.back().id;
  }
  bool sync_sources() { return store_->sync_sources(sources_, now_).value(); }
  // As the configuration is applied: whoever is named has been rematched afterwards, and keeps the entries it has.
  std::vector<TopicId> sync_topics() {
    std::vector<TopicId> changed = store_->sync_topics(topics_, now_).value();
    for (const TopicId topic : changed) EXPECT_TRUE(set_members(topic, members(topic)).empty());
    return changed;
  }
  std::vector<store::CatalogStore::RematchRow> all_rows() {
    return store_->rematch_batch(0, 1000, store::CatalogStore::Among::All).value();
  }
  std::vector<std::int64_t> members(TopicId topic) {
    const auto named = std::find_if(topics_.begin(), topics_.end(), [&](const Topic& t) { return t.id == topic; });
    std::set<std::string> keys;
    const auto stored_entries = store_->entries({named->slug, "", {}, {}}).value();
    for (const Entry& entry : stored_entries) keys.insert(entry.key);
    std::vector<std::int64_t> rows;
    for (const auto& row : all_rows()) {
      if (keys.contains(row.entry.key)) rows.push_back(row.row);
    }
    return rows;
  }
  std::vector<TopicId> set_members(TopicId topic, std::vector<std::int64_t> rows) {
    const std::vector<store::CatalogStore::Members> members = {{topic, std::move(rows)}};
    return store_->set_members(members, now_).value();
  }

  // One poll as the pipeline does it: compared, then committed. All entries are in `topics`.
  store::ApplyOutcome poll(SourceId source, Feed feed, const std::vector<TopicId>& topics = {}) {
    for (Entry& entry : feed.entries) entry.source = slug_of(source);
    store::RefreshCommit commit;
    commit.source = source;
    commit.now = now_;
    commit.next_poll = now_ + std::chrono::hours{1};
    commit.history.state = SourceState::Ok;
    commit.history.last_poll = commit.history.last_success = now_;
    commit.feed = &feed;
    commit.delta = store::compare_with_stored(*store_, source, feed, now_).value();
    commit.topics.assign(feed.entries.size(), topics);
    return store_->commit(commit).value();
  }

  store::PageStore::TopicStories page(TopicId topic, std::size_t limit = 100) {
    return store_->newest(topic, {limit}).value();
  }
  std::vector<Entry> all_entries() { return store_->entries({}).value(); }
  std::vector<std::string> titles(const std::vector<Entry>& entries) {
    std::vector<std::string> titles;
    for (const Entry& entry : entries) titles.push_back(entry.title);
    return titles;
  }
  std::vector<std::string> lead_titles(TopicId topic, std::size_t limit = 100) {
    std::vector<std::string> titles;
    for (const store::StoryRow& story : page(topic, limit).stories) titles.push_back(story.copies.front().title);
    return titles;
  }

  std::string slug_of(SourceId id) {
    for (const Source& source : sources_) {
      if (source.id == id) return source.slug;
    }
    return {};
  }

  Backend backend_;
  std::unique_ptr<store::Store> store_;
  Timestamp now_ = kNow;
  std::vector<Source> sources_;
  std::vector<Topic> topics_;
};

}  // namespace commonplace::testing
