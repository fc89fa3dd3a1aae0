// Which documents are feeds, and what the others are called.

#include "parse/detect.h"

#include <gtest/gtest.h>

#include "parse/reading.h"

namespace commonplace::parse {
namespace {

struct Case {
  const char* name;
  std::string input;
  const char* expected;
};

const Case kNotFeeds[] = {
    {"a login page", "<!DOCTYPE html><html><head><title>Login</title></head></html>",
     "this is HTML, not a feed (title 'Login')"},
    {"title with references and lines", "<html><title> A &amp;\n B </title>",
     "this is HTML, not a feed (title 'A & B')"},
    {"no title", "<html><body></body></html>", "this is HTML, not a feed"},
    {"a comment first", "<!-- <rss> --><HTML><TITLE>x</TITLE>", "this is HTML, not a feed (title 'x')"},
    {"XHTML", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head></html>",
     "this is HTML, not a feed (title 'x')"},
    {"a fragment", "<p>Sorry<br>later", "this is HTML, not a feed"},
    {"a document type only", "<!doctype HTML><x-app></x-app>", "this is HTML, not a feed"},
    {"words", "Hello, I am no feed.\n", "this is plain text, not a feed"},
    {"words with a less-than", "1 < 2 and <3", "this is plain text, not a feed"},
    {"a number", "42", "this is plain text, not a feed"},
    {"JSON", "[]", "this is JSON, but not a JSON Feed"},
    {"PDF", "%PDF-1.7\n1 0 obj", "this is a PDF document, not a feed"},
    {"PNG", "\xEF\xBF\xBDPNG\r\n\x1A\n" + std::string(20, '\x01'), "this is a PNG image, not a feed"},
    {"gzip", "\x1F\xEF\xBF\xBD\x08" + std::string(20, '\x02'), "this is compressed (gzip) data, not a feed"},
    {"a program",
     "\x7F"
     "ELF" +
         std::string(200, '\x01'),
     "this is a program, not a feed"},
    {"bytes", std::string(100, '\x01'), "this is binary data, not a feed"},
    {"OPML", "<opml version='2.0'><body/></opml>", "this is OPML, a list of feeds and no feed itself"},
    {"SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>", "this is an SVG image, not a feed"},
    {"a sitemap", "<urlset/>", "this is a sitemap, not a feed"},
    {"RDF of people",
     "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:foaf='http://xmlns.com/foaf/0.1/'>"
     "<foaf:Person><foaf:name>A</foaf:name></foaf:Person><rdf:Description/></rdf:RDF>",
     "this is RDF without an RSS channel, not a feed"},
    {"a feed of products", "<feed><product><title>A</title></product></feed>",
     "this is XML with the root element 'feed', not a feed"},
    {"a channel of programmes", "<channel><program/></channel>",
     "this is XML with the root element 'channel', not a feed"},
    {"other XML", "<shelf/>", "this is XML with the root element 'shelf', not a feed"},
};

TEST(NotAFeed, SaysWhatItIs) {
  for (const Case& c : kNotFeeds) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(c.input);
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().code, Errc::NotAFeed);
    EXPECT_EQ(feed.error().detail, c.expected);
  }
}

TEST(NotAFeed, IsEmptyWhereNothingIsSaid) {
  for (const char* text : {"", " \n\t\r\n"}) {
    const auto feed = parse_text(text);
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().code, Errc::Empty);
  }
}

struct FormatCase {
  const char* name;
  const char* input;
  FeedFormat expected;
};

constexpr FormatCase kFormats[] = {
    {"rss", "<rss/>", FeedFormat::Rss},
    {"RSS", "<RSS/>", FeedFormat::Rss},
    {"rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", FeedFormat::Rdf},
    {"RSS 1.1", "<Channel xmlns='http://purl.org/net/rss1.1#'/>", FeedFormat::Rdf},
    {"RDF with items only",
     "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><x/><item xmlns='urn:rss'/></r:RDF>",
     FeedFormat::Rdf},
    {"feed", "<feed/>", FeedFormat::Atom},
    {"feed with extensions only", "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:x='urn:x'><x:y/></feed>",
     FeedFormat::Atom},
    {"feed without namespace", "<feed><product/><entry/></feed>", FeedFormat::Atom},
    {"an entry alone", "<entry xmlns='http://www.w3.org/2005/Atom'/>", FeedFormat::Atom},
    {"channel of RSS", "<channel><link>x</link></channel>", FeedFormat::Rss},
    {"channel of RSS, known by its items", "<channel><item><guid>1</guid></item></channel>", FeedFormat::Rss},
    {"an empty channel", "<channel/>", FeedFormat::Rss},
    {"channel of CDF", "<channel href='u'/>", FeedFormat::Cdf},
    {"CHANNEL", "<CHANNEL><TITLE>t</TITLE></CHANNEL>", FeedFormat::Cdf},
    {"in a wrapper", "<response><feed/></response>", FeedFormat::Atom},
    {"after a server's message", "<br /><b>Warning</b>: <rss/>", FeedFormat::Rss},
    {"after a prefix without name", "<a: /><rss/>", FeedFormat::Rss},
    {"with HTML in an entity", "<!DOCTYPE rss [<!ENTITY sig '<p>Me</p>'>]><rss/>", FeedFormat::Rss},
    {"with an HTML document type", "<!DOCTYPE html><rss/>", FeedFormat::Rss},
};

TEST(FindFeedRoot, KnowsFormats) {
  for (const FormatCase& c : kFormats) {
    SCOPED_TRACE(c.name);
    EXPECT_FALSE(describe_non_feed(c.input));
    const auto feed = parse_text(c.input);
    if (!feed && feed.error().code == Errc::Malformed) continue;  // what the mender makes of it is tested there
    ASSERT_TRUE(feed) << feed.error().detail;
    EXPECT_EQ(feed->format, c.expected);
  }
}

TEST(FindFeedRoot, KeepsTheDocumentTypeWithTheFeed) {
  const auto feed = parse_text("<!DOCTYPE rss [<!ENTITY sig '<p>Me</p>'><!ENTITY name 'Foo'>]>" +
                               rss_with_channel("<title>&name;</title>"));
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->head.title.value, "Foo");
  EXPECT_TRUE(feed->issues.empty());
}

TEST(FindFeedRoot, IsNotMisledByWhatFollowsTheFeed) {
  const auto feed = parse_text("<rss><channel><item><title>t</title></item></channel></rss><script>" +
                               std::string(300, 'x') + "</script>");
  ASSERT_TRUE(feed) << feed.error().detail;
  EXPECT_EQ(feed->entries.size(), 1u);
}

// Whoever began again at each of these would look at a hundred billion bytes.
TEST(DescribeNonFeed, LooksOnceAtWhatNeverEnds) {
  const auto repeated = [](std::string_view text) {
    std::string all;
    for (int i = 0; i < 200'000; ++i) all += text;
    return all;
  };
  EXPECT_EQ(describe_non_feed(repeated("<a <!--")), "HTML, not a feed");
  EXPECT_EQ(describe_non_feed(repeated("<!DOCTYPE a [")), std::nullopt);
  EXPECT_EQ(describe_non_feed(repeated("<<<<<<<<")), std::nullopt);
}

}  // namespace
}  // namespace commonplace::parse
