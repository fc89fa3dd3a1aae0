// Other vocabularies inside an RSS item: what each adds, and what it gives way to.

#include "parse/modules.h"

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

constexpr Case kCases[] = {
    {"dc:creator", "<dc:creator>A</dc:creator><dc:creator>B</dc:creator>", "  author: A\n  author: B\n"},
    {"dc:author", "<dc:author>A</dc:author>", "  author: A\n"},
    {"dc:creator as a list",
     "<dc:creator><rdf:Bag><rdf:li>A</rdf:li><rdf:li>B (b@x.example)</rdf:li></rdf:Bag></dc:creator>",
     "  author: A\n  author: B {email=b@x.example}\n"},
    {"dc:contributor as a list",
     "<dc:contributor><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:contributor>",
     "  contributor: A\n  contributor: B\n"},
    {"dc:subject as a list", "<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li rdf:resource='u'/></rdf:Bag></dc:subject>",
     "  category: a\n  category: u\n"},
    {"dc:subject by reference", "<dc:subject rdf:resource='u'/>", "  category: u\n"},
    {"dcterms repeats dc", "<dcterms:title>T</dcterms:title>", "  title guess: T\n"},
    {"dcterms:abstract", "<dcterms:abstract>a</dcterms:abstract>", "  summary guess: a\n"},
    {"dcterms:license by reference", "<dcterms:license rdf:resource='u'/>", "  license: u\n"},
    {"dc:type is ignored", "<dc:type>text</dc:type>", ""},
    {"an address whose name dc:creator tells", "<author>a@x.example</author><dc:creator>A</dc:creator>",
     "  author: A {email=a@x.example}\n"},
    {"the same the other way round", "<dc:creator>A</dc:creator><author>a@x.example</author>",
     "  author: A {email=a@x.example}\n"},
    {"an address beside several names",
     "<dc:creator>A</dc:creator><author>a@x.example</author><dc:creator>B</dc:creator>", "  author: A\n  author: B\n"},
    {"a name that dc:creator does not change", "<author>a@x.example (A)</author><dc:creator>B</dc:creator>",
     "  author: A {email=a@x.example}\n"},
    {"several in one", "<dc:creator>A &lt;a@x.example&gt;, B &lt;b@x.example&gt;</dc:creator>",
     "  author: A {email=a@x.example}\n  author: B {email=b@x.example}\n"},
    {"yandex:full-text", "<description>d</description><y:full-text xmlns:y='http://news.yandex.ru'>t</y:full-text>",
     "  summary guess: d\n  content guess: t\n"},
    {"turbo:content gives way",
     "<t:content xmlns:t='http://turbo.yandex.ru'>t</t:content><content:encoded>e</content:encoded>",
     "  content html: e\n"},
    {"itunes:author gives way", "<itunes:author>I</itunes:author><dc:creator>D</dc:creator>", "  author: D\n"},
    {"itunes:summary before subtitle", "<itunes:subtitle>s</itunes:subtitle><itunes:summary>l</itunes:summary>",
     "  summary guess: l\n"},
    {"itunes:image as text", "<itunes:image>u</itunes:image>", "  picture: u {medium=image}\n"},
    {"itunes:link to an image", "<itunes:link rel='image' type='image/jpeg' href='u'/>",
     "  picture: u {medium=image}\n"},
    {"itunes:link to something else", "<itunes:link rel='self' href='u'/>", ""},
    {"itunes:category, nested", "<itunes:category text='A'><itunes:category text='B'/></itunes:category>",
     "  category: A {scheme=http://www.itunes.com/}\n  category: B {scheme=http://www.itunes.com/}\n"},
    {"itunes:keywords", "<itunes:keywords>a, b c,,</itunes:keywords>",
     "  category: a {scheme=http://www.itunes.com/}\n  category: b c {scheme=http://www.itunes.com/}\n"},
    {"media:content", "<media:content url='u' type='image/png' medium='image' fileSize='9'/>",
     "  media: u {type=image/png} {medium=image} {length=9}\n"},
    {"media:content of several",
     "<media:content url='u' width='640' isDefault='true'/><media:content url='v' width='x'/>",
     "  media: u {width=640} {default=yes}\n  media: v\n"},
    {"media:content without address", "<media:content type='image/png'/>", ""},
    {"every credit is kept",
     "<media:content url='u'><media:credit>A</media:credit><media:credit>B</media:credit>"
     "</media:content>",
     "  media: u {credit=A} {credit=B}\n"},
    {"a blank credit is none", "<media:content url='u'><media:credit/></media:content>", "  media: u\n"},
    {"licence as text", "<media:content url='u'><media:license>CC0</media:license></media:content>",
     "  media: u {license=CC0}\n"},
    {"the item's credit for an enclosure", "<enclosure url='e'/><media:credit>A</media:credit>",
     "  enclosure: e {credit=A}\n"},
    {"a group's credit for its own media only",
     "<media:group><media:credit>A</media:credit><media:content url='u'/></media:group><enclosure url='e'/>",
     "  media: u {credit=A}\n  enclosure: e\n"},
    {"media:title gives way", "<media:title>M</media:title><title>T</title><media:content url='u'/>",
     "  title guess: T\n  media: u {title=M}\n"},
    {"media:description as summary", "<media:description type='html'>d</media:description>", "  summary html: d\n"},
    {"a medium's title is not the item's", "<media:content url='u'><media:title>M</media:title></media:content>",
     "  media: u {title=M}\n"},
    {"media:category", "<media:category>c</media:category>",
     "  category: c {scheme=http://search.yahoo.com/mrss/category_schema}\n"},
    {"media:keywords in content", "<media:content url='u'><media:keywords>a,b</media:keywords></media:content>",
     "  category: a\n  category: b\n  media: u\n"},
    {"thumbnail as text", "<media:thumbnail>u</media:thumbnail>", "  thumbnail: u {medium=image}\n"},
    {"ev:", "<ev:startdate>s</ev:startdate><ev:enddate>e</ev:enddate><ev:location>l</ev:location>",
     "  event: s {end=e} {location=l} {from=ev}\n"},
    {"an empty event is none", "<ev:startdate/>", ""},
    {"xCal with a duration and a zone",
     "<xCal:dtstart tzid='Europe/Paris'>s</xCal:dtstart><xCal:duration>PT1H</xCal:duration>",
     "  event: s {from=xcal} {zone=Europe/Paris} {duration=PT1H}\n"},
    {"xCal as RFC 6321 has it",
     "<xCal:vevent><xCal:dtstart><xCal:parameters><xCal:tzid><xCal:text>Europe/Paris</xCal:text></xCal:tzid>"
     "</xCal:parameters><xCal:date-time>s</xCal:date-time></xCal:dtstart></xCal:vevent>",
     "  event: s {from=xcal} {zone=Europe/Paris}\n"},
    {"xCal as RFC 6321 wraps it",
     "<icalendar "
     "xmlns='urn:ietf:params:xml:ns:icalendar-2.0'><vcalendar><properties><version><text>2.0</text></version>"
     "</properties><components><vevent><properties><dtstart><parameters><tzid><text>Europe/Paris</text></tzid>"
     "</parameters><date-time>s</date-time></dtstart><location><text>l</text></location></properties><components>"
     "<valarm><properties><duration>PT15M</duration></properties></valarm></components></vevent></components>"
     "</vcalendar></icalendar>",
     "  event: s {location=l} {from=xcal} {zone=Europe/Paris}\n"},
    {"a vevent of RFC 6321",
     "<vevent xmlns='urn:ietf:params:xml:ns:icalendar-2.0'><properties><dtstart><date>s</date></dtstart></properties>"
     "</vevent>",
     "  event: s {from=xcal}\n"},
    {"a calendar without components of its own, and its first event",
     "<xCal:vcalendar><xCal:vevent><xCal:dtstart>s</xCal:dtstart></xCal:vevent>"
     "<xCal:vevent><xCal:dtend>e</xCal:dtend></xCal:vevent></xCal:vcalendar>",
     "  event: s {from=xcal}\n"},
    {"a calendar without an event",
     "<xCal:vcalendar><xCal:vtimezone><xCal:dtstart>s</xCal:dtstart></xCal:vtimezone></xCal:vcalendar>", ""},
    {"xCal's zone with a prefix", "<xCal:dtstart xCal:tzid='Europe/Paris'>s</xCal:dtstart>",
     "  event: s {from=xcal} {zone=Europe/Paris}\n"},
    {"schema.org's event",
     "<s:MusicEvent xmlns:s='http://schema.org/'><s:startDate>s</s:startDate><s:location><s:Place><s:name>n</s:name>"
     "<s:address>a</s:address></s:Place></s:location></s:MusicEvent>",
     "  event: s {location=n} {from=schema}\n"},
    {"schema.org's duration",
     "<startDate xmlns='https://schema.org/'>s</startDate><duration xmlns='https://schema.org/'>PT1H</duration>",
     "  event: s {from=schema} {duration=PT1H}\n"},
    {"xCal is not mixed with ev:", "<ev:startdate>s</ev:startdate><xCal:location>l</xCal:location>",
     "  event: s {from=ev}\n"},
    {"thr:in-reply-to by id", "<thr:in-reply-to ref='urn:0'/>", "  link in-reply-to: urn:0\n"},
    {"wfw:commentRSS", "<wfw:commentRSS>u</wfw:commentRSS>", "  link replies: u {type=application/rss+xml}\n"},
    {"wfw:comment is no feed", "<wfw:comment>u</wfw:comment>", ""},
    {"feedburner's link", "<feedburner:origLink>u</feedburner:origLink>", "  link origin: u\n"},
    {"feedburner's enclosure, told first",
     "<feedburner:origEnclosureLink>o</feedburner:origEnclosureLink><enclosure url='e'/>", "  enclosure: o\n"},
    {"no enclosure to restore", "<feedburner:origEnclosureLink>o</feedburner:origEnclosureLink>", ""},
    {"cc: by reference", "<cc:license rdf:resource='u'/>", "  license: u\n"},
    {"the first licence", "<cc:license rdf:resource='u'/><atom:link rel='license' href='v'/>",
     "  link license: v\n  license: u\n"},
    {"prism dates", "<prism:publicationDate>p</prism:publicationDate><prism:coverDate>c</prism:coverDate>",
     "  dc: p\n"},
    {"an XHTML body", "<h:body><h:p>x</h:p></h:body>", "  content xhtml: <p>x</p>\n"},
    {"an escaped XHTML body", "<h:body>&lt;p></h:body>", "  content html: <p>\n"},
    {"other XHTML is no content", "<h:img src='x'/>", ""},
};

TEST(Modules, AddWhatRssLeavesOpen) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(rss_with_item(c.input));
    ASSERT_TRUE(feed);
    EXPECT_EQ(dump(feed->entries.at(0)), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::parse
