#include "schedule/rhythm.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace commonplace::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

// Thursday, 24 October 2024, 12:00 UTC.
constexpr Timestamp kNow{seconds{1'729'771'200}};

std::vector<Timestamp> every(seconds gap, int count, Timestamp last = kNow) {
  std::vector<Timestamp> times;
  for (int i = 0; i < count; ++i) times.push_back(last - gap * i);
  return times;
}

Rhythm rhythm_of(const std::vector<Timestamp>& times, Timestamp now = kNow) {
  Rhythm rhythm;
  learn_publications(rhythm, times, now);
  return rhythm;
}

TEST(LearnPublications, FindsTheGapOfOneDocument) {
  const Rhythm rhythm = rhythm_of(every(24h, 20));  // newest first, as documents have them
  EXPECT_EQ(rhythm.gap, 24h);
  EXPECT_EQ(rhythm.longest, 24h);
  EXPECT_EQ(rhythm.last, kNow);
  EXPECT_EQ(rhythm.publications, 17);  // no more is counted
}

TEST(LearnPublications, IsTheSameInAnyOrderAndInParts) {
  std::vector<Timestamp> times = every(7h, 12);
  const Rhythm whole = rhythm_of(times);
  std::reverse(times.begin(), times.end());
  Rhythm parts;
  for (const Timestamp time : times) learn_publications(parts, {&time, 1}, kNow);
  EXPECT_EQ(parts, whole);
}

TEST(LearnPublications, ForgetsAnOldGapSlowly) {
  Rhythm rhythm = rhythm_of(every(24h, 20));
  learn_publications(rhythm, every(1h, 5, kNow + 5h), kNow + 5h);
  EXPECT_LT(rhythm.gap, 20h);
  EXPECT_GT(rhythm.gap, 10h);
  learn_publications(rhythm, every(1h, 200, kNow + 205h), kNow + 205h);
  EXPECT_LT(rhythm.gap, 61min);
  EXPECT_LT(rhythm.longest, 2h);
}

TEST(LearnPublications, IgnoresWhatSaysNothing) {
  struct Case {
    const char* name;
    std::vector<Timestamp> times;
  };
  const Case cases[] = {
      {"nothing", {}},
      {"what is to come", {kNow + 1s, kNow + days{365}}},
      {"what was there before", {kNow - 1h, kNow - 10h}},
      {"what was there at once", {kNow, kNow}},
      {"a few minutes later", {}},
  };
  const Rhythm known = rhythm_of(every(5h, 3));
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Rhythm rhythm = known;
    learn_publications(rhythm, c.times, kNow);
    EXPECT_EQ(rhythm, known);
  }
}

TEST(LearnPublications, TakesABatchForOnePublication) {
  std::vector<Timestamp> times;
  for (int week = 0; week < 4; ++week) {
    for (int item = 0; item < 25; ++item) times.push_back(kNow - days{7} * week - 30s * item);
  }
  const Rhythm rhythm = rhythm_of(times);
  EXPECT_EQ(rhythm.publications, 4);
  EXPECT_NEAR(static_cast<double>(rhythm.gap.count()), 7 * 86400.0, 900);
}

TEST(LearnPublications, KeepsItsCountersSmall) {
  Rhythm rhythm = rhythm_of(every(24h, 1000));
  EXPECT_LE(rhythm.hours[12], 15);
  EXPECT_GE(rhythm.hours[12], 7);
  for (const std::uint8_t day : rhythm.days) EXPECT_LE(day, 15);
}

TEST(PublicationGap, IsToldOnceItIsKnown) {
  EXPECT_EQ(publication_gap({}, kNow), std::nullopt);
  EXPECT_EQ(publication_gap(rhythm_of(every(24h, 3)), kNow), std::nullopt);
  const auto gap = publication_gap(rhythm_of(every(24h, 20)), kNow);
  ASSERT_TRUE(gap);
  EXPECT_NEAR(std::chrono::duration<double>(*gap) / 1h, 23.7, 0.5);
}

TEST(PublicationGap, GrowsWithSilence) {
  const Rhythm rhythm = rhythm_of(every(1h, 20));
  EXPECT_LT(*publication_gap(rhythm, kNow + 1h), 2h);
  EXPECT_GT(*publication_gap(rhythm, kNow + days{21}), 24h);
  EXPECT_GT(*publication_gap(rhythm, kNow + days{365}), days{14});
}

TEST(RhythmWait, IsTheIntervalWhereNothingIsKnown) {
  EXPECT_EQ(rhythm_wait({}, {1h, 15min, 12h, 1}, kNow), 1h);
  EXPECT_EQ(rhythm_wait({}, {3h, 15min, 12h, 1}, kNow), 3h);
}

TEST(RhythmWait, GrowsWhereNothingIsEverPublished) {
  Rhythm empty;
  learn_publications(empty, {}, kNow);
  const RefreshPolicy policy{1h, 15min, 12h, 1};
  EXPECT_EQ(rhythm_wait(empty, policy, kNow), 1h);
  EXPECT_EQ(rhythm_wait(empty, policy, kNow + 4h + 30min), 2h);
  EXPECT_EQ(rhythm_wait(empty, policy, kNow + days{40}), 12h);
}

TEST(RhythmWait, FollowsTheSquareRootOfTheGap) {
  struct Case {
    const char* name;
    seconds gap;
    seconds shortest, longest;
  };
  const Case cases[] = {
      {"a news agency", 20min, 13min, 25min}, {"a news site", 1h, 24min, 40min}, {"four a day", 6h, 50min, 75min},
      {"daily", 24h, 100min, 220min},         {"weekly", days{7}, 3h, 8h},       {"monthly", days{30}, 8h, 12h},
      {"yearly", days{365}, 12h, 12h},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    // At hours that wander, so that there is nothing to learn from them.
    const seconds wait = rhythm_wait(rhythm_of(every(c.gap * 107 / 100, 20)), {1h, 15min, 12h, 1}, kNow);
    EXPECT_GE(wait, c.shortest);
    EXPECT_LE(wait, c.longest);
  }
}

TEST(RhythmWait, IsShorterAtTheHoursThatTheSourceLikes) {
  const Rhythm rhythm = rhythm_of(every(24h, 15, kNow - 24h));  // always at noon
  const RefreshPolicy policy{1h, 15min, 12h, 1};
  const seconds at_noon = rhythm_wait(rhythm, policy, kNow - 30min);
  const seconds at_night = rhythm_wait(rhythm, policy, kNow - 12h);
  EXPECT_LT(at_noon * 3 / 2, at_night);
  EXPECT_LT(at_noon, 100min);
}

TEST(RhythmWait, IsLongerOnDaysThatTheSourceSkips) {
  std::vector<Timestamp> workdays;
  for (int day = 0; day < 28; ++day) {
    const Timestamp time = kNow - days{day} - 3h * (day % 8);
    const auto weekday = std::chrono::weekday(std::chrono::floor<days>(time));
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) workdays.push_back(time);
  }
  const Rhythm rhythm = rhythm_of(workdays);
  const RefreshPolicy policy{1h, 15min, 24h, 1};
  EXPECT_GT(rhythm_wait(rhythm, policy, kNow + days{2}), rhythm_wait(rhythm, policy, kNow + days{1}) * 5 / 4);
}

TEST(RhythmWait, MakesNoHabitOfTheHoursOfOneDocument) {
  const Rhythm rhythm = rhythm_of(every(20min, 30));  // of one morning
  const RefreshPolicy policy{1h, 1s, 12h, 1};
  const auto noon = static_cast<double>(rhythm_wait(rhythm, policy, kNow).count());
  Rhythm flat = rhythm;
  flat.hours = {};
  flat.days = {};
  EXPECT_NEAR(noon, static_cast<double>(rhythm_wait(flat, policy, kNow).count()), noon / 10);
}

TEST(RhythmWait, MakesNoHabitOfToday) {
  Rhythm rhythm;
  for (int day = -60; day <= 0; ++day) learn_publications(rhythm, every(30min, 40, kNow + days{day}), kNow);
  for (const std::uint8_t count : rhythm.days) EXPECT_GE(count, 2);
}

RefreshHistory history_of(const std::vector<Timestamp>& times) {
  RefreshHistory history;
  history.rhythm = rhythm_of(times);
  return history;
}

TEST(DescribeSilence, NeedsMoreThanTheRhythmExplains) {
  struct Case {
    const char* name;
    seconds gap;
    int publications;
    seconds silence;
    bool told;
  };
  const Case cases[] = {
      {"hourly, over a weekend", 1h, 20, days{3}, false}, {"hourly, over a week", 1h, 20, days{8}, true},
      {"daily, a week", 24h, 20, days{7}, false},         {"daily, three weeks", 24h, 20, days{21}, true},
      {"weekly, a month", days{7}, 20, days{30}, false},  {"weekly, two months", days{7}, 20, days{60}, true},
      {"hardly known", 1h, 3, days{60}, false},           {"nothing known", 1h, 0, days{60}, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(describe_silence(history_of(every(c.gap, c.publications)), kNow + c.silence).has_value(), c.told);
  }
}

TEST(DescribeSilence, AllowsForTheSummerBreakOfLastYear) {
  std::vector<Timestamp> times = every(24h, 5);
  for (const Timestamp time : every(24h, 10, kNow - days{40})) times.push_back(time);
  EXPECT_FALSE(describe_silence(history_of(times), kNow + days{45}));
}

TEST(DescribeSilence, CountsOnlyWhileWeAsk) {
  RefreshHistory history = history_of(every(24h, 20));
  history.last_new = kNow + days{700};  // our first poll, two years after its last entry
  EXPECT_FALSE(describe_silence(history, kNow + days{703}));
  EXPECT_TRUE(describe_silence(history, kNow + days{708}));
}

TEST(DescribeSilence, SaysSinceWhenAndWhatWasUsual) {
  EXPECT_EQ(describe_silence(history_of(every(24h, 20)), kNow + days{60}),
            "nothing new since 2024-10-24; until then it published about every 1d");
}

// Whatever was published, the wait is positive and within the bound, and grows with silence.
RC_GTEST_PROP(RhythmWait, IsBoundedForEveryHistory, ()) {
  std::vector<Timestamp> times;
  for (const int back : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-100'000, 2'000'000'000)))
    times.push_back(kNow - seconds(back));
  const Rhythm rhythm = rhythm_of(times);
  const RefreshPolicy policy{seconds(*rc::gen::inRange(1, 200'000)), 1s, seconds(*rc::gen::inRange(1, 2'000'000)), 1};
  const seconds wait = rhythm_wait(rhythm, policy, kNow);
  RC_ASSERT(wait >= 0s);
  RC_ASSERT(wait <= policy.max_interval);
  RC_ASSERT(rhythm.gap >= 0s);
  RC_ASSERT(rhythm.longest <= 2'100'000'000s);
}

}  // namespace
}  // namespace commonplace::schedule
