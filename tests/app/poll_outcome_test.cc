#include "app/poll_outcome.h"

#include <gtest/gtest.h>

#include "support/fake_fetcher.h"
#include "support/manual_clock.h"

namespace commonplace::app {
namespace {

using commonplace::testing::make_response;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp kNow = commonplace::testing::ManualClock::kStart;
constexpr Timestamp kBefore = kNow - hours{3};

TEST(WantsUnconditional, OnceADay) {
  struct Case {
    const char* name;
    std::optional<Timestamp> last;
    bool wanted;
  };
  const Case cases[] = {
      {"never asked", std::nullopt, false},  // there is nothing to be conditional on either
      {"just now", kNow, false},
      {"a second short of a day", kNow - hours{24} + seconds{1}, false},
      {"a day ago", kNow - hours{24}, true},
      {"a week ago", kNow - hours{24 * 7}, true},
      {"in the future, after a clock was set back", kNow + hours{1}, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RefreshHistory history;
    history.last_unconditional = c.last;
    EXPECT_EQ(wants_unconditional(history, kNow), c.wanted);
  }
}

TEST(RefusalOf, SaysWhatAnAnswerWithoutAFeedMeans) {
  struct Case {
    int status;
    const char* body;
    Errc code;
    const char* says;
  };
  const Case cases[] = {
      {200, "", Errc::Empty, "the server answered with an empty document"},
      {226, "", Errc::Empty, "the server answered with an empty document"},
      {204, "", Errc::HttpStatus, "the server answered with HTTP 204, not with a feed"},
      {300, "choose", Errc::HttpStatus, "the server answered with HTTP 300, not with a feed"},
      {401, "", Errc::HttpStatus, "the server asks for a user name and password (HTTP 401)"},
      {403, "no", Errc::HttpStatus, "the server refuses to let us read this (HTTP 403)"},
      {404, "<html>", Errc::HttpStatus, "the server knows no such page; the feed may have moved (HTTP 404)"},
      {410, "", Errc::Gone, "the publisher says that this feed is gone for good (HTTP 410)"},
      {418, "tea", Errc::HttpStatus, "the server answered with HTTP 418, not with a feed"},
      {429, "", Errc::RateLimited, "the server asks us to come less often (HTTP 429)"},
      {500, "", Errc::HttpStatus, "the server failed (HTTP 500)"},
      {502, "", Errc::HttpStatus, "the server behind the gateway failed (HTTP 502)"},
      {503, "<rss/>", Errc::HttpStatus, "the server is not available for now (HTTP 503)"},
      {504, "", Errc::HttpStatus, "the server behind the gateway did not answer in time (HTTP 504)"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.status);
    const auto refusal = refusal_of(make_response(c.status, c.body));
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, c.code);
    EXPECT_EQ(refusal->detail, c.says);
  }
}

TEST(RefusalOf, AcceptsWhatMayHoldAFeed) {
  EXPECT_FALSE(refusal_of(make_response(200, "<rss/>")));
  EXPECT_FALSE(refusal_of(make_response(200, "<html>")));  // for the parser to judge
  EXPECT_FALSE(refusal_of(make_response(226, "<rss/>")));
  EXPECT_FALSE(refusal_of(make_response(304)));
}

TEST(HintsOf, ReadsWhatTheStatusMakesMeaningful) {
  using Headers = std::vector<std::pair<std::string, std::string>>;
  struct Case {
    const char* name;
    int status;
    Headers headers;
    std::optional<seconds> retry_after, max_age;
  };
  const Case cases[] = {
      {"nothing said", 200, {}, {}, {}},
      {"max-age of a document", 200, {{"cache-control", "max-age=7200"}}, {}, hours{2}},
      {"max-age of a 304", 304, {{"cache-control", "max-age=7200"}}, {}, hours{2}},
      {"max-age of an error page", 404, {{"cache-control", "max-age=7200"}}, {}, {}},
      {"429", 429, {{"retry-after", "600"}}, minutes{10}, {}},
      {"503", 503, {{"retry-after", "Thu, 24 Oct 2024 13:00:00 GMT"}}, hours{1}, {}},
      {"429 without a word", 429, {}, {}, {}},
      {"Retry-After beside a document", 200, {{"retry-after", "600"}}, {}, {}},
      {"Retry-After of another failure", 500, {{"retry-after", "600"}}, {}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const RefreshHints hints = hints_of(make_response(c.status, "", c.headers), kNow);
    EXPECT_EQ(hints.retry_after, c.retry_after);
    EXPECT_EQ(hints.max_age, c.max_age);
    EXPECT_EQ(hints.ttl, std::nullopt);
  }
}

RefreshHistory failing() {
  RefreshHistory history;
  history.state = SourceState::Failing;
  history.failures = 4;
  history.since = kBefore;
  history.last_poll = kBefore;
  history.message = "the server failed (HTTP 500)";
  history.validators = {"\"tag\"", ""};
  history.body_hash = 17;
  return history;
}

TEST(RecordSuccess, EndsARunOfFailures) {
  RefreshHistory history = failing();
  record_success(history, kNow);
  EXPECT_EQ(history.state, SourceState::Ok);
  EXPECT_EQ(history.failures, 0);
  EXPECT_EQ(history.since, kNow);
  EXPECT_EQ(history.message, "");
  EXPECT_EQ(history.last_poll, kNow);
  EXPECT_EQ(history.last_success, kNow);
}

TEST(RecordSuccess, KeepsSinceWhenItWasWellBefore) {
  RefreshHistory history;
  history.state = SourceState::Ok;
  history.since = kBefore;
  record_success(history, kNow);
  EXPECT_EQ(history.since, kBefore);
}

TEST(RecordFailure, BeginsARunAndThenCountsIt) {
  RefreshHistory history;
  history.state = SourceState::Ok;
  history.since = kBefore;
  history.last_success = kBefore;
  PollReport report;
  record_failure(history, report, {Errc::TimedOut, "no answer within 20 seconds"}, kNow);
  EXPECT_EQ(history.state, SourceState::Failing);
  EXPECT_EQ(history.failures, 1);
  EXPECT_EQ(history.since, kNow);
  EXPECT_EQ(history.last_poll, kNow);
  EXPECT_EQ(history.last_success, kBefore);
  EXPECT_EQ(history.message, "no answer within 20 seconds");
  EXPECT_EQ(report.message, history.message);

  record_failure(history, report, {Errc::ConnectFailed, "connection refused"}, kNow + hours{1});
  EXPECT_EQ(history.failures, 2);
  EXPECT_EQ(history.since, kNow);  // failing since the first of them
  EXPECT_EQ(history.message, "connection refused");
}

TEST(RecordFailure, KeepsWhatTheLastGoodAnswerGave) {
  RefreshHistory history = failing();
  PollReport report;
  record_failure(history, report, {Errc::TimedOut, "no answer"}, kNow);
  EXPECT_EQ(history.validators.etag, "\"tag\"");
  EXPECT_EQ(history.body_hash, 17u);
}

TEST(RecordFailure, TellsApartWhatAnOperatorDoesAboutIt) {
  struct Case {
    Errc code;
    PollStatus status;
    SourceState state;
  };
  const Case cases[] = {
      {Errc::Gone, PollStatus::Gone, SourceState::Gone},
      {Errc::AddressBlocked, PollStatus::Blocked, SourceState::Failing},
      {Errc::HttpStatus, PollStatus::Error, SourceState::Failing},
      {Errc::RateLimited, PollStatus::Error, SourceState::Failing},
      {Errc::NotAFeed, PollStatus::Error, SourceState::Failing},
      {Errc::TlsFailed, PollStatus::Error, SourceState::Failing},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(commonplace::name(c.code));
    RefreshHistory history;
    PollReport report;
    record_failure(history, report, {c.code, "why"}, kNow);
    EXPECT_EQ(report.status, c.status);
    EXPECT_EQ(history.state, c.state);
  }
}

TEST(ExplainNext, SaysWhyTheNextPollIsWhenItIs) {
  struct Case {
    const char* name;
    SourceState state;
    int failures;
    RefreshHints hints;
    const char* reason;
  };
  const Case cases[] = {
      {"all is well", SourceState::Ok, 0, {}, "every 1h, between 15m and 12h"},
      {"a ttl",
       SourceState::Ok,
       0,
       {.retry_after = {}, .ttl = minutes{90}, .max_age = {}},
       "every 1h, lengthened by the feed's ttl of 90m, between 15m and 12h"},
      {"a ttl below the interval",
       SourceState::Ok,
       0,
       {.retry_after = {}, .ttl = minutes{30}, .max_age = {}},
       "every 1h, between 15m and 12h"},
      {"a max-age",
       SourceState::Ok,
       0,
       {.retry_after = {}, .ttl = {}, .max_age = hours{48}},
       "every 1h, lengthened by the server's max-age of 2d, between 15m and 12h"},
      {"one failure", SourceState::Failing, 1, {}, "trying again after 1 failure, at growing intervals up to a day"},
      {"more failures",
       SourceState::Failing,
       3,
       {},
       "trying again after 3 failures in a row, at growing intervals up to a day"},
      {"Retry-After",
       SourceState::Failing,
       1,
       {.retry_after = seconds{90}, .ttl = {}, .max_age = {}},
       "trying again after 1 failure, at growing intervals up to a day; the server asked us to wait 90s"},
      {"gone", SourceState::Gone, 1, {}, "the feed is gone: one look a week"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RefreshHistory history;
    history.state = c.state;
    history.failures = c.failures;
    EXPECT_EQ(explain_next(history, c.hints, {}), c.reason);
  }
}

TEST(PollStatusName, IsWhatTheCommandPrints) {
  EXPECT_EQ(name(PollStatus::Ok), "ok");
  EXPECT_EQ(name(PollStatus::Unchanged), "unchanged");
  EXPECT_EQ(name(PollStatus::Waiting), "waiting");
  EXPECT_EQ(name(PollStatus::Blocked), "blocked");
  EXPECT_EQ(name(PollStatus::Gone), "gone");
  EXPECT_EQ(name(PollStatus::Error), "error");
}

}  // namespace
}  // namespace commonplace::app
