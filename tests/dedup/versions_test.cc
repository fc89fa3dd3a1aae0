#include <gtest/gtest.h>

#include <string>

#include "commonplace/dedup.h"

namespace commonplace {
namespace {

using std::chrono::hours;

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

// What is shown poll by poll, an hour apart, where the document says what `said` spells, a letter a version.
std::string shown(std::string_view said, hours between = hours{1}) {
  std::string shown(1, said[0]);
  Versions versions;
  Timestamp now = kNow;
  for (const char next : said.substr(1)) {
    now += between;
    const char before = shown.back();
    const auto incoming = static_cast<std::uint64_t>(next);
    const bool stays = next == before || is_flip(versions, incoming, now);
    if (!stays) versions = after_revision(versions, static_cast<std::uint64_t>(before), incoming, now);
    shown += stays ? before : next;
  }
  return shown;
}

TEST(Versions, TellsEditsFromFlips) {
  struct Case {
    const char* name;
    std::string said;
    std::string shown;
    hours between = hours{1};
  };
  const Case cases[] = {
      {"edits", "AABBCCDD", "AABBCCDD"},
      {"an edit that is undone", "AABBAAAA", "AABBAAAA"},
      {"servers that disagree", "ABABABAB", "ABAAAAAA"},
      {"servers that disagree, not in turn", "AABABBAAB", "AABAAAAAA"},
      {"three of them", "ABCABCABC", "ABCAAAAAA"},
      {"an edit between flips", "ABABABCAC", "ABAAAACCC"},
      {"what stays is shown after a day", "ABAB", "ABAB", hours{30}},
      {"then after two", "ABABAB", "ABABBB", hours{30}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(shown(c.said, c.between), c.shown);
  }
}

TEST(Versions, AFlipThatNeverEndsIsShownMoreAndMoreRarely) {
  std::string said;
  for (int hour = 0; hour < 24 * 100; ++hour) said += hour % 2 ? 'B' : 'A';
  const std::string seen = shown(said);
  int changes = 0;
  for (std::size_t i = 1; i < seen.size(); ++i) changes += seen[i] != seen[i - 1];
  EXPECT_GE(changes, 3);
  EXPECT_LE(changes, 10);
}

TEST(Versions, RemembersAFew) {
  Versions versions;
  for (std::uint64_t version = 1; version < 10; ++version) {
    versions = after_revision(versions, version, version + 1, kNow);
  }
  EXPECT_EQ(versions.earlier, (std::vector<std::uint64_t>{9, 8, 7, 6}));
  EXPECT_EQ(versions.returns, 0);
}

TEST(Versions, AClockThatWasAheadHidesNothing) {
  Versions versions = after_revision({}, 1, 2, kNow);
  versions = after_revision(versions, 2, 1, kNow);
  EXPECT_TRUE(is_flip(versions, 2, kNow));
  EXPECT_FALSE(is_flip(versions, 2, kNow - hours{1}));
}

}  // namespace
}  // namespace commonplace
