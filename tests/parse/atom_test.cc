// Atom feeds, entries and text constructs.

#include "parse/atom.h"

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

constexpr Case kTexts[] = {
    {"no type is plain", "<title>a &lt;b> &amp;amp; c</title>", "  title plain: a <b> &amp; c\n"},
    {"text", "<title type='text'>a</title>", "  title plain: a\n"},
    {"text/plain", "<title type='text/plain'>a</title>", "  title plain: a\n"},
    {"html", "<title type='html'>&lt;b>a&lt;/b></title>", "  title html: <b>a</b>\n"},
    {"HTML, loudly", "<title type=' HTML '>a</title>", "  title html: a\n"},
    {"html in CDATA", "<title type='html'><![CDATA[<b>a</b>]]></title>", "  title html: <b>a</b>\n"},
    {"html that nobody escaped", "<title type='html'>a <b>b</b></title>", "  title xhtml: a <b>b</b>\n"},
    {"text that nobody escaped", "<title>a <b>b</b></title>", "  title xhtml: a <b>b</b>\n"},
    {"xhtml", "<title type='xhtml'><h:div>a <h:b>b</h:b></h:div></title>", "  title xhtml: a <b>b</b>\n"},
    {"text in xhtml stays escaped", "<title type='xhtml'><h:div>&lt;blink></h:div></title>",
     "  title xhtml: &lt;blink&gt;\n"},
    {"xhtml that is escaped", "<title type='xhtml'>&lt;b>a&lt;/b></title>", "  title guess: <b>a</b>\n"},
    {"xhtml by media type", "<title type='application/xhtml+xml'><h:div>a</h:div></title>", "  title xhtml: a\n"},
    {"two divs stay", "<title type='xhtml'><h:div>a</h:div><h:div>b</h:div></title>",
     "  title xhtml: <div>a</div><div>b</div>\n"},
    {"markdown is plain", "<title type='text/markdown'>*a*</title>", "  title plain: *a*\n"},
    {"base64 of another type", "<title type='application/octet-stream'>YQ==</title>", "  title guess: a\n"},
    {"another type, not base64", "<title type='application/x-custom'>test</title>", "  title plain: test\n"},
    {"a picture is no text", "<title type='image/png'>YQ==</title>", "  title plain: \n"},
    {"mode escaped", "<title mode='escaped'>&lt;b></title>", "  title guess: <b>\n"},
    {"mode base64", "<title mode='base64'>PGI+YTwvYj4=</title>", "  title guess: <b>a</b>\n"},
    {"mode base64, html", "<title mode='base64' type='text/html'> PGI+\n YTwvYj4= </title>",
     "  title html: <b>a</b>\n"},
    {"mode base64 that is not", "<title mode='base64'>!</title>", "  title guess: \n"},
    {"base64 of controls", "<title mode='base64'>AGE=</title>",
     "  title guess: \xEF\xBF\xBD"
     "a\n"},
    {"alternatives: HTML before text",
     "<title type='multipart/alternative'><title type='text/plain'>a</title>"
     "<title type='text/html' mode='escaped'>&lt;b>a&lt;/b></title></title>",
     "  title html: <b>a</b>\n"},
    {"alternatives: the first text", "<title type='multipart/alternative'><title>a</title><title>b</title></title>",
     "  title plain: a\n"},
    {"alternatives: none", "<title type='multipart/alternative'>a</title>", "  title plain: a\n"},
    {"language", "<title xml:lang='fr'>a</title>", "  title plain: a {lang=fr}\n"},
    {"base", "<title xml:base='/d/'>a</title>", "  title plain: a {base=https://feeds.example.org/d/}\n"},
    {"empty", "<title/>", "  title plain: \n"},
};

TEST(AtomText, KnowsItsMarkup) {
  for (const Case& c : kTexts) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(atom_with_entry(c.input));
    ASSERT_TRUE(feed);
    EXPECT_EQ(dump(feed->entries.at(0)), c.expected);
  }
}

constexpr Case kEntries[] = {
    {"id", "<id> urn:1 </id>", "  id: urn:1\n"},
    {"link without rel", "<link href='u'/>", "  link: u\n"},
    {"link as text", "<link rel='alternate'>u</link>", "  link alternate: u\n"},
    {"link without address", "<link rel='alternate'/>", ""},
    {"rel as written", "<link rel='http://www.iana.org/assignments/relation/alternate' href='u'/>",
     "  link http://www.iana.org/assignments/relation/alternate: u\n"},
    {"enclosure", "<link rel='Enclosure' href='u' type='t' length='1' title='T'/>",
     "  link Enclosure: u {type=t} {title=T} {length=1}\n  enclosure: u {type=t} {length=1} {title=T}\n"},
    {"enclosure by the registry's name",
     "<link rel='http://www.iana.org/assignments/relation/enclosure' href='u' type='t'/>",
     "  link http://www.iana.org/assignments/relation/enclosure: u {type=t}\n  enclosure: u {type=t}\n"},
    {"licence", "<link rel='license' href='u'/>", "  link license: u\n"},
    {"category", "<category term='t' scheme='s' label='l'/>", "  category: t {scheme=s} {label=l}\n"},
    {"category as text", "<category>t</category>", "  category: t\n"},
    {"category by label only", "<category label='l'/>", "  category: - {label=l}\n"},
    {"person", "<author><name>N</name><email>e</email><uri>u</uri></author>", "  author: N {email=e} {uri=u}\n"},
    {"person with a base", "<author xml:base='http://b.example/'><name>N</name><uri xml:base='d/'>u</uri></author>",
     "  author: N {uri=u} {base=http://b.example/d/}\n"},
    {"person whose name holds the address", "<author><name>e@x.example (N)</name></author>",
     "  author: N {email=e@x.example}\n"},
    {"person with the scheme of an address", "<author><name>N</name><email>mailto:e@x.example</email></author>",
     "  author: N {email=e@x.example}\n"},
    {"person of Atom 0.3", "<author><name>N</name><url>u</url></author>", "  author: N {uri=u}\n"},
    {"person as text", "<author>N (n@x.example)</author>", "  author: N {email=n@x.example}\n"},
    {"nobody", "<author><name/></author>", ""},
    {"two people", "<author><name>A</name></author><author><name>B</name></author>", "  author: A\n  author: B\n"},
    {"contributor", "<contributor><name>C</name></contributor>", "  contributor: C\n"},
    {"dates", "<published>a</published><updated>b</updated><updated>c</updated>", "  published: a\n  updated: c\n"},
    {"an empty date takes nothing back", "<updated>b</updated><updated/>", "  updated: b\n"},
    {"source", "<source><id>i</id><title>t</title><link href='u'/></source>", "  origin: i {title=t} {link=u}\n"},
    {"authors of the source", "<source><author><name>S</name></author></source>", "  author: S\n  origin: -\n"},
    {"own authors first", "<source><author><name>S</name></author></source><author><name>E</name></author>",
     "  author: E\n  origin: -\n"},
    {"source with both links", "<source><link rel='self' href='s'/><link rel='alternate' href='a'/></source>",
     "  origin: - {link=a}\n"},
    {"source with its feed first",
     "<source><link rel='alternate' type='application/atom+xml' href='f'/><link type='text/html' href='a'/></source>",
     "  origin: - {link=a}\n"},
    {"source with a feed only", "<source><link type='application/atom+xml' href='f'/></source>",
     "  origin: - {link=f}\n"},
    {"page elsewhere", "<content src='u' type='text/html'/>",
     "  content html: \n  link alternate: u {type=text/html}\n"},
    {"page elsewhere, beside a link", "<content src='u' type='text/html'/><link href='v'/>",
     "  content html: \n  link content: u {type=text/html}\n  link: v\n"},
    {"film elsewhere", "<content src='u' type='video/mp4'/>",
     "  content plain: \n  media: u {type=video/mp4} {medium=video}\n"},
    {"title in an extension", "<x xmlns='urn:x'><title>no</title></x><title>yes</title>", "  title plain: yes\n"},
    {"rights", "<rights>r</rights>", "  rights plain: r\n"},
    {"media", "<media:thumbnail url='u'/>", "  thumbnail: u {medium=image}\n"},
    {"dc:date", "<dc:date>d</dc:date>", "  dc: d\n"},
    {"the date as RSS names it", "<pubDate>d</pubDate>", "  published: d\n"},
};

TEST(AtomEntry, ReadsItsElements) {
  for (const Case& c : kEntries) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(atom_with_entry(c.input));
    ASSERT_TRUE(feed);
    EXPECT_EQ(dump(feed->entries.at(0)), c.expected);
  }
}

constexpr Case kFeeds[] = {
    {"1.0", "<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom 1.0\n"},
    {"0.3", "<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom 0.3\n"},
    {"0.3 by its namespace", "<feed xmlns='http://purl.org/atom/ns#'/>", "atom 0.3\n"},
    {"without namespace", "<feed><title>t</title></feed>", "atom 1.0\n  title plain: t\n"},
    {"with a prefix", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>t</a:title></a:feed>",
     "atom 1.0\n  title plain: t\n"},
    {"items of RSS", "<feed><title>f</title><item><guid>g</guid><description>d</description></item></feed>",
     "atom 1.0\n  title plain: f\nentry\n  id: g {permalink=yes}\n  summary guess: d\n"},
    {"generator by address", "<feed><generator uri='u'/></feed>", "atom 1.0\n  generator: u\n"},
    {"logo and icon", "<feed><logo>l</logo><icon>i</icon></feed>", "atom 1.0\n  image: l\n  icon: i\n"},
    {"title of the feed only", "<feed><entry><title>e</title></entry><title>f</title></feed>",
     "atom 1.0\n  title plain: f\nentry\n  title plain: e\n"},
    {"0.3 text is a guess", "<feed xmlns='http://purl.org/atom/ns#'><tagline>a &amp;amp; b</tagline></feed>",
     "atom 0.3\n  subtitle guess: a &amp; b\n"},
};

TEST(AtomFeed, ReadsItsHead) {
  for (const Case& c : kFeeds) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_text(c.input);
    ASSERT_TRUE(feed);
    EXPECT_EQ(dump(*feed), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::parse
