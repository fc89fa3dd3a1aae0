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

TEST(HostLimits, SpacesRequestsToOneHost) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start("a", kStart));
  EXPECT_EQ(limits.start("a", kStart), kStart + 2s);
  EXPECT_EQ(limits.start("a", kStart + 1s), kStart + 2s);
  EXPECT_FALSE(limits.start("a", kStart + 2s));
}

TEST(HostLimits, DoesNotMixHosts) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start("a", kStart));
  EXPECT_FALSE(limits.start("b", kStart));
  EXPECT_TRUE(limits.start("a", kStart));
}

TEST(HostLimits, LetsARestedHostTakeABurst) {
  HostLimits limits({.rate = 1, .burst = 3, .concurrent = 0});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limits.start("a", kStart)) << i;
  EXPECT_EQ(limits.start("a", kStart), kStart + 1s);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limits.start("a", kStart + 1h)) << i;
  EXPECT_TRUE(limits.start("a", kStart + 1h));
}

TEST(HostLimits, LimitsRequestsAtOnce) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start("a", kStart));
  EXPECT_FALSE(limits.start("a", kStart + 10s));
  EXPECT_EQ(limits.start("a", kStart + 20s), Time::max());
  limits.finish("a");
  EXPECT_FALSE(limits.start("a", kStart + 20s));
}

TEST(HostLimits, HoldsAHostBack) {
  HostLimits limits(kRules);
  limits.hold("a", kStart + 1min);
  limits.hold("a", kStart + 30s);
  EXPECT_EQ(limits.would_wait("a", kStart), kStart + 1min);
  EXPECT_EQ(limits.start("a", kStart), kStart + 1min);
  EXPECT_FALSE(limits.start("a", kStart + 1min));
}

TEST(HostLimits, OnlyLooksWhereAsked) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.would_wait("a", kStart));
  EXPECT_EQ(limits.hosts(), 0u);
  EXPECT_FALSE(limits.start("a", kStart));
  EXPECT_EQ(limits.would_wait("a", kStart), kStart + 2s);
}

TEST(HostLimits, TurnsOffWithZero) {
  HostLimits limits({.rate = 0, .burst = 1, .concurrent = 0});
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(limits.start("a", kStart));
}

TEST(HostLimits, ForgetsOnlyWhatDoesNotMatterAnyMore) {
  HostLimits limits(kRules);
  limits.start("running", kStart);
  limits.start("resting", kStart);
  limits.finish("resting");
  limits.hold("held", kStart + 1h);
  limits.forget_idle(kStart + 1s);
  EXPECT_EQ(limits.hosts(), 3u);
  limits.forget_idle(kStart + 2s);
  EXPECT_EQ(limits.hosts(), 2u);
  limits.finish("running");
  limits.forget_idle(kStart + 1h);
  EXPECT_EQ(limits.hosts(), 0u);
}

TEST(HostLimits, SurvivesAClockThatStandsStill) {
  HostLimits limits(kRules);
  EXPECT_FALSE(limits.start("a", kStart));
  EXPECT_EQ(limits.start("a", kStart - 1h), kStart - 1h + 2s);
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
    if (const auto next = limits.start("a", now)) {
      now = *next;
      RC_ASSERT(!limits.start("a", now));
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
