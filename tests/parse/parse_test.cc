// The whole of parse_feed under hostile and damaged documents: limits, no recursion, valid output.

#include <gtest/gtest.h>
#include <string>

#include "base/utf8.h"
#include "parse/dump.h"
#include "parse/reading.h"

namespace commonplace::parse {
namespace {

TEST(ParseFeed, CarriesTheIssuesOfDecoding) {
  Utf8Text document;
  document.text = "<rss><channel/></rss>";
  document.issues.push_back({"a label that lied", 0});
  const auto feed = parse_feed(document, *parse_url("https://feeds.example.org/"));
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->issues.size(), 1u);
  EXPECT_EQ(feed->issues[0].text, "a label that lied");
}

// What is written where an entry is said to begin.
TEST(ParseFeed, KeepsWhereEntriesBegin) {
  struct Case {
    const char* name;
    std::string text;
  };
  const Case cases[] = {
      {"as it stands", "<rss><channel>\n<item id='0'/><x/><item id='1'/></channel></rss>"},
      {"line ends of Windows",
       "<rss><channel>\r\n<title>a\r\nb</title><item id='0'/>\r\n<item id='1'/></channel></rss>"},
      {"mended before it", "<rss><channel><title>A & B &nbsp; < c</title><item id='0'/><item id='1'/></channel></rss>"},
      {"a declaration left out",
       "<!-- c --><!DOCTYPE rss>\n<rss><channel><title>&x;</title><item id='0'/><item id='1'/>"},
      {"a server's message", "Warning: it failed\n<rss><channel><item id='0'/>\n<item id='1'/></channel></rss>"},
      {"Atom", "<feed xmlns='http://www.w3.org/2005/Atom'>\n<entry id='0'/><entry id='1'/></feed>"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(c.text);
    ASSERT_TRUE(feed);
    ASSERT_EQ(feed->entries.size(), 2u);
    for (const char* number : {"0", "1"}) {
      const std::string_view there = std::string_view(c.text).substr(feed->entries[*number - '0'].offset);
      EXPECT_TRUE(there.starts_with("item id='" + std::string(number)) ||
                  there.starts_with("entry id='" + std::string(number)))
          << there;
    }
  }
}

// Absence from a complete document means withdrawal: only where there is no doubt that all of it was read.
TEST(ParseFeed, IsCompleteOnlyWhereAllOfItWasRead) {
  const std::string head =
      "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:fh='http://purl.org/syndication/history/1.0'>";
  std::string many;
  for (int i = 0; i < 10'001; ++i) many += "<entry/>";
  struct Case {
    const char* name;
    std::string text;
    bool is_complete;
  };
  const Case cases[] = {
      {"it says so", head + "<fh:complete/><entry/></feed>", true},
      {"it does not", head + "<entry/></feed>", false},
      {"cut off", head + "<fh:complete/><entry/><entry>", false},
      {"mended", head + "<fh:complete/><title>A & B</title><entry/></feed>", false},
      {"more entries than are read", head + "<fh:complete/>" + many + "</feed>", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(c.text);
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->complete, c.is_complete);
  }
}

TEST(ParseFeed, CountsLinesFromTheBeginningOfTheDocument) {
  const auto feed = parse_text("Warning: it failed\n\n<rss>\n<channel><title>A & B</title></channel></rss>");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->issues.size(), 2u);
  EXPECT_EQ(feed->issues[0].line, 4u);
}

TEST(ParseFeed, GivesTheSameTwice) {
  const std::string text = rss_with_item("<title>a</title><guid>1</guid><media:content url='u'/>");
  EXPECT_EQ(dump(*parse_text(text)), dump(*parse_text(text)));
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(ParseFeed, SurvivesHostileSizes) {
  const std::string documents[] = {
      repeated("<a>", 200'000),
      "<rss>" + repeated("<channel>", 100'000),
      rss_with_item("<title>" + std::string(1 << 20, 'x') + "</title>"),
      rss_with_item("<guid>" + std::string(1 << 20, 'x') + "</guid>"),
      rss_with_item(repeated("<category>a</category>", 50'000)),
      rss_with_item(repeated("<media:group>", 200) + repeated("</media:group>", 200)),
      rss_with_item(repeated("<itunes:category text='a'>", 200) + repeated("</itunes:category>", 200)),
      "<CHANNEL>" + repeated("<CHANNEL>", 200) + repeated("</CHANNEL>", 201),
      std::string(1 << 20, '<'),
      std::string(1 << 20, '{'),
      repeated("<html>", 100'000),
  };
  for (const std::string& document : documents) {
    SCOPED_TRACE(document.substr(0, 40));
    const auto feed = parse_text(document);
    if (feed) {
      EXPECT_LT(dump(*feed).size(), 2u << 20);
    } else {
      EXPECT_FALSE(feed.error().detail.empty());
      EXPECT_LT(feed.error().detail.size(), 500u);
    }
  }
}

TEST(ParseFeed, AlwaysGivesUtf8) {
  for (std::size_t cut = 0; cut < 60; ++cut) {
    const std::string whole = rss_with_item("<title>\u00e9\u4e2d\U0001F600</title>");
    const auto feed = parse_text(whole.substr(0, whole.size() - cut));
    if (feed) {
      EXPECT_TRUE(base::is_valid_utf8(dump(*feed)));
    }
  }
}

}  // namespace
}  // namespace commonplace::parse
