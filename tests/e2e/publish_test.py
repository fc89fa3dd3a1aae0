"""A publisher's feed, polled, stored and published again as a page and as Atom: what readers see, and that it is the
same bytes until something changes."""

from dataclasses import replace
from xml.etree import ElementTree

import harness
import partner_feed
from topic_page import read_html, teasers, words

ATOM = {"atom": "http://www.w3.org/2005/Atom", "ev": "http://purl.org/rss/1.0/modules/event/"}
NEWS = "https://tidewater-partners.example/news/"
ETAG = '"tide;2024-10,\'24"'  # unusual, and to be sent back as it is
LAST_MODIFIED = "Thu, 24 Oct 2024 09:30:00 GMT"

TOPICS = """
[topic.partnerships]
title = "Partnerships & collaboration"
description = "Libraries that do together what none does alone."
match = "partner OR partnership"
related = ["young-readers"]

[topic.partnerships.image]
url = "https://images.example/footbridge.jpg"
alt = "A footbridge"
credit = "jenlen"
license = "CC BY-NC-ND 2.0"

[topic.young-readers]
title = "Young readers"
description = "Everything for those who cannot read yet."
match = "children OR toddlers"
"""

# title, link, "type · date", event, excerpt; then, for Atom, the published date and ev:startdate
EXPECTED = [
    ("October 24, Seed libraries and school gardens", NEWS + "october-24-seed-libraries.html",
     "News · 24 October 2024", "Takes place 24 October 2024",
     "See how two branches and a school became partners over a drawer of bean seeds & a borrowed spade.",
     "2024-10-24T12:00:00Z", "2024-10-24"),
    ("November 21, Under one roof: Clinics that move in with the library", NEWS + "november-21-under-one-roof.html",
     "News · 24 October 2024", "Takes place 21 November 2024",
     "A nurse, a librarian and an architect talk about a partnership that shares one front door.",
     "2024-10-24T12:00:00Z", "2024-11-21"),
    ("October 9, Counting together: Open data with the neighbours", NEWS + "october-9-counting-together.html",
     "News · 9 October 2024", "Takes place 9 October 2024",
     'Bring a question; our partners from "Numbers for All" bring the tables.',
     "2024-10-09T12:00:00Z", "2024-10-09"),
    ("Past the front desk: Walking a story with the parks department", NEWS + "walking-the-story.html",
     "Webinar · 26 September 2024", "",
     "A recorded session on planning story walks with a partner who owns the paths.",
     "2024-09-26T12:00:00Z", None),
    ("Kuparuk Consortium Library, Iḷisaġvik College", NEWS + "kuparuk-library.html",
     "News · 24 September 2024", "",
     "Planning for storms has become daily work for small libraries. A consortium in the far north shows how partners "
     "keep people, records and radios together when the road is closed and…",
     "2024-09-24T12:00:00Z", None),
    ("The shared kitchen: What cooking clubs teach a library", NEWS + "shared-kitchen.html",
     "News · 10 September 2024", "",
     "As places where everybody may come in, libraries are good partners for teaching how to cook well on little "
     "money. This report follows three kitchens through their first year, from the hunt for a stove that the fire "
     "marshal would accept to the…",
     "2024-09-10T12:00:00Z", None),
    ("Murals that answer: Games that send readers outdoors", NEWS + "murals-that-answer.html",
     "News · 27 August 2024", "",
     "Staff and partners painted, recorded and hid; families walked, listened and found.",
     "2024-08-27T12:00:00Z", None),
    ("When colleagues are tired: Notes on burnout", NEWS + "tired-colleagues.html",
     "News · 13 August 2024", "",
     "What a partnership with an occupational health service changed in a year, in plain numbers.",
     "2024-08-13T12:00:00Z", None),
    ("Thinking in steps @ your library: Puzzles for the very young", NEWS + "thinking-in-steps.html",
     "Webinar · 8 August 2024", "",
     "Learn with a partner from the science museum how children of four take a problem apart.",
     "2024-08-08T12:00:00Z", None),
    ("A library led by its neighbours", NEWS + "led-by-neighbours.html",
     "News · 10 July 2024", "",
     "Handing over the agenda is the hardest part of being partners. A town that did it looks back.",
     "2024-07-10T12:00:00Z", None),
]

ALONE = partner_feed.Item("reading-alone", "Reading alone", "Fri, 25 Oct 2024", "Nobody else takes part in this one.")


class Publish(harness.EndToEnd):
    """One partner with ten entries in the topic and one beside it, polled once."""

    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss([ALONE, *partner_feed.ITEMS]), etag=ETAG,
                                                    last_modified=LAST_MODIFIED))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "20-topics.toml": TOPICS}).start()
        harness.wait_until(lambda: len(self.stories()) == len(EXPECTED), "the ten stories")

    def page(self):
        return read_html(self.daemon.get("/topics/partnerships").text())

    def stories(self):
        return teasers(self.page())

    def feed(self):
        return ElementTree.fromstring(self.daemon.get("/topics/partnerships.atom").body)


class Polling(Publish):
    def test_validators_are_sent_back_byte_for_byte(self):
        first = self.origin.seen("/feed")
        self.assertEqual([request.status for request in first], [200])
        self.assertIsNone(first[0].headers["If-None-Match"])
        self.assertIsNone(first[0].headers["If-Modified-Since"])

        polled = self.daemon.poll()
        self.assertEqual((polled.code, polled.err), (0, ""))
        [report] = polled.json_lines()
        self.assertGreaterEqual(report.pop("seconds"), 0)
        self.assertEqual(report, {"source": "tidewater", "status": "unchanged", "http": 304, "new": 0, "revised": 0,
                                  "entries": 0})
        second = self.origin.seen("/feed")[1]
        self.assertEqual(second.status, 304)
        self.assertEqual(second.headers["If-None-Match"], ETAG)
        self.assertEqual(second.headers["If-Modified-Since"], LAST_MODIFIED)

    def test_says_who_asks(self):
        [request] = self.origin.seen("/feed")
        self.assertRegex(request.headers["User-Agent"], r"^commonplace/[0-9.]+")


class Editing(Publish):
    """The publisher corrects a text and adds an entry at its place."""

    def setUp(self):
        super().setUp()
        self.before = self.daemon.get("/topics/partnerships.atom")
        edited = [replace(item, text="Corrected: the partners meet on a Tuesday.") if item.slug == "tired-colleagues"
                  else item for item in partner_feed.ITEMS]
        added = partner_feed.Item("bridge", "A bridge between two reading rooms", "Mon, 02 Sep 2024",
                                  "Partners on both banks lend to each other.")
        self.origin.serve("/feed", harness.Document(partner_feed.rss([ALONE, *edited, added]), etag='"2"'))
        [self.report] = self.daemon.poll("tidewater").json_lines()
        harness.wait_until(lambda: len(self.stories()) == 11, "the added entry")

    def test_the_poll_tells_new_from_revised(self):
        self.assertEqual([self.report[member] for member in ["status", "http", "new", "revised", "entries"]],
                         ["ok", 200, 1, 1, 12])

    def test_an_edit_changes_the_text_and_nothing_else(self):
        stories = self.stories()
        self.assertEqual([story.title for story in stories],
                         [row[0] for row in EXPECTED[:6]] + ["A bridge between two reading rooms"] +
                         [row[0] for row in EXPECTED[6:]])
        self.assertEqual(stories[8].excerpt, "Corrected: the partners meet on a Tuesday.")

        def identities(feed):
            return {entry.findtext("atom:title", namespaces=ATOM):
                    [entry.findtext(name, namespaces=ATOM) for name in ["atom:id", "atom:published"]]
                    for entry in feed.iterfind("atom:entry", ATOM)}

        before = identities(ElementTree.fromstring(self.before.body))
        self.assertLessEqual(before.items(), identities(self.feed()).items())

    def test_readers_who_ask_again_get_the_new_document(self):
        again = self.daemon.get("/topics/partnerships.atom", {"If-None-Match": self.before.headers["ETag"]})
        self.assertEqual(again.status, 200)
        self.assertNotEqual(again.headers["ETag"], self.before.headers["ETag"])

    def test_the_entry_knows_that_it_was_revised(self):
        revisions = {entry["id"]: entry["revision"] for entry in self.daemon.entries()}
        self.assertEqual({key for key, revision in revisions.items() if revision == 2}, {"tired-colleagues"})
        self.assertEqual(revisions["bridge"], 1)


class Page(Publish):
    def test_shows_the_ten_entries_newest_first_and_in_the_order_of_the_document(self):
        shown = [(story.title, story.link, story.meta, story.event, story.excerpt) for story in self.stories()]
        self.assertEqual(shown, [row[:5] for row in EXPECTED])

    def test_names_the_source_of_each_entry(self):
        for story in self.stories():
            self.assertTrue(story.credit.startswith("Source: Tidewater Library Partners"), story.credit)

    def test_says_what_the_topic_is(self):
        page = self.page()
        self.assertEqual(words(page.find(".//h1")), "Partnerships & collaboration")
        self.assertIn("Libraries that do together what none does alone.", words(page.find(".//main")))
        self.assertIn("Most recently added", [words(heading) for heading in page.iterfind(".//h2")])

    def test_shows_the_image_with_its_credit_and_licence(self):
        figure = self.page().find(".//figure")
        image = figure.find("img")
        self.assertEqual(image.get("src"), "https://images.example/footbridge.jpg")
        self.assertEqual(image.get("alt"), "A footbridge")
        self.assertEqual(words(figure.find("figcaption")), "Photo: jenlen, CC BY-NC-ND 2.0")
        self.assertEqual(figure.find(".//a[@rel='license']").get("href"),
                         "https://creativecommons.org/licenses/by-nc-nd/2.0/")

    def test_leads_on_to_related_topics(self):
        related = self.page().find(".//section[@aria-labelledby='related']")
        self.assertEqual(related.find(".//a").get("href"), "/topics/young-readers")
        self.assertEqual(words(related), "Related topics Young readers Everything for those who cannot read yet.")
        self.assertEqual([story.title for story in teasers(read_html(self.daemon.get("/topics/young-readers").text()))],
                         ["Thinking in steps @ your library: Puzzles for the very young"])

    def test_offers_the_feed(self):
        link = self.page().find(".//link[@rel='alternate']")
        self.assertEqual((link.get("type"), link.get("href")), ("application/atom+xml", "/topics/partnerships.atom"))

    def test_the_start_page_leads_to_every_topic(self):
        index = read_html(self.daemon.get("/").text())
        links = {link.get("href") for link in index.iterfind(".//main//a")}
        self.assertLessEqual({"/topics/partnerships", "/topics/young-readers"}, links)

    def test_each_entry_has_a_page_of_its_own(self):
        for story, expected in zip(self.stories(), EXPECTED):
            answer = self.daemon.get(story.permalink)
            self.assertEqual(answer.status, 200)
            page = read_html(answer.text())
            self.assertEqual(words(page.find(".//h1")), expected[0])
            self.assertIn(expected[4], words(page.find(".//main")))
            self.assertIn(expected[1], [link.get("href") for link in page.iterfind(".//main//a")])


class AtomFeed(Publish):
    def test_holds_the_same_entries_in_the_same_order(self):
        entries = self.feed().findall("atom:entry", ATOM)
        held = [(entry.findtext("atom:title", namespaces=ATOM),
                 entry.find("atom:link[@rel='alternate']", ATOM).get("href"),
                 entry.findtext("atom:published", namespaces=ATOM),
                 entry.findtext("ev:startdate", namespaces=ATOM)) for entry in entries]
        self.assertEqual(held, [(row[0], row[1], row[5], row[6]) for row in EXPECTED])

    def test_carries_type_and_excerpt(self):
        for entry, expected in zip(self.feed().iterfind("atom:entry", ATOM), EXPECTED):
            kind = entry.find(f"atom:category[@scheme='{harness.PUBLIC_URL}/types']", ATOM)
            self.assertEqual(kind.get("term"), expected[2].split(" · ")[0])
            summary = read_html("<div>" + entry.findtext("atom:summary", namespaces=ATOM) + "</div>")
            self.assertEqual(words(summary.find("p")), expected[4])

    def test_ids_are_ours_where_the_publisher_has_none_that_is_an_iri(self):
        ids = [entry.findtext("atom:id", namespaces=ATOM) for entry in self.feed().iterfind("atom:entry", ATOM)]
        self.assertEqual(len(set(ids)), len(EXPECTED))
        for atom_id in ids:
            self.assertRegex(atom_id, r"^tag:news\.example\.org,20\d\d:tidewater/[0-9a-z]{12}$")

    def test_no_link_of_an_entry_leads_through_a_tracker(self):
        self.assertNotIn(b"utm_", self.daemon.get("/topics/partnerships.atom").body)
        self.assertNotIn("utm_", self.daemon.get("/topics/partnerships").text())

    def test_says_where_it_lives(self):
        feed = self.feed()
        self.assertEqual(feed.find("atom:link[@rel='self']", ATOM).get("href"),
                         "https://news.example.org/topics/partnerships.atom")
        self.assertEqual(feed.find("atom:link[@rel='alternate']", ATOM).get("href"),
                         "https://news.example.org/topics/partnerships")

    def test_names_the_feed_each_entry_came_from(self):
        for entry in self.feed().iterfind("atom:entry", ATOM):
            source = entry.find("atom:source", ATOM)
            self.assertEqual(source.findtext("atom:title", namespaces=ATOM), "Tidewater Library Partners")
            self.assertEqual(source.find("atom:link[@rel='self']", ATOM).get("href"), self.origin.url("/feed"))


class Caching(Publish):
    PATHS = ["/topics/partnerships", "/topics/partnerships.atom", "/topics/partnerships.rss",
             "/topics/partnerships.json", "/topics/partnerships/embed", "/"]

    def representations(self):
        answers = [self.daemon.get(path) for path in self.PATHS]
        return [(answer.status, answer.body, answer.headers["ETag"], answer.headers["Last-Modified"])
                for answer in answers]

    def test_same_content_is_the_same_bytes_after_polls_and_restarts(self):
        before = self.representations()
        self.assertEqual(self.representations(), before)
        self.assertEqual(self.daemon.poll().code, 0)
        self.assertEqual(self.representations(), before)
        self.daemon.restart()
        self.assertEqual(self.representations(), before)
        self.daemon.stop()
        self.daemon.check_store()

    def test_who_has_it_already_is_told_so(self):
        for path in self.PATHS:
            first = self.daemon.get(path)
            self.assertRegex(first.headers["ETag"], r'^"[^"]+"$', "a strong ETag")
            for known in [{"If-None-Match": first.headers["ETag"]},
                          {"If-None-Match": f'"other", W/{first.headers["ETag"]}'},
                          {"If-Modified-Since": first.headers["Last-Modified"]}]:
                again = self.daemon.get(path, known)
                self.assertEqual((again.status, again.body), (304, b""), (path, known))
                self.assertEqual(again.headers["ETag"], first.headers["ETag"])

    def test_who_has_something_else_gets_it_in_full(self):
        for known in [{"If-None-Match": '"other"'}, {"If-Modified-Since": "Thu, 24 Oct 2024 00:00:00 GMT"},
                      # The date is not looked at where there is an ETag.
                      {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}]:
            self.assertEqual(self.daemon.get("/topics/partnerships.atom", known).status, 200, known)

    def test_head_says_what_get_would_without_the_body(self):
        for path in self.PATHS:
            get, head = self.daemon.get(path), self.daemon.get(path, method="HEAD")
            self.assertEqual((head.status, head.body), (200, b""))
            for name in ["ETag", "Last-Modified", "Content-Type", "Cache-Control"]:
                self.assertEqual(head.headers[name], get.headers[name])
            self.assertEqual(head.headers["Content-Length"], str(len(get.body)))

    def test_gzip_holds_the_same_bytes(self):
        for path in self.PATHS:
            plain, zipped = self.daemon.get(path), self.daemon.get(path, {"Accept-Encoding": "gzip"})
            self.assertEqual(zipped.headers["Content-Encoding"], "gzip")
            self.assertIn("Accept-Encoding", zipped.headers["Vary"])
            self.assertEqual(zipped.unzipped(), plain.body)
            self.assertLess(len(zipped.body), len(plain.body))
            self.assertNotEqual(zipped.headers["ETag"], plain.headers["ETag"], "other bytes, another strong ETag")
            again = self.daemon.get(path, {"Accept-Encoding": "gzip", "If-None-Match": zipped.headers["ETag"]})
            self.assertEqual(again.status, 304)

    def test_readers_are_told_how_long_it_keeps(self):
        self.assertRegex(self.daemon.get("/topics/partnerships.atom").headers["Cache-Control"], r"max-age=\d+")


class Sources(Publish):
    def test_stand_on_a_page_of_their_own(self):
        page = read_html(self.daemon.get("/sources").text())
        card = page.find(".//li[@id='source-tidewater']")
        self.assertEqual(words(card.find("h2")), "Tidewater Library Partners")
        facts = {words(fact.find("dt")): words(fact.find("dd")) for fact in card.iterfind("dl/div")}
        self.assertEqual((facts["Latest news"], facts["Entries"]), ("25 October 2024", str(len(self.daemon.entries()))))
        self.assertEqual(facts["Feed"].replace(" ", ""), self.origin.url("/feed"))
        self.assertIn("Partner", facts["Topics"])
        self.assertIn("/sources", [link.get("href") for link in read_html(self.daemon.get("/").text()).iterfind(".//a")])

    def test_are_the_same_bytes_after_polls_and_restarts(self):
        before = self.daemon.get("/sources")
        self.assertEqual(self.daemon.get("/sources", {"If-None-Match": before.headers["ETag"]}).status, 304)
        self.assertEqual(self.daemon.poll().code, 0)
        self.daemon.restart()
        after = self.daemon.get("/sources")
        self.assertEqual((after.body, after.headers["ETag"]), (before.body, before.headers["ETag"]))
        self.assertEqual(self.daemon.get("/sources", {"Accept-Encoding": "gzip"}).unzipped(), before.body)


class Addresses(Publish):
    def test_an_unknown_address_is_a_404(self):
        for path in ["/nothing", "/topics/nothing", "/topics/nothing.atom", "/entries/000000000000", "/entries/"]:
            self.assertEqual(self.daemon.get(path).status, 404, path)

    def test_pages_can_only_be_read(self):
        for path in ["/", "/topics/partnerships", "/topics/partnerships.atom", self.stories()[0].permalink]:
            for method in ["POST", "PUT", "DELETE"]:
                answer = self.daemon.get(path, method=method)
                self.assertEqual(answer.status, 405, (method, path))
                self.assertLessEqual({"GET", "HEAD"}, set(answer.headers["Allow"].replace(" ", "").split(",")))

    def test_health_is_told_on_both_listeners(self):
        for path in ["/healthz", "/readyz"]:
            self.assertEqual(self.daemon.get(path).status, 200)
            self.assertEqual(self.daemon.admin(path).status, 200)

    def test_the_admin_listener_is_not_the_public_one(self):
        for path in ["/status", "/api/status", "/api/sources", "/api/poll"]:
            self.assertEqual(self.daemon.get(path).status, 404, path)

    def test_commands_over_tcp_need_the_header_that_no_foreign_page_can_send(self):
        for headers in [{}, {"X-Commonplace": "1", "Host": "news.example.org"}]:
            self.assertEqual(self.daemon.admin("/api/poll", headers, "POST").status, 403)
        self.assertEqual(len(self.origin.seen()), 1)


if __name__ == "__main__":
    harness.main()
