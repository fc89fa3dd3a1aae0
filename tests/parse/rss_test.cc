// RSS channels and items of every version, right and wrong.

#include "parse/rss.h"

#include <gtest/gtest.h>

#include "parse/dump.h"
#include "parse/reading.h"

namespace commonplace::parse {
namespace {

struct Case {
  const char* name;
  const char* input;
  const char* expected;
};

constexpr Case kItems[] = {
    {"title", "<title> Seeds </title>", "  title guess: Seeds\n"},
    {"title in CDATA", "<title><![CDATA[A & B]]></title>", "  title guess: A & B\n"},
    {"title in CDATA that is escaped", "<title>&lt;![CDATA[A &amp; B]]&gt;</title>", "  title guess: A & B\n"},
    {"title in CDATA in CDATA", "<title><![CDATA[<![CDATA[ A & B ]]]]><![CDATA[>]]></title>", "  title guess: A & B\n"},
    {"title that speaks of CDATA", "<title><![CDATA[<![CDATA[ begins a section]]></title>",
     "  title guess: <![CDATA[ begins a section\n"},
    {"the first title", "<title>One</title><title>Two</title>", "  title guess: One\n"},
    {"a blank title gives way", "<title> </title><title>Two</title>", "  title guess: Two\n"},
    {"link", "<link> https://a.example/1\n</link>", "  link alternate: https://a.example/1\n"},
    {"link as attribute", "<link href='https://a.example/1'/>", "  link alternate: https://a.example/1\n"},
    {"empty link", "<link/>", ""},
    {"link in CDATA that is escaped", "<link>&lt;![CDATA[ https://a.example/1 ]]&gt;</link>",
     "  link alternate: https://a.example/1\n"},
    {"guid in CDATA that is escaped", "<guid isPermaLink='false'>&lt;![CDATA[7]]&gt;</guid>", "  id: 7\n"},
    {"author in CDATA that is escaped", "<author>&lt;![CDATA[Mira Hollis]]&gt;</author>", "  author: Mira Hollis\n"},
    {"several links", "<link>a</link><link>b</link>", "  link alternate: a\n  link alternate: b\n"},
    {"guid", "<guid>https://a.example/1</guid>", "  id: https://a.example/1 {permalink=yes}\n"},
    {"guid true", "<guid isPermaLink='true'>1</guid>", "  id: 1 {permalink=yes}\n"},
    {"guid false", "<guid isPermaLink='false'>1</guid>", "  id: 1\n"},
    {"guid FALSE", "<guid isPermaLink=' FALSE '>1</guid>", "  id: 1\n"},
    {"the first guid", "<guid isPermaLink='false'>1</guid><guid>2</guid>", "  id: 1\n"},
    {"rdf:about for want of a guid", "<dc:identifier>doi</dc:identifier>", "  id: doi\n"},
    {"guid before identifier", "<dc:identifier>doi</dc:identifier><guid>g</guid>", "  id: g {permalink=yes}\n"},
    {"category", "<category> a </category>", "  category: a\n"},
    {"category with domain", "<category domain='d'>a</category>", "  category: a {scheme=d}\n"},
    {"category as Atom has it", "<category term='a' label='A'/>", "  category: a {label=A}\n"},
    {"same category twice in a row", "<category>a</category><category>a</category>", "  category: a\n"},
    {"enclosure", "<enclosure url=' u ' type='audio/mpeg' length='1'/>",
     "  enclosure: u {type=audio/mpeg} {length=1}\n"},
    {"two enclosures", "<enclosure url='u'/><enclosure url='v'/>", "  enclosure: u\n  enclosure: v\n"},
    {"enclosure as text", "<enclosure>u</enclosure>", "  enclosure: u\n"},
    {"enclosure as elements", "<enclosure><url>u</url><type>image/png</type><length>1</length></enclosure>",
     "  enclosure: u {type=image/png} {length=1}\n"},
    {"enclosure without address", "<enclosure type='audio/mpeg'/>", ""},
    {"source", "<source url='u'>S</source>", "  origin: - {title=S} {link=u}\n"},
    {"source without address", "<source>S</source>", "  origin: - {title=S}\n"},
    {"empty source", "<source/>", ""},
    {"comments", "<comments>u#c</comments>", "  comments: u#c\n"},
    {"pubDate", "<pubDate>Thu, 24 Oct 2024 09:30:00 GMT</pubDate>", "  published: Thu, 24 Oct 2024 09:30:00 GMT\n"},
    {"pubdate", "<pubdate>x</pubdate>", "  published: x\n"},
    {"other dates", "<date>a</date><updated>b</updated><created>c</created>",
     "  published: a\n  updated: b\n  created: c\n"},
    {"image", "<image><url>u</url></image>", "  picture: u {medium=image}\n"},
    {"image as text", "<image>u</image>", "  picture: u {medium=image}\n"},
    {"image as attribute", "<image href='u'/>", "  picture: u {medium=image}\n"},
    {"image without address", "<image><title>t</title></image>", ""},
    {"description", "<description>&lt;p>x</description>", "  summary guess: <p>x\n"},
    {"naked markup", "<description>a <b>b</b></description>", "  summary xhtml: a <b>b</b>\n"},
    {"one div is taken off", "<description><h:div><h:p>x</h:p></h:div></description>", "  summary xhtml: <p>x</p>\n"},
    {"text beside the div", "<description>a <div>b</div></description>", "  summary xhtml: a <div>b</div>\n"},
    {"encoded", "<content:encoded>&lt;p></content:encoded>", "  content html: <p>\n"},
    {"encoded before body", "<body>b</body><content:encoded>e</content:encoded>", "  content html: e\n"},
    {"summary where description is blank", "<description/><summary>s</summary>", "  summary guess: s\n"},
    {"description before dc:description", "<dc:description>d</dc:description><description>r</description>",
     "  summary guess: r\n"},
    {"author", "<author>a@b.example (A)</author>", "  author: A {email=a@b.example}\n"},
    {"two authors", "<author>A</author><author>B</author>", "  author: A\n  author: B\n"},
    {"language", "<language>fr</language>", "  language: fr\n"},
    {"unknown elements", "<colour>red</colour><x:y xmlns:x='urn:x'>z</x:y>", ""},
    {"foreign title", "<x:title xmlns:x='urn:x'>no</x:title><title>yes</title>", "  title guess: yes\n"},
};

TEST(RssItem, ReadsItsElements) {
  for (const Case& c : kItems) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(rss_with_item(c.input));
    ASSERT_TRUE(feed);
    ASSERT_EQ(feed->entries.size(), 1u);
    EXPECT_EQ(dump(feed->entries[0]), c.expected);
  }
}

constexpr Case kChannels[] = {
    {"title", "<title>T</title>", "rss 2.0\n  title guess: T\n"},
    {"textInput is not the channel", "<textInput><title>x</title><link>y</link></textInput><title>T</title>",
     "rss 2.0\n  title guess: T\n"},
    {"image", "<image><url>u</url><title>x</title><link>y</link></image>", "rss 2.0\n  image: u\n"},
    {"the RSS image before iTunes'", "<itunes:image href='i'/><image><url>u</url></image>", "rss 2.0\n  image: u\n"},
    {"a thumbnail for want of an image", "<media:thumbnail url='t'/>", "rss 2.0\n  image: t\n"},
    {"editor", "<managingEditor>e@x.example (E)</managingEditor>", "rss 2.0\n  author: E {email=e@x.example}\n"},
    {"webmaster is no author", "<webMaster>w@x.example</webMaster>", "rss 2.0\n"},
    {"dates", "<pubDate>p</pubDate><lastBuildDate>b</lastBuildDate>", "rss 2.0\n  published: p\n  updated: b\n"},
    {"ttl", "<ttl> 60 </ttl>", "rss 2.0\n  ttl: 60\n"},
    {"ttl before sy:", "<sy:updatePeriod>hourly</sy:updatePeriod><ttl>90</ttl>", "rss 2.0\n  ttl: 90\n"},
    {"sy:", "<sy:updateFrequency>4</sy:updateFrequency><sy:updatePeriod>daily</sy:updatePeriod>",
     "rss 2.0\n  ttl: 360\n"},
    {"sy: of nothing", "<sy:updatePeriod>often</sy:updatePeriod>", "rss 2.0\n"},
    {"sy: by zero", "<sy:updateFrequency>0</sy:updateFrequency><sy:updatePeriod>weekly</sy:updatePeriod>",
     "rss 2.0\n  ttl: 10080\n"},
    {"sy: with a timetable",
     "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase>",
     "rss 2.0\n  ttl: 1440\n  updates from: 2000-01-01T12:00+00:00\n"},
    {"a timetable beside a ttl",
     "<ttl>60</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateBase>2000-01-01</sy:updateBase>",
     "rss 2.0\n  ttl: 60\n"},
    {"hours to skip", "<skipHours><hour> 0 </hour><x>1</x><Hour>23</Hour></skipHours>",
     "rss 2.0\n  skip hour: 0\n  skip hour: 23\n"},
    {"more hours than a day has",
     "<skipHours><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour>"
     "<hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour>"
     "<hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour><hour>7</hour>"
     "<hour>7</hour><hour>7</hour><hour>8</hour><hour>9</hour></skipHours><skipHours><hour>5</hour></skipHours>",
     "rss 2.0\n  skip hour: 5\n"},
    {"days to skip", "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>",
     "rss 2.0\n  skip day: Saturday\n  skip day: Sunday\n"},
    {"copyright", "<copyright>c</copyright>", "rss 2.0\n  rights guess: c\n"},
    {"generator", "<generator>g</generator>", "rss 2.0\n  generator: g\n"},
    {"dc:language gives way", "<dc:language>de</dc:language><language>fr</language>", "rss 2.0\n  language: fr\n"},
    {"xml:lang gives way", "<dc:language xml:lang='en'>de</dc:language>", "rss 2.0\n  language: de\n"},
    {"self and hub", "<atom:link rel='self' href='s'/><atom:link rel='hub' href='h'/>",
     "rss 2.0\n  link self: s\n  link hub: h\n"},
    {"entries of Atom", "<title>T</title><item><guid>1</guid></item><entry><id>2</id><summary>s</summary></entry>",
     "rss 2.0\n  title guess: T\nentry\n  id: 1 {permalink=yes}\nentry\n  id: 2\n  summary plain: s\n"},
    {"owner", "<itunes:owner><itunes:name>O</itunes:name></itunes:owner>", "rss 2.0\n  author: O\n"},
};

TEST(RssChannel, ReadsItsElements) {
  for (const Case& c : kChannels) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(rss_with_channel(c.input));
    ASSERT_TRUE(feed);
    EXPECT_EQ(dump(*feed), c.expected);
  }
}

constexpr Case kDocuments[] = {
    {"0.91", "<rss version='0.91'><channel/></rss>", "rss 0.91\n"},
    {"0.94", "<rss version=' 0.94 '><channel/></rss>", "rss 0.94\n"},
    {"2.0.1 is 2.0", "<rss version='2.0.1'><channel/></rss>", "rss 2.0\n"},
    {"2 is 2.0", "<rss version='2'><channel/></rss>", "rss 2.0\n"},
    {"no version", "<rss><channel/></rss>", "rss\n"},
    {"nothing at all", "<rss/>", "rss\nissue: the rss element has no channel\n"},
    {"two channels",
     "<rss><channel><title>A</title><item><title>1</title></item></channel>"
     "<channel><title>B</title><item><title>2</title></item></channel></rss>",
     "rss\n  title guess: A\nentry\n  title guess: 1\nentry\n  title guess: 2\n"},
    {"items before the channel", "<rss><item><title>1</title></item><channel><title>A</title></channel></rss>",
     "rss\n  title guess: A\nentry\n  title guess: 1\n"},
    {"a list of items", "<rss><channel><items><item><title>1</title></item></items></channel></rss>",
     "rss\nentry\n  title guess: 1\n"},
    {"another namespace for all", "<rss xmlns='urn:mine'><channel><title>A</title></channel></rss>",
     "rss\n  title guess: A\n"},
    {"empty items stay", "<rss><channel><item/><item/></channel></rss>", "rss\nentry\nentry\n"},
};

TEST(RssDocument, FindsChannelAndItems) {
  for (const Case& c : kDocuments) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(c.input);
    ASSERT_TRUE(feed);
    EXPECT_EQ(dump(*feed), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::parse
