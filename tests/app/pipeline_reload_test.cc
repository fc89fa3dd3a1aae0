// One source, end to end, while the configuration changes under it: what is committed is right under the new one.

#include <functional>

#include "app/pipeline.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class PipelineReload : public ::testing::Test {
 protected:
  PipelineReload() {
    newsroom_.add_source("partner");
    newsroom_.add_topic("ones", "one");
    newsroom_.apply();
  }

  // Polls the partner; the reload comes while the first answer is awaited.
  Result<PollReport> poll_across(const std::function<void(config::Config&)>& change) {
    newsroom_.network.script(address("partner"), [this, change](const fetch::FetchRequest&) {
      if (newsroom_.network.requests().size() == 1) {
        change(newsroom_.config);
        newsroom_.apply();
      }
      return make_response(200, rss({"Two", "One"}), {{"etag", "\"1\""}});
    });
    return newsroom_.poll("partner");
  }

  std::size_t stories_in(std::string_view slug) {
    return newsroom_.store.newest(newsroom_.topic(slug), {10}).value().total;
  }
  std::size_t asked() const { return newsroom_.network.requests().size(); }

  Newsroom newsroom_;
};

TEST_F(PipelineReload, EntriesGoIntoTheTopicsThatThereAreNow) {
  const auto report = poll_across([this](config::Config& config) {
    config.topics[0].match = "one OR two";
    newsroom_.add_topic("all");
  });
  ASSERT_TRUE(report);
  EXPECT_EQ(report->fresh, 2u);
  EXPECT_EQ(stories_in("ones"), 2u);
  EXPECT_EQ(stories_in("all"), 2u);
  EXPECT_EQ(asked(), 1u);
}

TEST_F(PipelineReload, ASourceThatChangedIsAskedAgainInFull) {
  const auto report = poll_across([](config::Config& config) {
    config.sources[0].types = {{"Announcement", "title:one"}};
  });
  ASSERT_TRUE(report);
  EXPECT_EQ(report->status, PollStatus::Ok);
  EXPECT_EQ(report->fresh, 2u);
  EXPECT_EQ(asked(), 2u);
  EXPECT_EQ(newsroom_.network.requests().back().validators, Validators{});
  EXPECT_EQ(newsroom_.store.entries({}).value().back().type, "Announcement");
}

TEST_F(PipelineReload, AFailureOfTheOldAddressIsNotHeldAgainstTheNewOne) {
  newsroom_.network.answer("https://elsewhere.example/feed", make_response(200, rss({"Three"})));
  newsroom_.network.script(address("partner"), [this](const fetch::FetchRequest&) -> Result<fetch::FetchResponse> {
    newsroom_.config.sources[0].url = "https://elsewhere.example/feed";
    newsroom_.apply();
    return make_response(500);
  });
  const PollReport report = newsroom_.poll_well("partner");
  EXPECT_EQ(report.status, PollStatus::Ok);
  EXPECT_EQ(newsroom_.row("partner").history.state, SourceState::Ok);
  EXPECT_EQ(newsroom_.titles(), std::vector<std::string>{"Three"});
}

TEST_F(PipelineReload, ASourceThatWasTakenOutOrSwitchedOffLeavesNothing) {
  for (const bool removed : {false, true}) {
    SCOPED_TRACE(removed);
    Newsroom newsroom;
    newsroom.add_source("partner");
    newsroom.apply();
    newsroom.network.script(address("partner"), [&](const fetch::FetchRequest&) {
      if (removed)
        newsroom.config.sources.clear();
      else
        newsroom.config.sources[0].enabled = false;
      newsroom.apply();
      return make_response(200, rss({"Two", "One"}));
    });
    const auto report = newsroom.poll("partner");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, Errc::NotFound);
    EXPECT_TRUE(newsroom.titles().empty());
    EXPECT_EQ(newsroom.network.requests().size(), 1u);
  }
}

TEST_F(PipelineReload, AChangeElsewhereCostsNoSecondRequest) {
  const auto report = poll_across([this](config::Config& config) {
    config.service.title = "Another title";
    newsroom_.add_source("other");
  });
  ASSERT_TRUE(report);
  EXPECT_EQ(report->fresh, 2u);
  EXPECT_EQ(asked(), 1u);
}

}  // namespace
}  // namespace commonplace::app
