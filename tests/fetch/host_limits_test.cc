#include "fetch/host_limits.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <vector>

namespace commonplace::fetch {
namespace {

using namespace std::chrono_literals;
using Time = HostLimits::Time;

constexpr Time kStart{1h};
constexpr HostLimits::Rules kRules{.rate = 0.5, .burst = 1, .concurrent = 2};
using Visit = HostLimits::Visit;

HostLimits::Place at(std::string host) { return {host, host}; }
HostLimits::Place blog(int number) { return {"blog" + std::to_string(number) + ".example.org", "example.org"}; }

TEST(HostLimits, SpacesRequestsToOneHost) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start(at("a"), kStart));
  EXPECT_EQ(limits.start(at("a"), kStart), kStart + 2s);
  EXPECT_EQ(limits.start(at("a"), kStart + 1s), kStart + 2s);
  EXPECT_FALSE(limits.start(at("a"), kStart + 2s));
}

TEST(HostLimits, DoesNotMixHosts) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start(at("a"), kStart));
  EXPECT_FALSE(limits.start(at("b"), kStart));
  EXPECT_TRUE(limits.start(at("a"), kStart));
}

TEST(HostLimits, LetsARestedHostTakeABurst) {
  HostLimits limits({.rate = 1, .burst = 3, .concurrent = 0});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limits.start(at("a"), kStart)) << i;
  EXPECT_EQ(limits.start(at("a"), kStart), kStart + 1s);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limits.start(at("a"), kStart + 1h)) << i;
  EXPECT_TRUE(limits.start(at("a"), kStart + 1h));
}

TEST(HostLimits, LimitsRequestsAtOnce) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start(at("a"), kStart));
  EXPECT_FALSE(limits.start(at("a"), kStart + 10s));
  EXPECT_EQ(limits.start(at("a"), kStart + 20s), Time::max());
  limits.finish(at("a"), 1s);
  EXPECT_FALSE(limits.start(at("a"), kStart + 20s));
}

TEST(HostLimits, HoldsAHostBack) {
  HostLimits limits(kRules);
  limits.hold("a", 1min, kStart);
  limits.hold("a", 30s, kStart);
  EXPECT_EQ(limits.start(at("a"), kStart), kStart + 1min);
  EXPECT_EQ(limits.held_until("a", kStart), kStart + 1min);
  EXPECT_FALSE(limits.held_until("a", kStart + 1min));
  EXPECT_FALSE(limits.held_until("b", kStart));
  EXPECT_FALSE(limits.start(at("a"), kStart + 1min));
}

// Holds from before a restart, in the order in which they came.
TEST(HostLimits, TakesAHoldOfThePastForWhatIsLeftOfIt) {
  HostLimits limits(kRules);
  limits.hold("a", 3h, kStart - 2h);
  EXPECT_EQ(limits.held_until("a", kStart), std::nullopt) << "a first one lasts an hour at most";
  limits.hold("a", 3h, kStart - 30min);
  EXPECT_EQ(limits.held_until("a", kStart), kStart + 150min);
}

TEST(HostLimits, LiftsAHold) {
  HostLimits limits(kRules);
  limits.hold("a", 1min, kStart);
  limits.lift_hold("a");
  limits.lift_hold("b");
  EXPECT_FALSE(limits.held_until("a", kStart));
  EXPECT_FALSE(limits.start(at("a"), kStart));
}

TEST(HostLimits, TurnsOffWithZero) {
  HostLimits limits({.rate = 0, .burst = 1, .concurrent = 0});
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(limits.start(at("a"), kStart));
}

TEST(HostLimits, ForgetsOnlyWhatDoesNotMatterAnyMore) {
  HostLimits limits(kRules);
  limits.start(at("running"), kStart);
  limits.start(at("resting"), kStart);
  limits.finish(at("resting"), 1s);
  limits.hold("held", 1h, kStart);
  limits.forget_idle(kStart + 1s);
  EXPECT_EQ(limits.hosts(), 3u);
  limits.forget_idle(kStart + 2s);
  EXPECT_EQ(limits.hosts(), 2u);
  limits.finish(at("running"), 1s);
  limits.forget_idle(kStart + 1h);
  EXPECT_EQ(limits.hosts(), 1u);  // should it ask for a hold again, that is its second
  limits.forget_idle(kStart + 25h);
  EXPECT_EQ(limits.hosts(), 0u);
}

TEST(HostLimits, SurvivesAClockThatStandsStill) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start(at("a"), kStart));
  EXPECT_EQ(limits.start(at("a"), kStart - 1h), kStart - 1h + 2s);
}

TEST(HostLimits, LimitsASiteToAFewTimesAHost) {
  HostLimits limits(kRules);
  for (int i = 0; i < HostLimits::kSiteShare; ++i) EXPECT_FALSE(limits.start(blog(i), kStart)) << i;
  EXPECT_EQ(limits.start(blog(9), kStart), kStart + 500ms);
  EXPECT_FALSE(limits.start(at("elsewhere"), kStart));
}

TEST(HostLimits, LimitsTheConnectionsToASite) {
  HostLimits limits({.rate = 0, .burst = 1, .concurrent = 2});
  for (int i = 0; i < 2 * HostLimits::kSiteShare; ++i) EXPECT_FALSE(limits.start(blog(i), kStart)) << i;
  EXPECT_EQ(limits.start(blog(99), kStart), Time::max());
  limits.finish(blog(3), 1s);
  EXPECT_FALSE(limits.start(blog(99), kStart));
}

TEST(HostLimits, HoldsOneHostOfASiteAndNoOther) {
  HostLimits limits(kRules);
  limits.hold(blog(1).host, 1h, kStart);
  EXPECT_EQ(limits.start(blog(1), kStart), kStart + 1h);
  EXPECT_FALSE(limits.start(blog(2), kStart));
}

// One path of a host that asks for a week must not silence all others for a week; a host that means it is believed.
TEST(HostLimits, BelievesAHostMoreEachTime) {
  HostLimits limits(kRules);
  Time now = kStart;
  for (const auto expected : {1h, 4h, 16h, 64h, 168h, 168h}) {
    limits.hold("a", 7 * 24h, now);
    const auto until = limits.held_until("a", now);
    ASSERT_TRUE(until);
    EXPECT_EQ(*until - now, expected);
    now = *until;
  }
}

TEST(HostLimits, TakesAnswersToEarlierRequestsForOneHold) {
  HostLimits limits(kRules);
  for (int i = 0; i < 5; ++i) limits.hold("a", 7 * 24h, kStart + 1s * i);
  EXPECT_EQ(limits.held_until("a", kStart + 4s), kStart + 4s + 1h);
}

TEST(HostLimits, StartsAnewOnceAHostAnswersWellOrLongAfter) {
  HostLimits limits(kRules);
  limits.hold("a", 1h, kStart);
  limits.relax("a");
  limits.hold("a", 24h, kStart + 1h);
  EXPECT_EQ(limits.held_until("a", kStart + 1h), kStart + 2h);
  limits.hold("a", 24h, kStart + 27h);
  EXPECT_EQ(limits.held_until("a", kStart + 27h), kStart + 28h);
  limits.relax("never asked");
}

TEST(HostLimits, DoesNotLetAHoldRunIntoThePast) {
  HostLimits limits(kRules);
  limits.hold("a", -1h, kStart);
  EXPECT_FALSE(limits.start(at("a"), kStart));
}

TEST(Admit, LetsInWhoWillSoonHaveTheirTurnAndTellsTheOthersWhenToCome) {
  HostLimits limits(kRules);
  for (int i = 0; i < 6; ++i) EXPECT_FALSE(limits.admit(at("a"), Visit::First, kStart)) << i;  // in line for 10 s
  for (int i = 6; i < 100; ++i) EXPECT_EQ(limits.admit(at("a"), Visit::First, kStart), kStart + 2s * i) << i;
  EXPECT_FALSE(limits.admit(at("b"), Visit::First, kStart));
}

TEST(Admit, KeepsTheTurnOfWhoComesBackAsTold) {
  HostLimits limits(kRules);
  for (int i = 0; i < 100; ++i) limits.admit(at("a"), Visit::First, kStart);
  for (int i = 0; i < 6; ++i) limits.leave(at("a"));
  EXPECT_FALSE(limits.admit(at("a"), Visit::AsTold, kStart + 12s));
  EXPECT_EQ(limits.admit(at("a"), Visit::First, kStart + 12s), kStart + 200s);
}

TEST(Admit, SpacesWhoWaitsForTheEndOfAHold) {
  HostLimits limits(kRules);
  limits.hold("a", 1h, kStart);
  EXPECT_EQ(limits.admit(at("a"), Visit::First, kStart), kStart + 1h);
  EXPECT_EQ(limits.admit(at("a"), Visit::AsTold, kStart), kStart + 1h + 2s);
  EXPECT_FALSE(limits.admit(at("a"), Visit::AsTold, kStart + 1h));
}

TEST(Admit, AHostThatNeverAnswersFillsNoMoreThanItsPlaces) {
  HostLimits limits({.rate = 0, .burst = 1, .concurrent = 2});
  int admitted = 0;
  for (int i = 0; i < 1000; ++i) admitted += limits.admit(at("a"), Visit::First, kStart) ? 0 : 1;
  EXPECT_EQ(admitted, 2 * HostLimits::kAdmittedPerConnection);
  const auto later = limits.admit(at("a"), Visit::AsTold, kStart);
  ASSERT_TRUE(later);
  EXPECT_GE(*later, kStart + HostLimits::kPatience);
}

TEST(Admit, LearnsHowSlowAHostIs) {
  HostLimits limits({.rate = 0, .burst = 1, .concurrent = 2});
  for (int i = 0; i < 60; ++i) {
    ASSERT_FALSE(limits.start(at("a"), kStart));
    limits.finish(at("a"), 20s);
  }
  int admitted = 0;
  Time last;
  for (int i = 0; i < 100; ++i) {
    const auto later = limits.admit(at("a"), Visit::First, kStart);
    admitted += later ? 0 : 1;
    last = later.value_or(last);
  }
  EXPECT_LE(admitted, 2);
  EXPECT_GT(last, kStart + 900s);  // a hundred of twenty seconds, two at a time
}

TEST(Admit, AHostThatIsBookedFarAheadTakesNoTurnsOfItsNeighbours) {
  HostLimits limits(kRules);
  for (int i = 0; i < 1000; ++i) limits.admit(blog(1), Visit::First, kStart);
  const auto other = limits.admit(blog(2), Visit::First, kStart);
  EXPECT_LE(other.value_or(kStart), kStart + 510s);  // the site's rate is four times the host's
}

// Every source of an overloaded host is polled again and again: demand twice what the host may be asked.
TEST(Admit, StarvesNobody) {
  constexpr int kSources = 100;
  HostLimits limits({.rate = 1, .burst = 1, .concurrent = 2});
  struct Due {
    Time at;
    Visit visit = Visit::First;
    int polls = 0;
  };
  std::vector<Due> sources(kSources, Due{kStart});
  int polls = 0;
  for (Time now = kStart; now < kStart + 3000s; now += 1s) {
    for (Due& due : sources) {
      if (due.at > now) continue;
      if (const auto later = limits.admit(at("a"), due.visit, now)) {
        due = {*later, Visit::AsTold, due.polls};
        continue;
      }
      limits.leave(at("a"));
      due = {now + 50s, Visit::First, due.polls + 1};
      ++polls;
    }
  }
  EXPECT_GE(polls, 2900);
  EXPECT_LE(polls, 3020);
  for (const Due& due : sources) {
    EXPECT_GE(due.polls, 18);
    EXPECT_LE(due.polls, 40);
  }
}

// Whoever comes back when told to is let in, and no window sees more than rate × time + burst.
RC_GTEST_PROP(HostLimits, KeepsTheRateAndTheirWord, ()) {
  const HostLimits::Rules rules{
      .rate = *rc::gen::inRange(1, 200) / 16.0, .burst = static_cast<double>(*rc::gen::inRange(1, 5)), .concurrent = 0};
  HostLimits limits(rules);
  Time now = kStart;
  std::vector<Time> starts;
  for (int i = 0; i < 60; ++i) {
    if (*rc::gen::inRange(0, 3) == 0) now += std::chrono::milliseconds(*rc::gen::inRange(0, 3000));
    if (const auto next = limits.start(at("a"), now)) {
      now = *next;
      RC_ASSERT(!limits.start(at("a"), now));
    }
    starts.push_back(now);
  }
  for (std::size_t first = 0; first < starts.size(); ++first) {
    const auto last = starts.size() - 1;
    const double seconds = std::chrono::duration<double>(starts[last] - starts[first]).count();
    RC_ASSERT(static_cast<double>(last - first + 1) <= seconds * rules.rate + rules.burst + 1e-6);
  }
}

}  // namespace
}  // namespace commonplace::fetch
