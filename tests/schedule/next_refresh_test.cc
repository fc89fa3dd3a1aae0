#include <gtest/gtest.h>

#include "commonplace/schedule.h"

namespace commonplace {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr Timestamp kNow{seconds{1'700'000'000}};

RefreshHistory history(SourceState state, int failures = 0) {
  RefreshHistory h;
  h.state = state;
  h.failures = failures;
  return h;
}

// Up to a tenth of jitter, never early.
void expect_wait(seconds expected, Timestamp next) {
  EXPECT_GE(next - kNow, expected);
  EXPECT_LE(next - kNow, expected + expected / 10 + 1s);
}

TEST(NextRefresh, FollowsIntervalHintsAndBounds) {
  struct Case {
    const char* name;
    RefreshHints hints;
    RefreshPolicy policy;
    seconds expected;
  };
  const Case cases[] = {
      {"the interval", {}, {1h, 15min, 12h, 1}, 1h},
      {"ttl lengthens", {.retry_after = {}, .ttl = 2h, .max_age = {}}, {1h, 15min, 12h, 1}, 2h},
      {"ttl never shortens", {.retry_after = {}, .ttl = 5min, .max_age = {}}, {1h, 15min, 12h, 1}, 1h},
      {"max-age lengthens", {.retry_after = {}, .ttl = {}, .max_age = 3h}, {1h, 15min, 12h, 1}, 3h},
      {"the longest bound holds", {.retry_after = {}, .ttl = 9999h, .max_age = {}}, {1h, 15min, 12h, 1}, 12h},
      {"the shortest bound holds", {}, {1min, 15min, 12h, 1}, 15min},
      {"bounds that cross", {}, {1min, 2h, 1h, 1}, 2h},
      {"a negative ttl is nothing", {.retry_after = {}, .ttl = -5min, .max_age = {}}, {1h, 15min, 12h, 1}, 1h},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    expect_wait(c.expected, next_refresh(history(SourceState::Ok), c.hints, c.policy, kNow));
  }
}

TEST(NextRefresh, BacksOffButNeverGivesUp) {
  const seconds expected[] = {15min, 30min, 1h, 2h, 4h, 8h, 16h, 24h, 24h};
  for (int failures = 1; failures <= 9; ++failures) {
    SCOPED_TRACE(failures);
    expect_wait(expected[failures - 1], next_refresh(history(SourceState::Failing, failures), {}, {}, kNow));
  }
  expect_wait(24h, next_refresh(history(SourceState::Failing, 1'000'000), {}, {}, kNow));
}

TEST(NextRefresh, LooksAtAGoneSourceOnceAWeek) {
  expect_wait(24h * 7, next_refresh(history(SourceState::Gone, 3), {}, {}, kNow));
}

TEST(NextRefresh, TakesRetryAfterAsALowerBoundUpToAWeek) {
  const RefreshHistory failing = history(SourceState::Failing, 1);
  expect_wait(2h, next_refresh(failing, {.retry_after = 2h, .ttl = {}, .max_age = {}}, {}, kNow));
  expect_wait(15min, next_refresh(failing, {.retry_after = 1s, .ttl = {}, .max_age = {}}, {}, kNow));
  expect_wait(24h * 7, next_refresh(failing, {.retry_after = 24h * 365, .ttl = {}, .max_age = {}}, {}, kNow));
}

TEST(NextRefresh, SpreadsSourcesByTheirSeedAndIsDeterministic) {
  RefreshPolicy one{1h, 15min, 12h, 1};
  RefreshPolicy other{1h, 15min, 12h, 2};
  const RefreshHistory ok = history(SourceState::Ok);
  EXPECT_EQ(next_refresh(ok, {}, one, kNow), next_refresh(ok, {}, one, kNow));
  EXPECT_NE(next_refresh(ok, {}, one, kNow), next_refresh(ok, {}, other, kNow));
}

}  // namespace
}  // namespace commonplace
