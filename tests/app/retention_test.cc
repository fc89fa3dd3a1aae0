#include "app/retention.h"

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class RetentionTest : public ::testing::Test {
 protected:
  // Sixty entries, a day apart, of which the source lists the newest one only.
  void publish_sixty(const std::string& slug) {
    const std::string head = "<rss version=\"2.0\"><channel><title>x</title>";
    std::string all = head;
    std::string newest;
    for (int day = 0; day < 60; ++day) {
      const Timestamp date = newsroom_.clock.now() - std::chrono::days{day};
      const std::string item = "<item><title>" + slug + std::to_string(day) + "</title><guid>urn:" + slug +
                               std::to_string(day) + "</guid><pubDate>" + to_rfc3339(date) + "</pubDate></item>";
      if (day == 0) newest = item;
      all += item;
    }
    newsroom_.network.answer(address(slug), make_response(200, all + "</channel></rss>"));
    newsroom_.network.answer(address(slug), make_response(200, head + newest + "</channel></rss>"));
    newsroom_.poll_well(slug);
    newsroom_.poll_well(slug);
  }
  std::string key(const std::string& title) {
    const auto entries = newsroom_.store.entries({}).value();
    for (const Entry& entry : entries) {
      if (entry.title == title) return entry.key;
    }
    return {};
  }
  Outlived counted() { return count_outlived(newsroom_.store, *newsroom_.live, newsroom_.clock.now()).value(); }
  Outlived pruned(std::size_t most) {
    if (!pruning_) pruning_.emplace(newsroom_.store.sources().value());
    return pruning_->take_out(newsroom_.store, *newsroom_.live, newsroom_.clock.now(), most).value();
  }

  Newsroom newsroom_;
  std::optional<Pruning> pruning_;
};

TEST_F(RetentionTest, EachSourceKeepsWhatItsOperatorWants) {
  newsroom_.add_source("long").keep = std::chrono::days{365};
  newsroom_.add_source("short").keep = std::chrono::days{54};
  newsroom_.add_source("shortest").keep = std::chrono::days{1};
  newsroom_.apply();
  for (const char* slug : {"long", "short", "shortest"}) publish_sixty(slug);
  EXPECT_EQ(counted(), (Outlived{{"short", 5}, {"shortest", 10}}));
  EXPECT_EQ(newsroom_.titles().size(), 180u) << "counting takes nothing out";
}

TEST_F(RetentionTest, PrunesInPortionsUntilNothingIsLeft) {
  newsroom_.add_source("a").keep = std::chrono::days{1};
  newsroom_.add_source("b").keep = std::chrono::days{1};
  newsroom_.apply();
  publish_sixty("a");
  publish_sixty("b");
  EXPECT_EQ(pruned(6), (Outlived{{"a", 6}}));
  EXPECT_EQ(pruned(6), (Outlived{{"a", 4}, {"b", 2}}));
  EXPECT_EQ(pruned(100), (Outlived{{"b", 8}}));
  EXPECT_EQ(pruned(100), Outlived{});
  EXPECT_EQ(newsroom_.titles().size(), 100u);
  EXPECT_EQ(key("a59"), "");
  EXPECT_NE(key("a49"), "");
}

TEST_F(RetentionTest, WhatIsPinnedStays) {
  newsroom_.add_source("a").keep = std::chrono::days{1};
  newsroom_.apply();
  publish_sixty("a");
  newsroom_.add_topic("t", "nothing").pin = {key("a59")};
  newsroom_.apply();
  EXPECT_EQ(counted(), (Outlived{{"a", 9}}));
  EXPECT_EQ(pruned(1), (Outlived{{"a", 1}}));
  EXPECT_EQ(pruned(100), (Outlived{{"a", 8}}));
  EXPECT_EQ(pruned(100), Outlived{});
  EXPECT_NE(key("a59"), "");
}

TEST_F(RetentionTest, ASourceThatIsNoLongerConfiguredKeepsAsLongAsTheService) {
  newsroom_.add_source("a").keep = std::chrono::days{365};
  newsroom_.apply();
  publish_sixty("a");
  newsroom_.config.sources.clear();
  newsroom_.config.service.keep = std::chrono::days{58};
  newsroom_.apply();
  EXPECT_EQ(counted(), (Outlived{{"a", 1}}));
}

}  // namespace
}  // namespace commonplace::app
