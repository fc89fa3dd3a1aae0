// What is cut, hashed or left out, and that an issue says so.

#include "parse/limits.h"

#include <gtest/gtest.h>
#include <algorithm>

#include "parse/read_entries.h"
#include "parse/reading.h"

namespace commonplace::parse {
namespace {

std::string long_text(std::size_t size) { return std::string(size, 'x'); }

ParsedFeed limited(ParsedEntry entry) {
  ParsedFeed feed;
  feed.entries.push_back(std::move(entry));
  apply_limits(feed);
  return feed;
}

TEST(Limits, KeepWhatFits) {
  ParsedEntry entry;
  entry.id = long_text(2048);
  entry.title.value = long_text(4096);
  entry.content.value = long_text(1 << 20);
  entry.links.push_back({long_text(8192), "", "", "", "", "", ""});
  const ParsedEntry before = entry;
  EXPECT_EQ(limited(entry).entries[0], before);
}

TEST(Limits, CutTextsWithAnIssue) {
  ParsedEntry entry;
  entry.title.value = long_text(4097);
  entry.summary.value = long_text((1 << 20) + 1);
  entry.content.value = long_text((1 << 20) + 1);
  const ParsedEntry cut = limited(entry).entries[0];
  EXPECT_EQ(cut.title.value.size(), 4096u);
  EXPECT_EQ(cut.summary.value.size(), 1u << 20);
  EXPECT_EQ(cut.content.value.size(), 1u << 20);
  ASSERT_EQ(cut.issues.size(), 3u);
  EXPECT_EQ(cut.issues[0].text, "the title has 4097 bytes: cut (limit 4096)");
}

TEST(Limits, NeverCutACodePoint) {
  ParsedEntry entry;
  entry.title.value = long_text(4095) + "\u00e9";
  EXPECT_EQ(limited(entry).entries[0].title.value, long_text(4095));
}

TEST(Limits, HashLongIds) {
  ParsedEntry a, b;
  a.id = long_text(2049) + "a";
  b.id = long_text(2049) + "b";
  const ParsedEntry hashed = limited(a).entries[0];
  EXPECT_EQ(hashed.id.size(), 64u);
  EXPECT_EQ(hashed.id, limited(a).entries[0].id);
  EXPECT_NE(hashed.id, limited(b).entries[0].id);
  EXPECT_EQ(hashed.issues.size(), 1u);
}

TEST(Limits, LeaveOutLongAddresses) {
  ParsedEntry entry;
  entry.links.push_back({long_text(8193), "alternate", "", "", "", "", ""});
  entry.links.push_back({"https://a.example/", "alternate", "", "", "", "", ""});
  ParsedMedia medium;
  medium.url = long_text(8193);
  entry.media.push_back(medium);
  const ParsedEntry left = limited(entry).entries[0];
  ASSERT_EQ(left.links.size(), 1u);
  EXPECT_EQ(left.links[0].href, "https://a.example/");
  EXPECT_TRUE(left.media.empty());
  EXPECT_EQ(left.issues.size(), 2u);
}

TEST(Limits, ShortenLists) {
  ParsedEntry entry;
  entry.categories.resize(1500, {"term", "", ""});
  entry.authors.resize(1500, {"name", "", ""});
  const ParsedEntry left = limited(entry).entries[0];
  EXPECT_EQ(left.categories.size(), 1000u);
  EXPECT_EQ(left.authors.size(), 1000u);
  EXPECT_EQ(left.issues.size(), 2u);
}

TEST(Limits, CoverTheHead) {
  ParsedFeed feed;
  feed.head.title.value = long_text(5000);
  feed.head.image = long_text(9000);
  apply_limits(feed);
  EXPECT_EQ(feed.head.title.value.size(), 4096u);
  EXPECT_TRUE(feed.head.image.empty());
  EXPECT_EQ(feed.issues.size(), 2u);
}

std::string many_items(std::size_t count, bool oldest_first) {
  std::string items;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t year = oldest_first ? 2000 + i / 1000 : 2030 - i / 1000;
    items +=
        "<item><title>" + std::to_string(i) + "</title><pubDate>" + std::to_string(year) + "-01-01</pubDate></item>";
  }
  return rss_with_channel(items);
}

TEST(ReadEntries, KeepsTenThousand) {
  const auto feed = parse_text(many_items(10'000, false));
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.size(), kMaxEntries);
  EXPECT_TRUE(feed->issues.empty());
}

TEST(ReadEntries, KeepsTheNewerEndOfTooMany) {
  const auto newest_first = parse_text(many_items(10'002, false));
  ASSERT_TRUE(newest_first);
  EXPECT_EQ(newest_first->entries.size(), kMaxEntries);
  EXPECT_EQ(newest_first->entries.front().title.value, "0");
  EXPECT_EQ(newest_first->issues.size(), 1u);
  const auto oldest_first = parse_text(many_items(10'002, true));
  ASSERT_TRUE(oldest_first);
  EXPECT_EQ(oldest_first->entries.front().title.value, "2");
  EXPECT_EQ(oldest_first->entries.back().title.value, "10001");
}

}  // namespace
}  // namespace commonplace::parse
