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
      {203, "", Errc::Empty, "the server answered with an empty document"},
      {226, "", Errc::Empty, "the server answered with an empty document"},
      {204, "", Errc::HttpStatus, "the server answered with HTTP 204, not with a feed"},
      {300, "choose", Errc::HttpStatus, "the server answered with HTTP 300, not with a feed"},
      {401, "", Errc::HttpStatus, "the server asks for a user name and password (HTTP 401)"},
      {403, "no", Errc::HttpStatus, "the server refuses to let us read this (HTTP 403)"},
      {404, "<html>", Errc::HttpStatus, "the server knows no such page; the feed may have moved (HTTP 404)"},
      {407, "", Errc::HttpStatus, "the proxy asks for a user name and password (HTTP 407)"},
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

fetch::FetchResponse answer_of(std::string_view url, int status) {
  fetch::FetchResponse response = make_response(status);
  response.url = parse_url(url).value();
  return response;
}

TEST(RefusalElsewhere, OnlyTheConfiguredAddressCanBeGone) {
  const fetch::FetchResponse parked = answer_of("https://parked.example/", 410);
  const Error gone = refusal_elsewhere({Errc::Gone, "gone"}, parked, Secrets::None);
  EXPECT_EQ(gone.code, Errc::HttpStatus);
  EXPECT_EQ(gone.detail, "we were sent on to parked.example, which says that the feed is gone for good (HTTP 410)");
  EXPECT_EQ(refusal_elsewhere({Errc::Empty, "nothing"}, parked, Secrets::None), (Error{Errc::Empty, "nothing"}));
}

TEST(RefusalElsewhere, SaysThatItWasNotToldTheSecrets) {
  const Error refusal{Errc::HttpStatus, "it asks for a password"};
  const fetch::FetchResponse asks = answer_of("https://a.example/feed", 401);
  EXPECT_EQ(refusal_elsewhere(refusal, asks, Secrets::Withheld).detail,
            "we were sent on to https://a.example, which is not told the password and headers of this source: if they "
            "are meant for it, configure its address; it asks for a password");
  EXPECT_EQ(refusal_elsewhere(refusal, asks, Secrets::None), refusal);
  EXPECT_EQ(refusal_elsewhere(refusal, answer_of("https://a.example/feed", 500), Secrets::Withheld), refusal);
}

TEST(WantsSuggestion, OfAMissingFeedAtFirstAndNowAndThen) {
  struct Case {
    int status;
    int failures;
    bool wanted;
  };
  const Case cases[] = {{404, 0, true}, {410, 0, true},  {404, 1, false}, {404, 7, false},
                        {404, 8, true}, {500, 0, false}, {200, 0, false}};
  for (const Case& c : cases) {
    RefreshHistory history;
    history.failures = c.failures;
    EXPECT_EQ(wants_suggestion(history, c.status), c.wanted) << c.status << " after " << c.failures;
  }
}

TEST(RefusalOf, AcceptsWhatMayHoldAFeed) {
  EXPECT_FALSE(refusal_of(make_response(200, "<rss/>")));
  EXPECT_FALSE(refusal_of(make_response(200, "<html>")));  // for the parser to judge
  EXPECT_FALSE(refusal_of(make_response(203, "<rss/>")));
  EXPECT_FALSE(refusal_of(make_response(226, "<rss/>")));
  EXPECT_FALSE(refusal_of(make_response(304)));
}

using Headers = std::vector<std::pair<std::string, std::string>>;

TEST(RetryAfterOf, ReadsItWhereTheStatusGivesItAMeaning) {
  struct Case {
    const char* name;
    int status;
    Headers headers;
    std::optional<seconds> expected;
  };
  const Case cases[] = {
      {"429", 429, {{"retry-after", "600"}}, minutes{10}},
      {"403", 403, {{"retry-after", "600"}}, minutes{10}},
      {"503", 503, {{"retry-after", "Thu, 24 Oct 2024 13:00:00 GMT"}}, hours{1}},
      {"429 without a word", 429, {}, {}},
      {"beside a document", 200, {{"retry-after", "600"}}, {}},
      {"of another failure", 500, {{"retry-after", "600"}}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(retry_after_of(make_response(c.status, "", c.headers), kNow), c.expected);
  }
}

TEST(ReadHeaders, KeepsWhatA304DoesNotRepeat) {
  struct Case {
    const char* name;
    int status;
    Headers headers;
    std::optional<seconds> expected;
  };
  const Case cases[] = {
      {"a document", 200, {{"cache-control", "max-age=7200"}}, hours{2}},
      {"a document that says nothing", 200, {}, {}},
      {"a 304", 304, {{"cache-control", "max-age=7200"}}, hours{2}},
      {"a 304 that says nothing", 304, {}, hours{5}},
      {"a 304 that takes it back", 304, {{"cache-control", "no-cache"}}, seconds{0}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    PublisherHints hints{.ttl = hours{1}, .max_age = hours{5}};
    read_headers(make_response(c.status, "", c.headers), hints, kNow);
    EXPECT_EQ(hints.max_age, c.expected);
    EXPECT_EQ(hints.ttl, hours{1});
  }
}

TEST(PublicationsOf, AreTheTimesAtWhichNewEntriesAppeared) {
  Feed feed;
  const std::optional<Timestamp> claims[] = {kNow - hours{1}, kNow - hours{30}, std::nullopt, kNow + hours{5},
                                             kNow - hours{2}};
  Delta delta;
  for (std::size_t i = 0; i < std::size(claims); ++i) {
    feed.entries.emplace_back().published = claims[i];
    delta.changes.emplace_back().change = i == 4 ? Change::Unchanged : Change::Inserted;
    delta.changes.back().index = i;
  }
  RefreshHistory history;
  EXPECT_EQ(publications_of(feed, delta, history, kNow),
            (std::vector<Timestamp>{kNow - hours{1}, kNow - hours{30}, kNow, kNow}));
  history.last_success = kBefore;
  EXPECT_EQ(publications_of(feed, delta, history, kNow), (std::vector<Timestamp>{kNow - hours{1}, kNow, kNow, kNow}));
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

TEST(RecordSuccess, TellsThatASourceIsSilent) {
  RefreshHistory history;
  std::vector<Timestamp> times;
  for (int day = 0; day < 20; ++day) times.push_back(kNow - hours{24 * (60 + day)});
  learn_publications(history.rhythm, times, kNow);
  record_success(history, kNow);
  EXPECT_EQ(history.state, SourceState::Silent);
  EXPECT_EQ(history.message, "nothing new since 2024-08-25; until then it published about every 1d");
  learn_publications(history.rhythm, {&kNow, 1}, kNow);
  record_success(history, kNow);
  EXPECT_EQ(history.state, SourceState::Ok);
  EXPECT_EQ(history.message, "");
}

TEST(RecordSuccess, KeepsSinceWhenItWasWellBefore) {
  RefreshHistory history;
  history.state = SourceState::Ok;
  history.since = kBefore;
  record_success(history, kNow);
  EXPECT_EQ(history.since, kBefore);
}

TEST(LearnedNothing, IsAllButWhenTheSourceWasAsked) {
  const RefreshHistory before = failing();
  RefreshHistory after = before;
  after.last_poll = after.last_success = kNow;
  EXPECT_TRUE(learned_nothing(before, after));
  after.validators.etag = "\"other\"";
  EXPECT_FALSE(learned_nothing(before, after));
  after = before;
  after.http_status = 304;
  EXPECT_FALSE(learned_nothing(before, after));
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

TEST(RecordFailure, BoundsWhatAStrangerMakesUsSay) {
  RefreshHistory history;
  PollReport report;
  record_failure(history, report, {Errc::NotAFeed, std::string(100'000, 'x')}, kNow);
  EXPECT_EQ(history.message.size(), 1000u);
  EXPECT_EQ(report.message, history.message);
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
