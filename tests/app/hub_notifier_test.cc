#include "app/hub_notifier.h"

#include <algorithm>

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using Urls = std::vector<std::string>;

serve::Snapshot snapshot_of(const std::map<std::string, std::shared_ptr<const serve::Representation>>& documents) {
  serve::Snapshot snapshot;
  for (const auto& [path, document] : documents) snapshot.by_path[path] = document;
  return snapshot;
}

TEST(ChangedFeeds, AreThoseForEverybodyThatAreNotWhatTheyWere) {
  Newsroom newsroom;
  newsroom.add_topic("news");
  newsroom.add_topic("staff").tokens = {"a-good-token"};
  newsroom.config.service.public_url = "https://news.example.org/library";
  newsroom.apply();
  const auto old = std::make_shared<const serve::Representation>();
  const auto fresh = std::make_shared<const serve::Representation>();
  const serve::Snapshot before =
      snapshot_of({{"/topics/news.atom", old}, {"/topics/news.rss", old}, {"/topics/staff.atom", old}});
  const serve::Snapshot now = snapshot_of({{"/topics/news", fresh},
                                           {"/topics/news.atom", fresh},
                                           {"/topics/news.rss", old},
                                           {"/topics/news.json", fresh},
                                           {"/topics/staff.atom", fresh}});
  EXPECT_EQ(changed_feeds(*newsroom.live, &before, now), (Urls{"https://news.example.org/library/topics/news.atom",
                                                               "https://news.example.org/library/topics/news.json"}));
  EXPECT_EQ(changed_feeds(*newsroom.live, &now, now), Urls{});
  EXPECT_EQ(changed_feeds(*newsroom.live, nullptr, now), Urls{}) << "at the start nobody knows what is new";
}

class HubNotifierTest : public ::testing::Test {
 protected:
  static constexpr const char* kHub = "https://hub.example/";

  void run() {
    net_.restart();
    net_.run();
  }
  Urls bodies() const {
    Urls bodies;
    for (const fetch::FetchRequest& request : network_.requests()) bodies.push_back(request.body.value_or(""));
    return bodies;
  }

  boost::asio::io_context net_{1};
  FakeFetcher network_;
  HubNotifier notifier_{{net_, network_}};
};

TEST_F(HubNotifierTest, TellsTheHubOfEachFeedOnce) {
  network_.answer(kHub, make_response(202));
  const std::string feed = "https://news.example.org/topics/news.atom";
  notifier_.tell(kHub, {feed, feed});
  run();
  const std::string encoded = "https%3A%2F%2Fnews.example.org%2Ftopics%2Fnews.atom";
  EXPECT_EQ(bodies(), Urls{"hub.mode=publish&hub.url=" + encoded + "&hub.topic=" + encoded});
  EXPECT_EQ(network_.requests()[0].headers.at("Content-Type"), "application/x-www-form-urlencoded");
  notifier_.tell(kHub, {});
  run();
  EXPECT_EQ(bodies().size(), 1u);
}

TEST_F(HubNotifierTest, WithoutAHubNobodyIsTold) {
  notifier_.tell("", {"https://news.example.org/topics/news.atom"});
  run();
  EXPECT_TRUE(bodies().empty());
}

TEST_F(HubNotifierTest, WhatIsThrownDoesNotEndIt) {
  network_.script(kHub, [](const auto&) -> Result<fetch::FetchResponse> { throw std::bad_alloc(); });
  notifier_.tell(kHub, {"https://news.example.org/topics/news.atom"});
  net_.restart();
  net_.poll();
  notifier_.stop();
  run();
  EXPECT_EQ(bodies().size(), 1u) << "it waits for the next try until it is stopped";
}

TEST_F(HubNotifierTest, AHubThatFailsIsToldLaterAndStoppingDoesNotWaitForThat) {
  network_.answer(kHub, make_response(500));
  notifier_.tell(kHub, {"https://news.example.org/topics/news.atom"});
  net_.restart();
  while (bodies().empty()) net_.run_one();
  net_.poll();
  notifier_.stop();
  run();
  EXPECT_EQ(bodies().size(), 1u);
}

}  // namespace
}  // namespace commonplace::app
