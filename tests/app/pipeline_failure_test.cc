// One source, end to end, where something goes wrong: what was known stays, and what happened is told.

#include "app/pipeline.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Titles = std::vector<std::string>;

constexpr const char* kLoginPage = "<!DOCTYPE html><html><head><title>Please log in</title></head><body></body></html>";

// A source that was read well an hour ago.
class PipelineFailure : public ::testing::Test {
 protected:
  PipelineFailure() {
    newsroom_.add_source("partner");
    newsroom_.apply();
    newsroom_.network.script(address("partner"), [this](const fetch::FetchRequest&) { return answer_; });
    EXPECT_EQ(newsroom_.poll_well("partner").status, PollStatus::Ok);
    before_ = newsroom_.row("partner");
    newsroom_.clock.advance(hours{1});
  }

  PollReport poll(Result<fetch::FetchResponse> answer) {
    answer_ = std::move(answer);
    return newsroom_.poll_well("partner");
  }
  RefreshHistory history() { return newsroom_.row("partner").history; }
  seconds wait() { return *newsroom_.row("partner").next_poll - newsroom_.clock.now(); }

  Newsroom newsroom_;
  store::SourceRow before_;
  Result<fetch::FetchResponse> answer_ = make_response(200, rss({"Two", "One"}), {{"etag", "\"1\""}});
};

TEST_F(PipelineFailure, KeepsEntriesAndValidatorsOverAnyAnswerWithoutADocument) {
  struct Case {
    const char* name;
    Result<fetch::FetchResponse> answer;
    PollStatus status;
    SourceState state;
    int http;
    std::string_view says;
  };
  const Case cases[] = {
      {"404", make_response(404, kLoginPage), PollStatus::Error, SourceState::Failing, 404, "HTTP 404"},
      {"410", make_response(410), PollStatus::Gone, SourceState::Gone, 410, "gone for good"},
      {"429", make_response(429), PollStatus::Error, SourceState::Failing, 429, "less often"},
      {"500", make_response(500, "oops"), PollStatus::Error, SourceState::Failing, 500, "HTTP 500"},
      {"timeout", fail(Errc::TimedOut, "no answer within 20 s"), PollStatus::Error, SourceState::Failing, 0, "20 s"},
      {"blocked", fail(Errc::AddressBlocked, "10.0.0.1 is private"), PollStatus::Blocked, SourceState::Failing, 0,
       "private"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const PollReport report = poll(c.answer);
    EXPECT_EQ(report.status, c.status);
    EXPECT_EQ(report.http, c.http);
    EXPECT_NE(report.message.find(c.says), std::string::npos) << report.message;
    const RefreshHistory after = history();
    EXPECT_EQ(after.state, c.state);
    EXPECT_EQ(after.http_status, c.http);
    EXPECT_EQ(after.message, report.message);
    EXPECT_EQ(after.last_poll, newsroom_.clock.now());
    EXPECT_EQ(after.last_success, before_.history.last_success);
    EXPECT_EQ(after.validators, before_.history.validators);
    EXPECT_EQ(after.body_hash, before_.history.body_hash);
    EXPECT_EQ(newsroom_.titles(), (Titles{"Two", "One"}));
  }
}

TEST_F(PipelineFailure, BacksOffAndRecovers) {
  const minutes waits[] = {minutes{15}, minutes{30}, minutes{60}, minutes{120}};
  int failures = 0;
  for (const minutes expected : waits) {
    poll(fail(Errc::ConnectFailed, "connection refused"));
    EXPECT_EQ(history().failures, ++failures);
    EXPECT_GE(wait(), expected);
    EXPECT_LE(wait(), expected + expected / 10 + seconds{5});
    newsroom_.clock.advance(expected * 2);
  }
  poll(make_response(304));
  EXPECT_EQ(history().state, SourceState::Ok);
  EXPECT_EQ(history().failures, 0);
  EXPECT_EQ(history().message, "");
  EXPECT_GE(wait(), hours{1});
}

TEST_F(PipelineFailure, StaysAwayAsLongAsRetryAfterSays) {
  for (const int status : {429, 503}) {
    SCOPED_TRACE(status);
    poll(make_response(status, "", {{"retry-after", "86400"}}));
    EXPECT_GE(wait(), hours{24});
    EXPECT_NE(newsroom_.row("partner").next_poll_reason.find("asked us to wait 1d"), std::string::npos);
  }
}

// Asked all the same (`poll --force`), and refused otherwise.
TEST_F(PipelineFailure, AnotherFailureDoesNotShortenWhatRetryAfterSaid) {
  poll(make_response(429, "", {{"retry-after", "86400"}}));
  const Timestamp until = newsroom_.clock.now() + hours{24};
  const Result<fetch::FetchResponse> answers[] = {make_response(500), fail(Errc::TimedOut, "no answer"),
                                                  make_response(503, "", {{"retry-after", "60"}})};
  for (const auto& answer : answers) {
    newsroom_.clock.advance(hours{1});
    poll(answer);
    EXPECT_GE(newsroom_.row("partner").next_poll, until);
    EXPECT_EQ(history().held_until, until);
  }
  poll(make_response(304));
  EXPECT_EQ(history().held_until, std::nullopt);
}

TEST_F(PipelineFailure, A304ThatNobodyAskedForIsNoAnswer) {
  newsroom_.clock.advance(hours{24});  // the daily request without validators
  const PollReport report = poll(make_response(304));
  EXPECT_EQ(report.status, PollStatus::Error);
  EXPECT_EQ(report.http, 304);
  EXPECT_EQ(report.message,
            "the server answered 304 Not Modified to a request without validators, which asks for the whole document");
  EXPECT_EQ(history().state, SourceState::Failing);
  EXPECT_EQ(history().last_success, before_.history.last_success);
  EXPECT_EQ(poll(make_response(200, rss({"Two", "One"}), {{"etag", "\"1\""}})).status, PollStatus::Unchanged);
}

TEST_F(PipelineFailure, LooksOnceAWeekAtWhatIsGone) {
  poll(make_response(410));
  EXPECT_GE(wait(), hours{24 * 7});
  EXPECT_EQ(newsroom_.row("partner").next_poll_reason, "the feed is gone: one look a week");
  newsroom_.clock.advance(hours{24 * 8});
  EXPECT_EQ(poll(make_response(200, rss({"Three", "Two", "One"}))).fresh, 1u);
  EXPECT_EQ(history().state, SourceState::Ok);
}

TEST_F(PipelineFailure, AsksInFullAgainAfterAPageInsteadOfAFeed) {
  const PollReport report = poll(make_response(200, kLoginPage, {{"etag", "\"login\""}}));
  EXPECT_EQ(report.status, PollStatus::Error);
  EXPECT_EQ(report.http, 200);
  EXPECT_NE(report.message.find("Please log in"), std::string::npos) << report.message;
  EXPECT_EQ(history().validators, Validators{});
  EXPECT_EQ(newsroom_.titles(), (Titles{"Two", "One"}));

  newsroom_.clock.advance(hours{1});
  EXPECT_EQ(poll(make_response(200, rss({"Three", "Two", "One"}))).fresh, 1u);
  EXPECT_EQ(newsroom_.network.requests().back().validators, Validators{});
}

TEST_F(PipelineFailure, CountsPagesInsteadOfAFeedAsFailuresInARow) {
  poll(make_response(200, kLoginPage));
  const RefreshHistory first = history();
  EXPECT_EQ(first.state, SourceState::Failing);
  EXPECT_EQ(first.failures, 1);
  EXPECT_EQ(first.last_success, before_.history.last_success);
  newsroom_.clock.advance(hours{1});
  poll(make_response(200, kLoginPage));
  EXPECT_EQ(history().failures, 2);
  EXPECT_EQ(history().since, first.since);
  EXPECT_EQ(history().last_success, before_.history.last_success);
}

TEST_F(PipelineFailure, APageInsteadOfAFeedDoesNotHideThatTheFeedCameBackUnchanged) {
  poll(make_response(200, kLoginPage));
  const PollReport report = poll(make_response(200, rss({"Two", "One"}), {{"etag", "\"1\""}}));
  EXPECT_EQ(report.status, PollStatus::Unchanged);
  EXPECT_EQ(history().state, SourceState::Ok);
  EXPECT_EQ(history().validators.etag, "\"1\"");
}

TEST_F(PipelineFailure, AFailedUnconditionalRequestIsNotTheDailyOne) {
  newsroom_.clock.advance(hours{24});
  poll(make_response(500));
  EXPECT_EQ(newsroom_.network.requests().back().validators, Validators{});
  newsroom_.clock.advance(hours{1});
  poll(make_response(200, rss({"Two", "One"}), {{"etag", "\"1\""}}));
  EXPECT_EQ(newsroom_.network.requests().back().validators, Validators{});
  newsroom_.clock.advance(hours{1});
  poll(make_response(304));
  EXPECT_EQ(newsroom_.network.requests().back().validators.etag, "\"1\"");
}

TEST_F(PipelineFailure, ACancelledPollCommitsNothing) {
  answer_ = fail(Errc::Cancelled, "stopped");
  const auto report = newsroom_.poll("partner");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Errc::Cancelled);
  EXPECT_EQ(history(), before_.history);
}

TEST_F(PipelineFailure, WhereWeAreCutOffNoSourceIsBlamed) {
  answer_ = fail(Errc::Offline, "no network");
  const auto report = newsroom_.poll("partner");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Errc::Offline);
  EXPECT_EQ(history(), before_.history);
  EXPECT_TRUE(newsroom_.pipeline.outage().is_on());
  answer_ = make_response(304);
  EXPECT_TRUE(newsroom_.poll("partner"));
  EXPECT_FALSE(newsroom_.pipeline.outage().is_on());
}

TEST_F(PipelineFailure, AStoreThatCannotCommitIsAnError) {
  store::DueSource due{before_.id, "partner", "", before_.history};
  newsroom_.store.failure = Error{Errc::StoreFailed, "the disk is full"};
  const auto report = newsroom_.run(newsroom_.pipeline.refresh(newsroom_.live, std::move(due)));
  newsroom_.store.failure.reset();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error(), (Error{Errc::StoreFailed, "the disk is full"}));
  EXPECT_EQ(history(), before_.history);
}

TEST_F(PipelineFailure, ASourceThatIsNotConfiguredIsNotAsked) {
  const auto report = newsroom_.run(newsroom_.pipeline.refresh(newsroom_.live, {before_.id, "gone-since", "", {}}));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Errc::NotFound);
  EXPECT_EQ(newsroom_.network.requests().size(), 1u);
}

TEST(PipelineAddress, AnAddressThatIsNoneIsAFailureLikeAnyOther) {
  Newsroom newsroom;
  newsroom.add_source("partner").url = "https://";
  newsroom.apply();
  const PollReport report = newsroom.poll_well("partner");
  EXPECT_EQ(report.status, PollStatus::Error);
  EXPECT_FALSE(report.message.empty());
  EXPECT_EQ(newsroom.row("partner").history.failures, 1);
  EXPECT_TRUE(newsroom.network.requests().empty());
}

}  // namespace
}  // namespace commonplace::app
