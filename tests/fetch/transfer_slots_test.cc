#include "fetch/transfer_slots.h"

#include <gtest/gtest.h>

#include <vector>

namespace commonplace::fetch {
namespace {

using namespace std::chrono_literals;
using Time = TransferSlots::Time;

constexpr Time kStart = Time(1h);
constexpr auto kBrisk = TransferSlots::kBrisk;

// Starts as many as may at that moment.
int start_all(TransferSlots& slots, Time now) {
  const auto free = static_cast<int>(slots.free(now));
  int count = 0;
  for (; !slots.wait(now); ++count) slots.start(now);
  EXPECT_EQ(count, free);
  EXPECT_EQ(slots.free(now), 0u);
  return count;
}

TEST(TransferSlots, HasAsManyAsItWasGiven) {
  for (const int count : {1, 2, 64}) {
    TransferSlots slots(count);
    EXPECT_EQ(start_all(slots, kStart), count);
  }
  for (const int count : {0, -1}) {
    TransferSlots slots(count);
    EXPECT_EQ(start_all(slots, kStart), 1) << "something must move";
  }
}

TEST(TransferSlots, GivesAFinishedOnesSlotAway) {
  TransferSlots slots(1);
  const TransferSlots::Transfer transfer = slots.start(kStart);
  EXPECT_TRUE(slots.wait(kStart));
  slots.finish(transfer);
  EXPECT_FALSE(slots.wait(kStart));
}

TEST(TransferSlots, ASlowTransferFillsNone) {
  TransferSlots slots(2);
  slots.start(kStart);
  slots.start(kStart + 100ms);
  EXPECT_EQ(slots.wait(kStart + 200ms), kStart + kBrisk) << "when the first has become slow";
  EXPECT_FALSE(slots.wait(kStart + kBrisk));
  slots.start(kStart + kBrisk);
  EXPECT_EQ(slots.wait(kStart + kBrisk), kStart + 100ms + kBrisk);
}

TEST(TransferSlots, BoundsHowManyRunInAll) {
  TransferSlots slots(2);
  int running = 0;
  for (int round = 0; round < 100; ++round) running += start_all(slots, kStart + round * kBrisk);
  EXPECT_EQ(running, 2 * (1 + static_cast<int>(TransferSlots::kSlowPerSlot)));
  EXPECT_EQ(slots.wait(kStart + 1h), Time::max()) << "only an end makes room";
}

TEST(TransferSlots, CanBeResizedWhileTransfersRun) {
  TransferSlots slots(4);
  std::vector<TransferSlots::Transfer> running;
  for (int i = 0; i < 4; ++i) running.push_back(slots.start(kStart));
  slots.resize(2);
  EXPECT_TRUE(slots.wait(kStart));
  slots.finish(running[0]);
  slots.finish(running[1]);
  EXPECT_TRUE(slots.wait(kStart));
  slots.finish(running[2]);
  EXPECT_FALSE(slots.wait(kStart));
  slots.resize(4);
  EXPECT_EQ(start_all(slots, kStart), 3);
}

}  // namespace
}  // namespace commonplace::fetch
