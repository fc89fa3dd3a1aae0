// Bytes of each format through all stages at once; what each stage does on its own is tested with that stage.

#include "desk.h"

namespace commonplace::testing {
namespace {

constexpr std::string_view kRss = R"(<?xml version="1.0"?>
<rss version="2.0"><channel>
  <title>Partner news</title><link>https://partner.example/</link><language>en</language><ttl>90</ttl>
  <item>
    <title>Creating a community-led library</title>
    <link>/news/creating?utm_source=rss</link>
    <guid isPermaLink="false">partner-17</guid>
    <pubDate>Wed, 23 Oct 2024 09:30:00 -0700</pubDate>
    <description>&lt;p&gt;Partners &lt;b&gt;plan&lt;/b&gt; together.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description>
    <category>Webinar</category>
  </item>
</channel></rss>)";

constexpr std::string_view kAtom = R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Partner news</title><id>https://partner.example/</id><link rel="hub" href="https://hub.example/"/>
  <entry>
    <id>partner-17</id><title>Creating a community-led library</title>
    <link href="/news/creating"/><published>2024-10-23T16:30:00Z</published>
    <category term="Webinar"/>
    <summary type="html">&lt;p&gt;Partners &lt;b&gt;plan&lt;/b&gt; together.&lt;/p&gt;</summary>
  </entry>
</feed>)";

constexpr std::string_view kJson = R"({"version": "https://jsonfeed.org/version/1.1", "title": "Partner news",
  "language": "en", "items": [{"id": "partner-17", "title": "Creating a community-led library",
  "url": "https://partner.example/news/creating", "date_published": "2024-10-23T16:30:00Z", "tags": ["Webinar"],
  "content_html": "<p>Partners <b>plan</b> together.</p>"}]})";

TEST(Ingest, ReadsTheSameEntryFromEveryFormat) {
  struct Case {
    const char* name;
    std::string_view document;
    const char* content_type;
    FeedFormat format;
  };
  const Case cases[] = {
      {"RSS", kRss, "application/rss+xml", FeedFormat::Rss},
      {"Atom", kAtom, "application/atom+xml", FeedFormat::Atom},
      {"JSON Feed", kJson, "application/feed+json", FeedFormat::Json},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto ingested = Desk().read(c.document, c.content_type);
    ASSERT_TRUE(ingested) << ingested.error().detail;
    EXPECT_EQ(ingested->feed.format, c.format);
    EXPECT_EQ(ingested->feed.head.title, "Partner news");
    ASSERT_EQ(ingested->feed.entries.size(), 1u);
    const Entry& entry = ingested->feed.entries.front();
    EXPECT_EQ(entry.source, "partner");
    EXPECT_EQ(entry.id, "partner-17");
    EXPECT_EQ(entry.title, "Creating a community-led library");
    EXPECT_EQ(entry.link, "https://partner.example/news/creating");
    EXPECT_EQ(to_rfc3339(*entry.published), "2024-10-23T16:30:00Z");
    EXPECT_EQ(entry.excerpt, "Partners plan together.");
    EXPECT_EQ(entry.type, "Webinar");
    EXPECT_EQ(entry.language, "en");
    const std::string markup = entry.summary.html() + entry.content.html();
    EXPECT_EQ(markup, "<p>Partners <b>plan</b> together.</p>");
    EXPECT_EQ(entry.first_seen, kNow);
  }
}

TEST(Ingest, KeepsWhatTheFeedSaysOfItself) {
  const auto from_rss = Desk().read(kRss);
  ASSERT_TRUE(from_rss);
  EXPECT_EQ(from_rss->feed.head.link, "https://partner.example/");
  EXPECT_EQ(from_rss->feed.head.ttl_minutes, 90);
  const auto from_atom = Desk().read(kAtom);
  ASSERT_TRUE(from_atom);
  EXPECT_EQ(from_atom->feed.head.hubs, std::vector<std::string>{"https://hub.example/"});
}

TEST(Ingest, ReadsTheEncodingThatTheHeaderNames) {
  const auto ingested = Desk().read(rss(item("Biblioth\xE8que")), "text/xml; charset=iso-8859-1");
  ASSERT_TRUE(ingested);
  EXPECT_EQ(titles(*ingested), std::vector<std::string>{"Bibliothèque"});
}

TEST(Ingest, ReadsAPageByItsRules) {
  Desk desk;
  desk.source.page = PageRules{"//div[@class='news-item']", ".//h3", ".//h3/a/@href", "", ".//p", "", ""};
  const auto ingested = desk.read(
      "<!doctype html><title>News</title><div class=news-item><h3><a href='/a'>Story time</a></h3><p>On "
      "Saturdays.</div>"
      "<div class=advert><h3>Buy this</h3></div>",
      "text/html");
  ASSERT_TRUE(ingested) << ingested.error().detail;
  EXPECT_EQ(ingested->feed.format, FeedFormat::Page);
  ASSERT_EQ(titles(*ingested), std::vector<std::string>{"Story time"});
  EXPECT_EQ(ingested->feed.entries[0].link, "https://partner.example/a");
  EXPECT_EQ(ingested->feed.entries[0].excerpt, "On Saturdays.");
}

TEST(Ingest, GivesEveryEntryADate) {
  const auto ingested = Desk().read(rss(item("Undated") + item("Far ahead", "<pubDate>1 Jan 2031 10:00 GMT</pubDate>") +
                                        item("Not a date", "<pubDate>soon</pubDate>")));
  ASSERT_TRUE(ingested);
  for (const Entry& entry : ingested->feed.entries) {
    SCOPED_TRACE(entry.title);
    EXPECT_EQ(entry.published, kNow);
    EXPECT_EQ(entry.date_from, DateFrom::FirstSeen);
  }
}

TEST(Ingest, TellsWhatWasGuessed) {
  const auto ingested = Desk().read(rss(item("Not a date", "<pubDate>soon</pubDate>")));
  ASSERT_TRUE(ingested);
  const std::vector<std::string>& warnings = ingested->feed.entries.at(0).warnings;
  ASSERT_FALSE(warnings.empty());
  EXPECT_NE(warnings[0].find("soon"), std::string::npos) << warnings[0];
}

TEST(Ingest, MendsADocumentAndSaysSo) {
  const auto ingested =
      Desk().read("<rss version='2.0'><channel><title>R & D</title><item><title>AT&T & more</title></channel></rss>");
  ASSERT_TRUE(ingested) << ingested.error().detail;
  EXPECT_EQ(ingested->feed.head.title, "R & D");
  EXPECT_EQ(titles(*ingested), std::vector<std::string>{"AT&T & more"});
  EXPECT_FALSE(ingested->feed.issues.empty());
}

TEST(Ingest, RefusesWhatIsNotAFeed) {
  struct Case {
    const char* name;
    std::string_view document;
    Errc code;
    const char* says;
  };
  const Case cases[] = {
      {"a login page", "<!DOCTYPE html><html><head><title>Login</title></head><body></body></html>", Errc::NotAFeed,
       "Login"},
      {"nothing", "", Errc::Empty, ""},
      {"only white space", " \n\t ", Errc::Empty, ""},
      {"prose", "The feed has moved.", Errc::NotAFeed, ""},
      {"a sitemap", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", Errc::NotAFeed, "sitemap"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto ingested = Desk().read(c.document, "text/html");
    ASSERT_FALSE(ingested);
    EXPECT_EQ(ingested.error().code, c.code) << ingested.error().detail;
    EXPECT_NE(ingested.error().detail.find(c.says), std::string::npos) << ingested.error().detail;
  }
}

TEST(Ingest, GivesTheSameForTheSameBytes) {
  Desk desk;
  desk.add_topic("partners", "partner*");
  const auto once = desk.read(kRss);
  const auto again = desk.read(kRss);
  ASSERT_TRUE(once && again);
  EXPECT_EQ(once->feed.entries, again->feed.entries);
  EXPECT_EQ(once->topics, again->topics);
}

}  // namespace
}  // namespace commonplace::testing
