#include "app/rematch.h"

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class RematchTest : public ::testing::Test {
 protected:
  RematchTest() {
    newsroom_.add_source("partner");
    newsroom_.add_topic("ones", "one");
    newsroom_.add_topic("twos", "two");
  }

  void store(const std::vector<std::string>& titles) {
    newsroom_.apply();
    newsroom_.network.answer(address("partner"), make_response(200, rss(titles)));
    EXPECT_EQ(newsroom_.poll_well("partner").fresh, titles.size());
  }

  std::vector<TopicId> run(const std::vector<TopicId>& topics) {
    return rematch(newsroom_.store, *newsroom_.live, topics, newsroom_.clock.now()).value();
  }

  std::size_t stories_in(std::string_view slug) {
    return newsroom_.store.newest(newsroom_.topic(slug), {10'000}).value().total;
  }

  Newsroom newsroom_;
};

TEST_F(RematchTest, MovesStoredEntriesWhereTheNewRuleWantsThem) {
  store({"One", "Two", "Three"});
  newsroom_.config.topics[0].match = "three OR two";
  newsroom_.apply();
  const TopicId ones = newsroom_.topic("ones");
  EXPECT_EQ(run({ones}), std::vector<TopicId>{ones});
  EXPECT_EQ(stories_in("ones"), 2u);
  EXPECT_EQ(stories_in("twos"), 1u);
}

TEST_F(RematchTest, NamesOnlyTopicsThatChanged) {
  store({"One", "Two"});
  EXPECT_TRUE(run({newsroom_.topic("ones"), newsroom_.topic("twos")}).empty());
}

TEST_F(RematchTest, LeavesTopicsAloneThatWereNotAskedFor) {
  store({"One", "Two"});
  newsroom_.config.topics[0].match = "three";
  newsroom_.config.topics[1].match = "three";
  newsroom_.apply();
  const TopicId ones = newsroom_.topic("ones");
  EXPECT_EQ(run({ones}), std::vector<TopicId>{ones});
  EXPECT_EQ(stories_in("ones"), 0u);
  EXPECT_EQ(stories_in("twos"), 1u);
}

TEST_F(RematchTest, FillsANewTopic) {
  store({"One", "Two", "Three"});
  newsroom_.add_topic("all");
  newsroom_.apply();
  run({newsroom_.topic("all")});
  EXPECT_EQ(stories_in("all"), 3u);
}

TEST_F(RematchTest, GoesThroughMoreEntriesThanFitInABatch) {
  newsroom_.apply();
  Feed feed;
  store::RefreshCommit commit;
  for (int i = 0; i < 1003; ++i) {
    Entry& entry = feed.entries.emplace_back();
    entry.id = "entry-" + std::to_string(i);
    entry.title = "Nothing yet";
    entry.source = "partner";
    entry.published = newsroom_.clock.now();
    entry.position = static_cast<std::uint32_t>(i);
  }
  commit.source = newsroom_.row("partner").id;
  commit.now = newsroom_.clock.now();
  commit.feed = &feed;
  commit.delta = reconcile(feed, {}, commit.now);
  ASSERT_EQ(newsroom_.store.commit(commit).value().inserted, 1003u);
  newsroom_.add_topic("all");
  newsroom_.apply();
  run({newsroom_.topic("all")});
  EXPECT_EQ(stories_in("all"), 1003u);
}

TEST_F(RematchTest, ReadsEveryEntryOnceWhereManyTopicsChanged) {
  store({"One", "Two", "Three"});
  for (int i = 0; i < 150; ++i) newsroom_.add_topic("t" + std::to_string(i), i % 2 == 0 ? "two OR three" : "");
  newsroom_.apply();
  std::vector<TopicId> topics;
  for (const Topic& topic : newsroom_.live->config.topics) topics.push_back(topic.id);
  EXPECT_EQ(run(topics).size(), 150u);
  EXPECT_EQ(stories_in("t0"), 2u);
  EXPECT_EQ(stories_in("t149"), 3u);
  EXPECT_EQ(stories_in("ones"), 1u);
}

TEST_F(RematchTest, TakesAwayWhatSourcesAndTypesExclude) {
  store({"One", "Two"});
  newsroom_.config.topics[0].sources = {"#nobody"};
  newsroom_.config.topics[1].types = {"Webinar"};
  newsroom_.apply();
  EXPECT_EQ(run({newsroom_.topic("ones"), newsroom_.topic("twos")}).size(), 2u);
  EXPECT_EQ(stories_in("ones"), 0u);
  EXPECT_EQ(stories_in("twos"), 0u);
}

TEST_F(RematchTest, AsksNothingOfTheStoreWhereNothingChanged) {
  store({"One"});
  newsroom_.store.failure = Error{Errc::StoreFailed, "not to be asked"};
  EXPECT_TRUE(run({}).empty());
}

TEST_F(RematchTest, TellsThatTheStoreFailed) {
  store({"One"});
  newsroom_.store.failure = Error{Errc::StoreFailed, "the disk is gone"};
  const auto outcome = rematch(newsroom_.store, *newsroom_.live, {newsroom_.topic("ones")}, newsroom_.clock.now());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().detail, "the disk is gone");
}

}  // namespace
}  // namespace commonplace::app
