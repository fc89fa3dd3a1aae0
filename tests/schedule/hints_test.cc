#include "schedule/hints.h"

#include <gtest/gtest.h>

namespace commonplace::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

// Thursday, 24 October 2024, 12:00 UTC.
constexpr Timestamp kNow{seconds{1'729'771'200}};

TEST(ReadHints, TakesWhatMeansSomething) {
  struct Case {
    const char* name;
    std::optional<int> ttl;
    std::vector<std::string> skip_hours, skip_days;
    std::optional<seconds> expected_ttl;
    std::uint32_t hours;
    std::uint8_t days;
  };
  const std::vector<std::string> all_days = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                             "Thursday", "Friday", "Saturday"};
  std::vector<std::string> all_hours;
  for (int hour = 0; hour < 24; ++hour) all_hours.push_back(std::to_string(hour));
  const Case cases[] = {
      {"nothing", {}, {}, {}, {}, 0, 0},
      {"a ttl", 60, {}, {}, 1h, 0, 0},
      {"a ttl of zero", 0, {}, {}, {}, 0, 0},
      {"a negative ttl", -5, {}, {}, {}, 0, 0},
      {"hours", {}, {"0", " 1 ", "23"}, {}, {}, 0x80'0003, 0},
      {"midnight as RSS 0.91 calls it", {}, {"24"}, {}, {}, 1, 0},
      {"hours that do not exist", {}, {"25", "-1", "noon", "", "99999999999999999999"}, {}, {}, 0, 0},
      {"all hours", {}, all_hours, {}, {}, 0, 0},
      {"days, however spelled", {}, {}, {"Sunday", "SATURDAY "}, {}, 0, 0x41},
      {"days that do not exist", {}, {}, {"Sun", "Someday", ""}, {}, 0, 0},
      {"all days", {}, {}, all_days, {}, 0, 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    FeedHead head;
    head.ttl_minutes = c.ttl;
    head.skip_hours = c.skip_hours;
    head.skip_days = c.skip_days;
    PublisherHints hints;
    read_hints(head, hints);
    EXPECT_EQ(hints.ttl, c.expected_ttl);
    EXPECT_EQ(hints.skip_hours, c.hours);
    EXPECT_EQ(hints.skip_days, c.days);
  }
}

TEST(ReadHints, ForgetsTheLastDocumentButNotTheHeaders) {
  PublisherHints hints{.ttl = 1h, .update_base = kNow, .max_age = 2h, .skip_hours = 7, .skip_days = 1};
  read_hints({}, hints);
  EXPECT_EQ(hints, PublisherHints{.max_age = 2h});
}

TEST(ReadHints, TakesATimetableOnlyWithItsPeriod) {
  FeedHead head;
  head.update_base = kNow;
  PublisherHints hints;
  read_hints(head, hints);
  EXPECT_EQ(hints.update_base, std::nullopt);
  head.ttl_minutes = 60;
  read_hints(head, hints);
  EXPECT_EQ(hints.update_base, kNow);
}

TEST(AskedWait, IsTheLongestOfTheHints) {
  struct Case {
    const char* name;
    PublisherHints hints;
    std::optional<seconds> wait;
    RefreshCause cause;
  };
  const Case cases[] = {
      {"nothing", {}, {}, {}},
      {"a ttl", {.ttl = 2h}, 2h, RefreshCause::Ttl},
      {"max-age", {.max_age = 3h}, 3h, RefreshCause::MaxAge},
      {"a max-age of zero asks for nothing", {.max_age = 0s}, {}, {}},
      {"both", {.ttl = 2h, .max_age = 3h}, 3h, RefreshCause::MaxAge},
      {"both, the other way", {.ttl = 4h, .max_age = 3h}, 4h, RefreshCause::Ttl},
      {"a negative ttl", {.ttl = -2h}, {}, {}},
      {"daily at noon, and it is noon", {.ttl = 24h, .update_base = kNow - days{300}}, 24h, RefreshCause::UpdateBase},
      {"daily at two", {.ttl = 24h, .update_base = kNow - days{300} + 2h}, 2h, RefreshCause::UpdateBase},
      {"a timetable that begins later", {.ttl = 24h, .update_base = kNow + days{3} + 5h}, 5h, RefreshCause::UpdateBase},
      {"a timetable without a period", {.ttl = 0s, .update_base = kNow}, {}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto asked = asked_wait(c.hints, kNow);
    ASSERT_EQ(asked.has_value(), c.wait.has_value());
    if (!asked) continue;
    EXPECT_EQ(asked->wait, *c.wait);
    EXPECT_EQ(asked->cause, c.cause);
  }
}

TEST(AfterSkipped, FindsTheNextFreeHour) {
  struct Case {
    const char* name;
    PublisherHints hints;
    seconds wait;
  };
  const Case cases[] = {
      {"nothing is skipped", {}, 30min},
      {"other hours are skipped", {.skip_hours = 1}, 30min},
      {"this hour", {.skip_hours = 1 << 12}, 1h},
      {"this hour and the next", {.skip_hours = 3 << 12}, 2h},
      {"all hours but the one before", {.skip_hours = 0xFF'FFFF & ~(1U << 11)}, 23h},
      {"this day", {.skip_days = 1 << 4}, 12h},
      {"this day and the weekend's nights", {.skip_hours = 0xFF, .skip_days = 1 << 4}, 20h},
      {"everything, which never stalls", {.skip_hours = 0xFF'FFFF}, 24h * 7},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(after_skipped(c.hints, kNow + 30min) - kNow, c.wait);
  }
}

}  // namespace
}  // namespace commonplace::schedule
