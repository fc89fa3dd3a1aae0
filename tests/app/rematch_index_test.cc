// Rematching against a full-text index that lags, beside what the matcher says of every entry.

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "app/rematch.h"
#include "commonplace/dedup.h"
#include "store/comparison.h"
#include "store/sqlite/store.h"
#include "support/temp_dir.h"

namespace commonplace::app {
namespace {

using commonplace::testing::TempDir;
using store::CatalogStore;

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};

class RematchIndexTest : public ::testing::Test {
 protected:
  RematchIndexTest() {
    for (const char* slug : {"county", "state"}) {
      Source& source = config_.sources.emplace_back();
      source.slug = slug;
      source.url = std::string("https://") + slug + ".example/feed";
    }
    config_.sources[1].tags = {"partners"};
  }

  // Entries of words drawn at random; every third is in Japanese.
  void poll(std::size_t source, int first, int last) {
    constexpr const char* kEnglish[] = {"partner", "partners", "library", "libraries",
                                        "reading", "seed",     "e-book",  "a"};
    constexpr const char* kJapanese[] = {"図書館", "図書", "ニュース", "の", "市立", "東京"};
    Feed feed;
    for (int i = first; i < last; ++i) {
      Entry& entry = feed.entries.emplace_back();
      const bool is_japanese = i % 3 == 0;
      const auto words = [&](int count) {
        std::string text;
        for (int n = 0; n < count; ++n) {
          text += is_japanese ? kJapanese[random_() % 6] : std::string(kEnglish[random_() % 8]) + " ";
        }
        return text;
      };
      entry.id = "urn:" + std::to_string(i);
      entry.title = words(3);
      entry.excerpt = words(6);
      entry.categories = {{words(1), "", ""}, {words(2), "", ""}};
      entry.language = is_japanese ? "ja" : "en-GB";
      entry.type = i % 4 == 0 ? "Webinar" : "News";
      entry.source = config_.sources[source].slug;
      entry.link = "https://example.org/" + std::to_string(i % 5) + "/" + std::to_string(i);
      entry.published = kNow - std::chrono::hours{24 * i};
      entry.position = static_cast<std::uint32_t>(i);
    }
    store::RefreshCommit commit;
    commit.source = config_.sources[source].id;
    commit.now = kNow;
    commit.feed = &feed;
    commit.delta = store::compare_with_stored(*store_, commit.source, feed, kNow).value();
    ASSERT_TRUE(store_->commit(commit));
  }

  TempDir folder_;
  std::unique_ptr<store::Store> store_ = std::move(
      store::sqlite::open_sqlite((folder_.path() / "s.db").string(), store::Access::ReadWrite, "x.example").value());
  config::Config config_;
  std::mt19937 random_{7};
};

TEST_F(RematchIndexTest, GivesEachTopicWhatTheMatcherGivesIt) {
  ASSERT_TRUE(store_->sync_sources(config_.sources, kNow));
  poll(0, 0, 60);
  poll(1, 60, 120);
  ASSERT_TRUE(store_->index_for_search(1000));
  poll(0, 0, 20);     // edits
  poll(1, 120, 150);  // news

  const std::string queries[] = {"",
                                 "partner",
                                 "=partner",
                                 "librar*",
                                 "partner reading -seed",
                                 "\"partner library\"",
                                 "\"partn* library\"",
                                 "e-book",
                                 "図書館",
                                 "図書",
                                 "図*",
                                 "\"図書館ニュース\"",
                                 "NEAR/2(partner seed)",
                                 "category:partner",
                                 "category:\"reading seed\"",
                                 "title:(library OR 東京)",
                                 "url:/3/",
                                 "tag:partners reading",
                                 "type:webinar -partner",
                                 "published:>=2024-09",
                                 "-(reading partner)",
                                 "lang:ja OR lang:en-US"};
  for (const std::string& query : queries) {
    Topic& topic = config_.topics.emplace_back();
    topic.slug = "t" + std::to_string(config_.topics.size());
    topic.match = query;
    Topic narrow = topic;
    narrow.slug += "-narrow";
    narrow.sources = {"#partners"};
    narrow.types = {"news"};
    narrow.languages = {"en"};
    config_.topics.push_back(narrow);
  }
  const std::vector<TopicId> changed = store_->sync_topics(config_.topics, kNow).value();
  ASSERT_EQ(changed.size(), config_.topics.size());
  const auto live = make_live(config_, {}).value();
  ASSERT_TRUE(rematch(*store_, *live, changed, kNow));

  std::map<std::string, std::set<std::string>> expected;
  const auto rows = store_->rematch_batch(0, 1000, CatalogStore::Among::All).value();
  for (const auto& row : rows) {
    for (const TopicId id : live->matcher.match(row.entry)) expected[live->topic(id)->slug].insert(row.entry.key);
  }
  for (const Topic& topic : config_.topics) {
    SCOPED_TRACE(topic.slug + ": " + topic.match);
    std::set<std::string> stored;
    const auto listed = store_->entries({topic.slug, "", {}, {}}).value();
    for (const Entry& entry : listed) stored.insert(entry.key);
    EXPECT_EQ(stored, expected[topic.slug]);
  }
  EXPECT_TRUE(store_->sync_topics(config_.topics, kNow).value().empty()) << "all of them are rematched";
}

}  // namespace
}  // namespace commonplace::app
