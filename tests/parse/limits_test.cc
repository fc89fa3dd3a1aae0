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
  std::size_t parts = 0;
  limit_entry(feed.entries[0], parts);
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
  entry.authors.resize(1500, {{"name", "", ""}, ""});
  const ParsedEntry left = limited(entry).entries[0];
  EXPECT_EQ(left.categories.size(), 1000u);
  EXPECT_EQ(left.authors.size(), 1000u);
  EXPECT_EQ(left.issues.size(), 2u);
}

TEST(Limits, AreForAllEntriesOfADocumentTogether) {
  ParsedEntry entry;
  entry.links.resize(500, {"/", "", "", "", "", "", ""});
  entry.categories.resize(500, {"term", "", ""});
  std::size_t parts = 0;
  for (int i = 0; i < 100; ++i) {
    ParsedEntry one = entry;
    limit_entry(one, parts);
    ASSERT_EQ(one.links.size(), 500u);
  }
  EXPECT_EQ(parts, kMaxParts);
  limit_entry(entry, parts);
  EXPECT_EQ(entry.links.size(), 3u);
  EXPECT_EQ(entry.categories.size(), 3u);
  EXPECT_EQ(entry.issues.size(), 2u);
  EXPECT_EQ(entry.issues[0].text, "more than 3 links: only the first 3 are kept");
}

TEST(Limits, CoverTheHead) {
  ParsedFeed feed;
  feed.head.title.value = long_text(5000);
  feed.head.image = long_text(9000);
  limit_head(feed);
  EXPECT_EQ(feed.head.title.value.size(), 4096u);
  EXPECT_TRUE(feed.head.image.empty());
  EXPECT_EQ(feed.issues.size(), 2u);
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

ParsedEntry only_entry(std::string_view document) {
  const auto feed = parse_text(document);
  return feed && feed->entries.size() == 1 ? feed->entries[0] : ParsedEntry{};
}

// Each of these made a document of a megabyte or two take gigabytes or minutes.
TEST(Readers, StopAtTheLimitOfAList) {
  std::string authors;
  for (int i = 0; i < 20'000; ++i) authors += "<author><name>" + std::to_string(i) + "</name></author>";
  const std::string links = repeated("<link href='x'/>", 20'000),
                    terms = repeated("<category term='a'/><category term='b'/>", 9000);
  const ParsedEntry entry = only_entry(atom_with_entry(authors + links + terms));
  EXPECT_EQ(entry.authors.size(), kListLength);
  EXPECT_EQ(entry.links.size(), kListLength);
  EXPECT_EQ(entry.categories.size(), kListLength);
  EXPECT_EQ(entry.issues.size(), 3u);
}

TEST(Readers, StopAtTheLimitOfAJsonList) {
  std::string authors = "{\"name\":\"a\"}";
  for (int i = 0; i < 5000; ++i) authors += ",{\"name\":\"" + std::to_string(i) + "\"}";
  const std::string tags = "1" + repeated(",1", 5000), files = "{\"url\":\"a\"}" + repeated(",{\"url\":\"b\"}", 5000);
  const ParsedEntry entry =
      only_entry("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":1,\"authors\":[" + authors +
                 "],\"tags\":[" + tags + "],\"attachments\":[" + files + "]}]}");
  EXPECT_EQ(entry.authors.size(), kListLength);
  EXPECT_EQ(entry.categories.size(), kListLength);
  EXPECT_EQ(entry.media.size(), kListLength);
}

TEST(Readers, RepeatFactsOfAllMediaNotWithoutEnd) {
  const std::string long_title = "<media:title>" + long_text(1000) + "</media:title>";
  for (const std::string& document :
       {rss_with_item(long_title + repeated("<media:content url='u'/>", 900)),
        rss_with_item("<media:group>" + long_title + repeated("<media:content url='u'/>", 900) + "</media:group>"),
        rss_with_item("<media:content url='u'>" + long_title + repeated("<media:thumbnail url='t'/>", 900) +
                      "</media:content>"),
        rss_with_item("<podcast:alternateEnclosure title='" + long_text(1000) + "'>" +
                      repeated("<podcast:source uri='u'/>", 900) + "</podcast:alternateEnclosure>")}) {
    const ParsedEntry entry = only_entry(document);
    const auto titled = std::count_if(entry.media.begin(), entry.media.end(),
                                      [](const ParsedMedia& medium) { return !medium.title.empty(); });
    EXPECT_GE(titled, 8);
    EXPECT_LE(titled, 9);
  }
}

// Its items would each be given a copy.
TEST(Readers, BelieveNoBaseOfChannelsThatIsTooLong) {
  const std::string folder = "https://a.example/" + std::string(220, 'x') + "/";
  const std::string longer = "https://a.example/" + std::string(1000, 'x') + "/";
  const auto feed = parse_text("<CHANNEL BASE='" + folder + "'><ITEM HREF='1'/><CHANNEL BASE='" + longer +
                               "'><ITEM HREF='2'/></CHANNEL><ITEM HREF='3' BASE='mailto:a@a.example'/></CHANNEL>");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->entries.size(), 3u);
  for (const ParsedEntry& entry : feed->entries) EXPECT_EQ(entry.base, folder);
}

TEST(Readers, DoNotFollowSourcesOfSources) {
  const ParsedEntry entry =
      only_entry(atom_with_entry(repeated("<source><title>t</title>", 200) + repeated("</source>", 200)));
  ASSERT_TRUE(entry.origin);
  EXPECT_EQ(entry.origin->title.value, "t");
}

TEST(Readers, KeepTenThousandWithdrawals) {
  const auto feed =
      parse_text("<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'>" +
                 repeated("<at:deleted-entry ref='x'/>", 20'000) + "</feed>");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->withdrawn.size(), 10'000u);
  EXPECT_EQ(feed->issues.size(), 1u);
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
