#include "dedup/story_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace commonplace::dedup {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};
constexpr std::chrono::days kWindow{30};

std::uint64_t number(std::uint64_t i) { return i * 0x9E3779B97F4A7C15; }

Sketch sketch(std::initializer_list<std::uint64_t> of) {
  Sketch numbers;
  for (const std::uint64_t i : of) numbers.push_back(number(i));
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

TEST(StoryIndex, FindsWhatSharesMost) {
  StoryIndex index(kWindow);
  EXPECT_TRUE(index.alike(sketch({1}), 10).empty());
  index.add(10, sketch({1, 2, 3}), kNow);
  index.add(20, sketch({2, 3, 4}), kNow);
  index.add(30, sketch({5}), kNow);
  EXPECT_EQ(index.alike(sketch({1, 2, 3}), 10), (std::vector<std::int64_t>{10, 20}));
  EXPECT_EQ(index.alike(sketch({3, 4}), 10), (std::vector<std::int64_t>{20, 10}));
  EXPECT_EQ(index.alike(sketch({3, 4}), 1), (std::vector<std::int64_t>{20}));
  EXPECT_TRUE(index.alike(sketch({7}), 10).empty());
  EXPECT_TRUE(index.alike({}, 10).empty());
}

TEST(StoryIndex, NamesAnEntryThatWasEditedOnce) {
  StoryIndex index(kWindow);
  index.add(10, sketch({1, 2}), kNow);
  index.add(10, sketch({2, 3}), kNow);
  EXPECT_EQ(index.alike(sketch({1, 2, 3}), 10), (std::vector<std::int64_t>{10}));
}

TEST(StoryIndex, GivesUpOnWhatEverybodyHas) {
  StoryIndex index(kWindow);
  for (int i = 0; i < 5000; ++i) index.add(i, sketch({1, static_cast<std::uint64_t>(i + 10)}), kNow);
  EXPECT_EQ(index.alike(sketch({1}), 10'000).size(), 24u);
  EXPECT_EQ(index.alike(sketch({4000}), 10).size(), 1u);
}

TEST(StoryIndex, ForgetsWhatIsOldWhenItNeedsRoom) {
  StoryIndex index(kWindow);
  std::uint64_t next = 1;
  const auto fill = [&](Timestamp when) {
    for (int i = 0; i < 2000; ++i, ++next) index.add(static_cast<std::int64_t>(next), {number(next)}, when);
  };
  fill(kNow);
  const std::size_t bytes = index.bytes();
  for (int month = 1; month <= 20; ++month) fill(kNow + month * std::chrono::days{40});
  EXPECT_LT(index.bytes(), 3 * bytes);
  EXPECT_TRUE(index.alike({number(1)}, 1).empty());
  EXPECT_EQ(index.alike({number(next - 1)}, 1).size(), 1u);
}

TEST(StoryIndex, HasRoomForAnyNumberOfTheGreatest) {
  StoryIndex index(kWindow);
  constexpr std::uint64_t kGreatest = ~std::uint64_t{0};
  for (std::uint64_t i = 0; i < 2000; ++i) index.add(static_cast<std::int64_t>(i), {kGreatest - (i << 24)}, kNow);
  for (std::uint64_t i = 0; i < 2000; ++i) {
    EXPECT_EQ(index.alike({kGreatest - (i << 24)}, 2), std::vector<std::int64_t>{static_cast<std::int64_t>(i)});
  }
}

// The plain way, with the numbers of each entry in a map.
TEST(StoryIndex, AgreesWithTheNaiveWay) {
  std::mt19937_64 random(5);
  StoryIndex index(kWindow);
  std::map<std::int64_t, Sketch> naive;
  for (std::int64_t entry = 1; entry <= 3000; ++entry) {
    Sketch numbers;
    for (int i = 0; i < 12; ++i) numbers.push_back(number(random() % 20'000));
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    index.add(entry, numbers, kNow);
    naive[entry] = numbers;
  }
  for (const auto& [entry, numbers] : naive) {
    std::vector<std::int64_t> expected;
    for (const auto& [other, theirs] : naive) {
      const auto has = [&theirs = theirs](std::uint64_t n) {
        return std::binary_search(theirs.begin(), theirs.end(), n);
      };
      if (std::any_of(numbers.begin(), numbers.end(), has)) expected.push_back(other);
    }
    std::vector<std::int64_t> found = index.alike(numbers, 10'000);
    ASSERT_EQ(found.front(), entry);
    std::sort(found.begin(), found.end());
    ASSERT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace commonplace::dedup
