"""Every kind of document that is published, judged by its schema and by what the W3C feed validator documents as errors
and warnings; and that each of those judgements can fail."""

import json
import re
import unittest
from dataclasses import dataclass

import calendar_rules
import documents
import feed_rules
import harness
import partner_feed
import read_back

PARTNERS = """
[source.tidewater]
url = "{origin}/feed"
rights = "full"
license = "CC BY 4.0"

[source.strange]
url = "{origin}/strange"

[topic.everything]
title = "Everything & more"

[topic.strange]
title = "Strange"
sources = ["strange"]

[topic.nothing]
title = "Nothing"
match = "nothingatall"
"""

# What publishers write that is not meant for a feed, or has nothing to be called by.
STRANGE = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Str&#228;nge</title>
<link>https://strange.example/</link>
<item><title>The &amp;lt;b&amp;gt; element &amp;amp; friends</title><link>https://strange.example/1</link>
  <description>&lt;script&gt;alert(1)&lt;/script&gt;&lt;p style="x" onclick="y"&gt;Text&lt;table&gt;&lt;td&gt;cell</description></item>
<item><guid isPermaLink="false">only an id</guid></item>
<item><description>Only words, and &lt;a href="relative"&gt;a link&lt;/a&gt;</description><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>
<item><title>Pictures</title><link>javascript:alert(1)</link><author>someone@strange.example (Some One)</author>
  <enclosure url="https://strange.example/a.mp3" length="many" type="audio"/><enclosure url="ftp://strange.example/b" length="1" type="audio/mpeg"/>
  <media:content url="https://strange.example/p.jpg" medium="image"><media:credit>A &amp; B</media:credit></media:content></item>
<item><title>]]&gt; &#x9;\x7f\u0085\u2028</title><link>https://strange.example/\u00e9?a=1&amp;b=2|3</link><category/><category>  </category>
  <category domain="not an iri">x</category></item>
</channel></rss>"""


class Published(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        origin = harness.Origin(self)
        origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        origin.serve("/strange", harness.Document(STRANGE.encode("utf-8")))
        self.daemon = harness.Daemon(self, {"10-partners.toml": PARTNERS.format(origin=origin.url("").rstrip("/"))}).start()
        harness.wait_until(lambda: self.daemon.get("/topics/everything.atom").text().count("<entry>") == 15,
                           "all entries")

    def test_every_document_is_what_it_says_it_is(self):
        for topic in ("everything", "strange", "nothing"):
            for kind in ("atom", "rss", "json"):
                path = f"/topics/{topic}.{kind}"
                with self.subTest(path):
                    self.assertEqual(documents.faults(self.daemon.get(path), kind, harness.PUBLIC_URL + path), [])
        for path, kind in [("/topics/everything.opml", "opml"), ("/opml.xml", "opml"), ("/sitemap.xml", "sitemap"),
                           ("/opensearch.xml", "opensearch"), ("/search.atom?q=partner*", "atom")]:
            with self.subTest(path):
                self.assertEqual(documents.faults(self.daemon.get(path), kind), [])
        for path, kind in [("/topics/everything/archive/1.atom", "atom"), ("/topics/everything.atom?type=Webinar", "atom"),
                           ("/topics/everything.rss?q=partner*", "rss"), ("/topics/everything.json?limit=3", "json"),
                           ("/topics/everything.atom?lang=fr", "atom"), ("/topics/everything.ics", "ics"),
                           ("/events.ics", "ics")]:
            with self.subTest(path):
                self.assertEqual(documents.faults(self.daemon.get(path), kind, harness.PUBLIC_URL + path), [])

    def test_what_is_published_is_read_back(self):
        stored = {entry["key"]: entry for entry in self.daemon.command("entries", "--json").json_lines()}
        feed = self.daemon.get("/topics/everything.json")
        for kind in ("atom", "rss", "json"):
            with self.subTest(kind):
                published = self.daemon.get(f"/topics/everything.{kind}").body
                self.assertEqual(read_back.faults(published, feed.json(), stored, self.daemon.folder), [])


@dataclass
class Broken:
    """A good document with one thing changed, and what must be found in it."""
    fault: str
    pattern: str
    replacement: str


GOOD_ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>https://news.example/t</id><title type="text">T</title><updated>2024-10-24T12:00:00Z</updated>
<author><name>N</name></author><link rel="self" href="https://news.example/t.atom"/><generator>g</generator>
<entry><id>urn:x:1</id><title type="text">One</title><published>2024-10-24T11:00:00Z</published><updated>2024-10-24T12:00:00Z</updated>
<author><name>A</name></author><link rel="alternate" type="text/html" href="https://a.example/1"/><category term="News"/>
<summary type="html">&lt;p&gt;Words &lt;a href="https://a.example/"&gt;and a link&lt;/a&gt;&lt;br&gt;&lt;/p&gt;</summary>
<source><id>urn:s</id><title type="text">S</title><updated>2024-10-24T12:00:00Z</updated></source></entry>
<entry><id>urn:x:2</id><title type="text">Two</title><published>2024-10-23T11:00:00Z</published><updated>2024-10-23T12:00:00Z</updated>
<author><name>A</name></author><link rel="alternate" type="text/html" href="https://a.example/2"/><category term="News"/>
<summary type="html">Words</summary>
<source><id>urn:s</id><title type="text">S</title><updated>2024-10-24T12:00:00Z</updated></source></entry>
</feed>"""

BROKEN_ATOM = [
    Broken("EncodingMismatch", 'encoding="UTF-8"', 'encoding="utf8"'),
    Broken("BadCharacters", "Words<", "Wo\u0092rds<"),
    Broken("MissingSelf", 'rel="self"', 'rel="related"'),
    Broken("DuplicateEntries", "urn:x:2", "urn:x:1"),
    Broken("DuplicateAtomLink", '<category term="News"/>',
           '<category term="News"/><link rel="alternate" type="text/html" href="https://a.example/3"/>'),
    Broken("FeedOlderThanEntry", "<updated>2024-10-23T12", "<updated>2024-10-25T12"),
    Broken("ImplausibleDate", "<updated>2024-10-23T12", "<updated>2024-10-22T12"),
    Broken("ImplausibleDate", "<published>2024-10-23", "<published>1970-10-23"),
    Broken("MissingAlternateLink", 'rel="alternate"', 'rel="related"'),
    Broken("NotBlank", ">Two<", "> <"),
    Broken("MissingTextualContent", ">Words<", "><"),
    Broken("ContainsEmail", "<name>A</name>", "<name>a@a.example</name>"),
    Broken("SecurityRisk", ">Words<", ">&lt;script&gt;&lt;/script&gt;<"),
    Broken("SecurityRisk", ">Words<", ">&lt;!-- x --&gt;<"),
    Broken("SecurityRisk", ">Words<", ">&lt;!DOCTYPE html&gt;<"),
    Broken("SecurityRiskAttr", ">Words<", ">&lt;p onclick='x'&gt;&lt;/p&gt;<"),
    Broken("SecurityRiskAttr", ">Words<", ">&lt;p id='x'&gt;&lt;/p&gt;<"),
    Broken("ContainsRelRef", ">Words<", ">&lt;a href='/x'&gt;&lt;/a&gt;<"),
    Broken("ContainsRelRef", ">Words<", ">&lt;img src='javascript:x'&gt;<"),
    Broken("NotHtml", ">Words<", ">&lt;p&gt;&lt;b&gt;&lt;/p&gt;<"),
    Broken("NotHtml", ">Words<", ">&lt;p&gt;<"),
    Broken("NotHtml", ">Words<", ">&lt;br/&gt;<"),
    Broken("MissingSourceElement", "<source>.*</source></entry>\n</feed>", "</entry>\n</feed>"),
    Broken("DuplicateElement", ">Words</summary>", '>Words</summary><summary type="html">x</summary>'),
]

BROKEN_BY_SCHEMA = [
    Broken("Schema", "<generator>g</generator>", ""),
    Broken("Schema", "2024-10-24T12:00:00Z", "2024-10-24T12:00:00"),
    Broken("Schema", "2024-10-24T12:00:00Z", "2024-10-44T12:00:00Z"),
    Broken("Schema", "urn:x:1", "an id with spaces"),
    Broken("Schema", "https://a.example/1", "/1"),
    Broken("Schema", 'rel="alternate"', 'rel="alternative"'),
    Broken("Schema", '<category term="News"/>', '<category label="News"/>'),
    Broken("Schema", "<summary", "<abstract/><summary"),
    Broken("Schema", "<author><name>A</name></author>", ""),
    Broken("Schema", 'type="html"', 'type="xhtml"'),
    Broken("Schema", "</entry>", ""),
]

GOOD_RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>T</title><link>https://news.example/t</link><description>D</description>
<lastBuildDate>Thu, 24 Oct 2024 12:00:00 +0000</lastBuildDate><ttl>60</ttl><generator>g</generator>
<docs>https://www.rssboard.org/rss-specification</docs>
<atom:link rel="self" type="application/rss+xml" href="https://news.example/t.rss"/>
<item><title>One</title><link>https://a.example/1</link><guid isPermaLink="false">1</guid>
<pubDate>Thu, 24 Oct 2024 12:00:00 +0000</pubDate><description>Words</description><category>News</category><dc:creator>A</dc:creator></item>
<item><title>Two</title><link>https://a.example/2</link><guid isPermaLink="false">2</guid>
<pubDate>Wed, 23 Oct 2024 12:00:00 +0000</pubDate><description>Words</description><category>News</category><dc:creator>A</dc:creator></item>
</channel></rss>"""

BROKEN_RSS = [
    Broken("MissingAtomSelfLink", 'rel="self"', 'rel="related"'),
    Broken("DuplicateItems", ">2</guid>", ">1</guid>"),
    Broken("MissingGuid", '<guid isPermaLink="false">2</guid>', ""),
    Broken("DuplicateSemantics", "<pubDate>Wed", "<dc:date>2024-10-23</dc:date><pubDate>Wed"),
    Broken("DuplicateSemantics", "<pubDate>Wed", "<author>a@a.example</author><pubDate>Wed"),
    Broken("DuplicateEnclosure", "<pubDate>Wed", "<enclosure/><enclosure/><pubDate>Wed"),
    Broken("ContainsHTML", ">Two<", ">&lt;b&gt;Two&lt;/b&gt;<"),
    Broken("ItemMustContainTitleOrDescription", "<title>Two</title>(.*\n.*)<description>Words", r"\1<description>"),
    Broken("InvalidRFC2822Date", "Wed, 23 Oct 2024", "2024-10-23"),
    Broken("IncorrectDOW", "Wed, 23 Oct 2024", "Tue, 23 Oct 2024"),
    Broken("ImplausibleDate", "Wed, 23 Oct 2024", "Thu, 01 Jan 1970"),
    Broken("ContainsRelRef", ">Words<", ">&lt;img src='x'&gt;<"),
]

GOOD_JSON = {
    "version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url": "https://news.example/t",
    "feed_url": "https://news.example/t.json", "language": "en", "authors": [{"name": "N"}],
    "items": [{"id": key, "url": f"https://a.example/{key}", "title": "One", "content_html": "<p>Words</p>",
               "date_published": "2024-10-24T11:00:00Z", "date_modified": "2024-10-24T12:00:00Z",
               "authors": [{"name": "A"}],
               "_commonplace": {"about": "https://news.example/", "key": "x1", "type": "News",
                                "source": {"slug": "a", "title": "A"}}} for key in "12"]}


GOOD_CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTAMP:20261001T100000Z\r
SEQUENCE:0\r
DTSTART;VALUE=DATE:20261101\r
DTEND;VALUE=DATE:20261102\r
SUMMARY:Une journée d’étude\, et plus\r
STATUS:CONFIRMED\r
END:VEVENT\r
END:VCALENDAR\r
"""

BROKEN_CALENDARS = [
    Broken("LongLine", "SUMMARY:", "SUMMARY:" + 70 * "x"),
    Broken("BareLineEnd", "SEQUENCE:0\r\n", "SEQUENCE:0\n"),
    Broken("Unfinished", "END:VCALENDAR\r\n", "END:VCALENDAR"),
    Broken("Unreadable", "SUMMARY:", "SUMMARY "),
    Broken("Unreadable", "END:VEVENT\r\n", ""),
    Broken("Unreadable", "DATE:20261101", "DATE:20261199"),
    Broken("MissingProperty", "UID:1\r\n", ""),
    Broken("MissingProperty", "STATUS:CONFIRMED\r\n", ""),
    Broken("MissingProperty", "VERSION:2.0\r\n", ""),
    Broken("DuplicateUid", "(BEGIN:VEVENT.*END:VEVENT\r\n)", r"\1\1"),
    Broken("MixedDates", "DTEND;VALUE=DATE:20261102", "DTEND:20261102T100000Z"),
    Broken("EndsBeforeItBegins", "DTEND;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261101"),
]


class Judgements(unittest.TestCase):
    """Each rule finds its fault in a document that is good but for that."""

    def assert_finds(self, faults, good, cases):
        self.assertEqual(list(faults(good.encode("utf-8"))), [])
        for case in cases:
            with self.subTest(case.fault, replacement=case.replacement):
                broken = re.sub(case.pattern, case.replacement, good, flags=re.S)
                self.assertNotEqual(broken, good)
                self.assertIn(case.fault, [name for name, _ in faults(broken.encode("utf-8"))])

    def test_of_atom(self):
        self.assert_finds(feed_rules.atom_faults, GOOD_ATOM, BROKEN_ATOM)

    def test_of_atom_by_its_schema(self):
        self.assert_finds(lambda data: documents.schema_faults(data, "atom"), GOOD_ATOM, BROKEN_BY_SCHEMA)

    def test_of_rss(self):
        self.assertEqual(documents.schema_faults(GOOD_RSS.encode("utf-8"), "rss"), [])
        self.assert_finds(feed_rules.rss_faults, GOOD_RSS, BROKEN_RSS)

    def test_of_calendars(self):
        self.assert_finds(calendar_rules.calendar_faults, GOOD_CALENDAR, BROKEN_CALENDARS)
        folded = GOOD_CALENDAR.encode("utf-8").replace("é".encode("utf-8"), b"\xc3\r\n \xa9", 1)
        self.assertIn("FoldedInACharacter", [name for name, _ in calendar_rules.calendar_faults(folded)])

    def test_of_json_feed(self):
        def faults(change):
            feed = json.loads(json.dumps(GOOD_JSON))
            change(feed)
            answer = harness.Answer(200, {"Content-Type": "application/feed+json"}, json.dumps(feed).encode("utf-8"))
            return [name for name, _ in documents.faults(answer, "json", "https://news.example/t.json")]

        self.assertEqual(faults(lambda feed: None), [])
        for fault, change in [
                ("Schema", lambda feed: feed.pop("title")),
                ("Schema", lambda feed: feed.update(version="https://jsonfeed.org/version/1")),
                ("Schema", lambda feed: feed["items"][0].pop("content_html")),
                ("Schema", lambda feed: feed["items"][0].update(image="/relative.jpg")),
                ("Schema", lambda feed: feed["items"][0].update(date_published="yesterday")),
                ("Schema", lambda feed: feed["items"][0].update(surprise=1)),
                ("DuplicateItems", lambda feed: feed["items"][1].update(id="1")),
                ("ImplausibleDate", lambda feed: feed["items"][1].update(date_modified="2024-10-23T11:00:00Z")),
                ("SecurityRisk", lambda feed: feed["items"][1].update(content_html="<script></script>")),
                ("SelfDoesntMatchLocation", lambda feed: feed.update(feed_url="https://news.example/other.json"))]:
            self.assertIn(fault, faults(change))

    def test_of_how_they_are_sent(self):
        data = GOOD_ATOM.encode("utf-8")
        for content_type, fault in [("text/plain", "UnexpectedContentType"),
                                    ("application/atom+xml; charset=iso-8859-1", "EncodingMismatch")]:
            self.assertIn(fault, [name for name, _ in feed_rules.atom_faults(data, content_type)])
        self.assertIn("SelfDoesntMatchLocation", [name for name, _ in feed_rules.atom_faults(
            data, location="https://news.example/other.atom")])


if __name__ == "__main__":
    harness.main()
