#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "commonplace/schedule.h"

namespace commonplace {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

// Thursday, 24 October 2024, 12:00 UTC.
constexpr Timestamp kNow{seconds{1'729'771'200}};

RefreshHistory history(SourceState state, int failures = 0) {
  RefreshHistory h;
  h.state = state;
  h.failures = failures;
  return h;
}

RefreshHistory hinted(PublisherHints hints) {
  RefreshHistory h = history(SourceState::Ok);
  h.hints = hints;
  return h;
}

RefreshHistory publishing_every(seconds gap, Timestamp last = kNow) {
  RefreshHistory h = history(SourceState::Ok);
  std::vector<Timestamp> times;
  for (int i = 0; i < 20; ++i) times.push_back(last - gap * i);
  learn_publications(h.rhythm, times, kNow);
  return h;
}

// Up to a tenth of jitter and a beat, never early.
void expect_wait(seconds expected, const NextRefresh& next) {
  EXPECT_EQ(next.reason.wait, expected);
  EXPECT_GE(next.at - kNow, expected);
  EXPECT_LE(next.at - kNow, expected + expected / 10 + 5s);
}

TEST(NextRefresh, FollowsIntervalHintsAndBounds) {
  struct Case {
    const char* name;
    PublisherHints hints;
    RefreshPolicy policy;
    seconds expected;
    RefreshCause cause;
  };
  const Case cases[] = {
      {"the interval", {}, {1h, 15min, 12h, 1}, 1h, RefreshCause::Interval},
      {"ttl lengthens", {.ttl = 2h}, {1h, 15min, 12h, 1}, 2h, RefreshCause::Ttl},
      {"ttl never shortens", {.ttl = 5min}, {1h, 15min, 12h, 1}, 1h, RefreshCause::Interval},
      {"max-age lengthens", {.max_age = 3h}, {1h, 15min, 12h, 1}, 3h, RefreshCause::MaxAge},
      {"the longest bound holds", {.ttl = 9999h}, {1h, 15min, 12h, 1}, 12h, RefreshCause::Ttl},
      {"the shortest bound holds", {}, {1min, 15min, 12h, 1}, 15min, RefreshCause::MinInterval},
      {"bounds that cross", {}, {1min, 2h, 1h, 1}, 2h, RefreshCause::MinInterval},
      {"a negative ttl is nothing", {.ttl = -5min}, {1h, 15min, 12h, 1}, 1h, RefreshCause::Interval},
      {"a timetable", {.ttl = 24h, .update_base = kNow + 3h}, {1h, 15min, 12h, 1}, 3h, RefreshCause::UpdateBase},
      {"bounds of nothing", {}, {1h, 0s, 0s, 1}, 1s, RefreshCause::MaxInterval},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const NextRefresh next = next_refresh(hinted(c.hints), c.policy, kNow);
    expect_wait(c.expected, next);
    EXPECT_EQ(next.reason.cause, c.cause);
  }
}

TEST(NextRefresh, TellsWhatWasAskedForWhereItWasCut) {
  const NextRefresh next = next_refresh(hinted({.ttl = 48h}), {1h, 15min, 12h, 1}, kNow);
  EXPECT_EQ(next.reason.asked, 48h);
  EXPECT_EQ(next.reason.wait, 12h);
  const NextRefresh skipped = next_refresh(hinted({.skip_days = 1 << 4 | 1 << 5}), {1h, 15min, 12h, 1}, kNow);
  EXPECT_EQ(skipped.reason.asked, 36h) << "Thursday noon until Saturday";
  EXPECT_EQ(skipped.reason.wait, 12h);
  const NextRefresh kept = next_refresh(hinted({.skip_days = 1 << 4 | 1 << 5}), {1h, 15min, 48h, 1}, kNow);
  EXPECT_LE(kept.reason.asked, kept.reason.wait);
}

TEST(NextRefresh, AdaptsToTheRhythmWithinTheBounds) {
  struct Case {
    const char* name;
    seconds gap;
    RefreshCause cause;
    seconds shortest, longest;
  };
  const Case cases[] = {
      {"too fast for us", 16min, RefreshCause::MinInterval, 15min, 15min},
      {"a news site", 3h + 20min, RefreshCause::Rhythm, 30min, 1h},
      {"a blog", 80h, RefreshCause::Rhythm, 2h, 6h},
      {"a newsletter", days{90}, RefreshCause::MaxInterval, 12h, 12h},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const NextRefresh next = next_refresh(publishing_every(c.gap), {1h, 15min, 12h, 1}, kNow);
    EXPECT_EQ(next.reason.cause, c.cause);
    EXPECT_GE(next.reason.wait, c.shortest);
    EXPECT_LE(next.reason.wait, c.longest);
    EXPECT_GT(next.reason.gap, 0s);
  }
}

TEST(NextRefresh, IsAsPoliteToAFastSourceAsItAsks) {
  RefreshHistory fast = publishing_every(16min);
  fast.hints.max_age = 30min;
  expect_wait(30min, next_refresh(fast, {1h, 15min, 12h, 1}, kNow));
}

TEST(NextRefresh, StaysOutOfSkippedHoursAndDays) {
  struct Case {
    const char* name;
    PublisherHints hints;
    seconds earliest, latest;
  };
  const Case cases[] = {
      {"other hours", {.skip_hours = 1}, 1h, 66min},
      {"until four", {.skip_hours = 0b111 << 13}, 4h, 4h + 10min},
      {"no longer than the operator allows", {.skip_days = 1 << 4 | 1 << 5}, 12h, 12h},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const NextRefresh next = next_refresh(hinted(c.hints), {1h, 15min, 12h, 1}, kNow);
    EXPECT_GE(next.at - kNow, c.earliest);
    EXPECT_LE(next.at - kNow, c.latest);
    EXPECT_EQ(next.reason.cause == RefreshCause::Skipped, c.latest != 66min);
  }
}

TEST(NextRefresh, BacksOffButNeverGivesUp) {
  const seconds expected[] = {15min, 30min, 1h, 2h, 4h, 8h, 16h, 24h, 24h};
  for (int failures = 1; failures <= 9; ++failures) {
    SCOPED_TRACE(failures);
    const NextRefresh next = next_refresh(history(SourceState::Failing, failures), {}, kNow);
    expect_wait(expected[failures - 1], next);
    EXPECT_EQ(next.reason.failures, failures);
  }
  expect_wait(24h, next_refresh(history(SourceState::Failing, 1'000'000), {}, kNow));
}

TEST(NextRefresh, LooksAtAGoneSourceOnceAWeek) {
  expect_wait(24h * 7, next_refresh(history(SourceState::Gone, 3), {}, kNow));
}

TEST(NextRefresh, TakesRetryAfterAsALowerBoundUpToAWeek) {
  const RefreshHistory failing = history(SourceState::Failing, 1);
  expect_wait(2h, next_refresh(failing, {}, kNow, 2h));
  expect_wait(15min, next_refresh(failing, {}, kNow, 1s));
  expect_wait(15min, next_refresh(failing, {}, kNow, -1h));
  const NextRefresh cut = next_refresh(failing, {}, kNow, 24h * 365);
  expect_wait(24h * 7, cut);
  EXPECT_EQ(cut.reason.asked, 24h * 365);
  EXPECT_EQ(cut.reason.cause, RefreshCause::RetryAfter);
}

TEST(NextRefresh, SpreadsSourcesByTheirSeedAndIsDeterministic) {
  RefreshPolicy one{1h, 15min, 12h, 1};
  RefreshPolicy other{1h, 15min, 12h, 2};
  const RefreshHistory ok = history(SourceState::Ok);
  EXPECT_EQ(next_refresh(ok, one, kNow).at, next_refresh(ok, one, kNow).at);
  EXPECT_NE(next_refresh(ok, one, kNow).at, next_refresh(ok, other, kNow).at);
}

TEST(NextRefresh, PollsTogetherWhatIsDueWithinABeat) {
  struct Case {
    seconds interval;
    seconds beat;
  };
  for (const Case& c : {Case{20s, 1s}, {30s, 2s}, {1min, 5s}, {1h, 5s}, {24h, 5s}}) {
    SCOPED_TRACE(c.interval.count());
    std::set<Timestamp> times;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
      const Timestamp at = next_refresh(history(SourceState::Ok), {c.interval, 1s, 24h, seed}, kNow + 1s).at;
      EXPECT_EQ(at.time_since_epoch() % c.beat, 0s);
      EXPECT_GE(at, kNow + 1s + c.interval);
      times.insert(at);
    }
    // As far apart as ever.
    EXPECT_GE(*times.rbegin() - *times.begin(), c.interval / 10 * 9 / 10 - c.beat);
    EXPECT_LE(*times.rbegin(), kNow + 1s + c.interval + c.interval / 10 + c.beat);
  }
}

// Whatever publisher and operator wrote: later than now, within the bounds where all is well, no later than eight days.
RC_GTEST_PROP(NextRefresh, IsBoundedWhateverIsAsked, ()) {
  const auto some_seconds = [] { return seconds(*rc::gen::arbitrary<std::int32_t>()); };
  RefreshHistory h = history(SourceState::Ok, *rc::gen::inRange(0, 3));
  h.hints.ttl = some_seconds();
  h.hints.max_age = some_seconds();
  if (*rc::gen::arbitrary<bool>()) h.hints.update_base = kNow + some_seconds();
  h.hints.skip_hours = *rc::gen::arbitrary<std::uint32_t>() & 0xFF'FFFF;
  h.hints.skip_days = static_cast<std::uint8_t>(*rc::gen::inRange(0, 128));
  std::vector<Timestamp> times;
  for (const int back : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100'000'000)))
    times.push_back(kNow - seconds(back));
  learn_publications(h.rhythm, times, kNow);
  const RefreshPolicy policy{seconds(*rc::gen::inRange(1, 100'000)), seconds(*rc::gen::inRange(0, 100'000)),
                             seconds(*rc::gen::inRange(0, 500'000)), *rc::gen::arbitrary<std::uint64_t>()};
  const NextRefresh next = next_refresh(h, policy, kNow, some_seconds());
  RC_ASSERT(next.at > kNow);
  RC_ASSERT(next.at <= kNow + days{8});
  const NextRefresh unasked = next_refresh(h, policy, kNow);
  const seconds longest = std::max({policy.max_interval, policy.min_interval, 1s});
  if (h.failures == 0) {
    RC_ASSERT(unasked.at >= kNow + policy.min_interval);
    RC_ASSERT(unasked.at <= kNow + longest + longest / 10 + 5s);
  }
}

}  // namespace
}  // namespace commonplace
