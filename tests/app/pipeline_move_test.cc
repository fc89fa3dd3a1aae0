// A feed that is not where it was: permanent redirects, and what its site announces.

#include <gtest/gtest.h>

#include "app/pipeline.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class PipelineMove : public ::testing::Test {
 protected:
  PipelineMove() { newsroom_.add_source("partner"); }

  store::SourceRow row() { return newsroom_.row("partner"); }

  Newsroom newsroom_;
};

// An answer that another address gave, to which the configured one sends for good.
fetch::FetchResponse moved_answer(int status, std::string body) {
  fetch::FetchResponse response = make_response(status, std::move(body));
  response.url = parse_url("https://new.example/feed").value();
  response.permanent_url = response.url;
  return response;
}

constexpr std::string_view kHome =
    "<html><head><link rel=alternate type='application/rss+xml' href='/feed'>"
    "<link rel=alternate type='application/atom+xml' href='/news.atom'></head></html>";

TEST_F(PipelineMove, AdoptsWhereThreePollsWereSentForGood) {
  newsroom_.apply();
  newsroom_.network.answer(address("partner"), moved_answer(200, rss({"One"})));
  EXPECT_EQ(newsroom_.poll_well("partner").message, "");
  EXPECT_EQ(newsroom_.poll_well("partner").status, PollStatus::Unchanged);
  EXPECT_EQ(row().adopted_url, "");
  EXPECT_EQ(newsroom_.poll_well("partner").message,
            "this source has moved for good and is polled at https://new.example/feed from now on; put that address "
            "into its drop-in");
  EXPECT_EQ(row().adopted_url, "https://new.example/feed");
  newsroom_.network.answer("https://new.example/feed", make_response(200, rss({"Two"})));
  EXPECT_EQ(newsroom_.poll_well("partner").fresh, 1u);
}

TEST_F(PipelineMove, DoesNotAdoptWhatIsNoFeedOrGone) {
  struct Case {
    int status;
    const char* body;
    const char* message;
  };
  const Case cases[] = {
      {200, "<!DOCTYPE html><html><title>Parked</title></html>", ""},
      {404, "", ""},
      {304, "",
       "the server answered 304 Not Modified to a request without validators, which asks for the whole document"},
      {410, "", "we were sent on to new.example, which says that the feed is gone for good (HTTP 410)"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.status);
    Newsroom newsroom;
    newsroom.add_source("partner");
    newsroom.apply();
    newsroom.network.answer(address("partner"), moved_answer(c.status, c.body));
    for (int i = 0; i < 4; ++i) {
      const PollReport report = newsroom.poll_well("partner");
      EXPECT_EQ(report.status, PollStatus::Error);
      if (*c.message != '\0') {
        EXPECT_EQ(report.message, c.message);
      }
    }
    EXPECT_EQ(newsroom.row("partner").adopted_url, "");
  }
}

TEST_F(PipelineMove, TellsNoPasswordOfAnAddress) {
  const std::string url = "https://ann:geheim@partner.example/feed";
  newsroom_.config.sources[0].url = url;
  newsroom_.apply();
  fetch::FetchResponse moved = make_response(200, rss({"One"}));
  moved.url = parse_url("https://ann:geheim@partner.example/new").value();
  moved.permanent_url = moved.url;
  newsroom_.network.answer(url, moved);
  newsroom_.poll_well("partner");
  newsroom_.poll_well("partner");
  EXPECT_EQ(newsroom_.poll_well("partner").message,
            "this source has moved for good and is polled at https://partner.example/new from now on; put that address "
            "into its drop-in");
  EXPECT_EQ(row().adopted_url, moved.url.href()) << "it is asked with the password all the same";
  const std::vector<Entry> entries = newsroom_.store.entries({}).value();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].link, "https://partner.example/one");
}

TEST_F(PipelineMove, SuggestsNoPassword) {
  newsroom_.config.sources[0].url = "https://ann:geheim@partner.example/feed";
  newsroom_.apply();
  newsroom_.network.answer("https://ann:geheim@partner.example/feed", make_response(404));
  newsroom_.network.answer("https://ann:geheim@partner.example/", make_response(200, std::string(kHome)));
  newsroom_.network.answer("https://partner.example/", make_response(200, std::string(kHome)));
  const PollReport report = newsroom_.poll_well("partner");
  EXPECT_TRUE(report.message.ends_with("; its site announces https://partner.example/news.atom")) << report.message;
  EXPECT_EQ(newsroom_.network.requests().back().url.href(), "https://partner.example/");
}

TEST_F(PipelineMove, ReturnsToTheConfiguredAddressWhereTheAdoptedOneFails) {
  newsroom_.apply();
  for (int i = 0; i < 3; ++i) newsroom_.network.answer(address("partner"), moved_answer(200, rss({"One"})));
  newsroom_.network.answer(address("partner"), make_response(200, rss({"One", "Two"})));
  for (int i = 0; i < 3; ++i) newsroom_.poll_well("partner");
  newsroom_.network.answer("https://new.example/feed", make_response(410));
  for (const char* adopted : {"https://new.example/feed", "https://new.example/feed", ""}) {
    EXPECT_EQ(newsroom_.poll_well("partner").status, PollStatus::Error);
    EXPECT_EQ(row().adopted_url, adopted);
  }
  EXPECT_EQ(newsroom_.poll_well("partner").fresh, 1u);
}

TEST_F(PipelineMove, AMoveBackIsNoMove) {
  newsroom_.apply();
  newsroom_.network.answer(address("partner"), moved_answer(200, rss({"One"})));
  for (int i = 0; i < 3; ++i) newsroom_.poll_well("partner");
  fetch::FetchResponse back = make_response(200, rss({"One"}));
  back.url = parse_url(address("partner")).value();
  back.permanent_url = back.url;
  newsroom_.network.answer("https://new.example/feed", back);
  for (int i = 0; i < 3; ++i) newsroom_.poll_well("partner");
  EXPECT_EQ(row().adopted_url, "");
}

TEST_F(PipelineMove, SuggestsWhatTheSiteAnnouncesInPlaceOfAMissingFeed) {
  for (const int status : {404, 410}) {
    SCOPED_TRACE(status);
    Newsroom newsroom;
    newsroom.add_source("partner").password = "secret";
    newsroom.apply();
    newsroom.network.answer(address("partner"), make_response(status));
    newsroom.network.answer("https://partner.example/", make_response(200, std::string(kHome)));
    const PollReport report = newsroom.poll_well("partner");
    EXPECT_TRUE(report.message.ends_with("; its site announces https://partner.example/news.atom")) << report.message;
    EXPECT_EQ(newsroom.row("partner").history.message, report.message);
    EXPECT_EQ(newsroom.network.requests().back().password, "");
    EXPECT_EQ(newsroom.poll_well("partner").message, report.message);
    EXPECT_EQ(newsroom.network.count("https://partner.example/"), 1u) << "asked once, remembered";
  }
}

TEST_F(PipelineMove, LooksForASuggestionWhereTheFeedSaidItsHomeIs) {
  newsroom_.apply();
  newsroom_.network.answer(address("partner"),
                           make_response(200, rss({"One"}, "<link>https://www.partner.example/blog/</link>")));
  newsroom_.network.answer(address("partner"), make_response(404));
  newsroom_.network.answer("https://www.partner.example/blog/", make_response(200, std::string(kHome)));
  newsroom_.poll_well("partner");
  const PollReport report = newsroom_.poll_well("partner");
  EXPECT_TRUE(report.message.ends_with("announces https://www.partner.example/feed")) << report.message;
}

TEST_F(PipelineMove, SuggestsNothingWhereTheSiteSaysNothing) {
  newsroom_.apply();
  newsroom_.network.answer(address("partner"), make_response(404));
  newsroom_.network.answer("https://partner.example/", make_response(200, "<html>nothing here</html>"));
  EXPECT_EQ(newsroom_.poll_well("partner").message,
            "the server knows no such page; the feed may have moved (HTTP 404)");
}

TEST_F(PipelineMove, AFeedThatIsBackNeedsNoSuggestion) {
  newsroom_.apply();
  newsroom_.network.answer(address("partner"), make_response(404));
  newsroom_.network.answer(address("partner"), make_response(200, rss({"One"})));
  newsroom_.network.answer("https://partner.example/", make_response(200, std::string(kHome)));
  newsroom_.poll_well("partner");
  EXPECT_EQ(newsroom_.poll_well("partner").message, "");
  EXPECT_EQ(row().history.suggested_url, "");
}

}  // namespace
}  // namespace commonplace::app
