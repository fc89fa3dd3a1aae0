#include "app/archive_keeper.h"

#include "app/archive.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class ArchiveKeeperTest : public ::testing::Test {
 protected:
  ArchiveKeeperTest() {
    newsroom_.add_source("partner");
    newsroom_.add_topic("first");
    newsroom_.add_topic("second");
    newsroom_.apply();
    std::vector<std::string> titles;
    for (std::size_t i = 0; i <= 2 * store::kArchiveStories; ++i) titles.push_back("Story" + std::to_string(i));
    newsroom_.network.answer(address("partner"), make_response(200, rss(titles)));
    newsroom_.poll_well("partner");
    live_ = newsroom_.live;
  }

  // In force is a configuration without the topic, as between a reload and the next look at the store.
  void take_out(std::string_view slug) {
    auto without = std::make_shared<Live>(*newsroom_.live);
    std::erase_if(without->config.topics, [&](const Topic& topic) { return topic.slug == slug; });
    live_ = without;
  }

  void wake() {
    keeper_.wake();
    newsroom_.net.restart();
    newsroom_.net.run();
  }
  bool is_kept(std::string_view slug, std::size_t number) {
    return !newsroom_.store.archive(newsroom_.topic(slug), number).value().kept.empty();
  }

  Newsroom newsroom_;
  std::shared_ptr<const Live> live_;
  std::function<void()> on_live_ = [] {};
  ArchiveKeeper keeper_{{newsroom_.net, newsroom_.store, newsroom_.workers, newsroom_.store, newsroom_.writer, [this] {
                           on_live_();
                           return live_;
                         }}};
};

TEST_F(ArchiveKeeperTest, KeepsAllThatIsComplete) {
  wake();
  for (const char* slug : {"first", "second"}) {
    EXPECT_TRUE(is_kept(slug, 1) && is_kept(slug, 2)) << slug;
    EXPECT_FALSE(is_kept(slug, 3)) << slug;
  }
}

TEST_F(ArchiveKeeperTest, OneThatCannotBeMadeHoldsUpNoOther) {
  take_out("first");
  wake();
  EXPECT_FALSE(is_kept("first", 1));
  EXPECT_TRUE(is_kept("second", 1) && is_kept("second", 2));
  live_ = newsroom_.live;
  wake();
  EXPECT_TRUE(is_kept("first", 1) && is_kept("first", 2)) << "with the next wake it is tried again";
}

TEST_F(ArchiveKeeperTest, AWakeMeanwhileIsNotLost) {
  take_out("first");
  std::size_t looks = 0;
  on_live_ = [&] {
    if (++looks != 2) return;
    live_ = newsroom_.live;  // the reload is over while the other topic's are kept
    keeper_.wake();
  };
  wake();
  EXPECT_TRUE(is_kept("first", 1) && is_kept("second", 1));
}

TEST_F(ArchiveKeeperTest, WhatIsThrownHoldsUpNoOther) {
  bool is_thrown = false;
  on_live_ = [&] {
    if (!std::exchange(is_thrown, true)) throw std::bad_alloc();
  };
  wake();
  EXPECT_TRUE(is_kept("second", 2));
  EXPECT_FALSE(is_kept("first", 1));
}

}  // namespace
}  // namespace commonplace::app
