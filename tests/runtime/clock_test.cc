#include "runtime/clock.h"

#include <gtest/gtest.h>

#include "support/manual_clock.h"

namespace commonplace::runtime {
namespace {

using namespace std::chrono_literals;

TEST(Clock, CountsTheTimeUntilAMoment) {
  const testing::ManualClock clock;
  EXPECT_EQ(clock.until(clock.now() + 90s), 90'000ms);
  EXPECT_EQ(clock.until(clock.now() - 1s), -1000ms);
}

// Whoever sleeps until a moment must not wake before it, nor almost a second after it.
TEST(SystemClock, CountsFinerThanItTells) {
  const SystemClock clock;
  const Timestamp before = clock.now();
  const auto left = clock.until(before + 10s);
  EXPECT_LE(left, 10'000ms);
  EXPECT_LE(clock.until(clock.now()), 0ms);
}

}  // namespace
}  // namespace commonplace::runtime
