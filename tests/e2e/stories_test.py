"""Two partners carry the same piece of news: readers get it once, and see who else has it."""

from xml.etree import ElementTree

import harness
from topic_page import read_html, teasers, words

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LINK = "https://coastal-state-library.example/news/boat.html"
TOPIC = '[topic.everything]\ntitle = "Everything"\n'


def carrying(partner, title, tracking):
    """A feed with one entry that leads to LINK under this partner's tracking parameters."""
    return harness.Document(
        f'<rss version="2.0"><channel><title>{partner}</title><link>https://{partner}.example/</link>'
        f"<description>News</description><item><title>{title}</title><link>{LINK}?{tracking}</link>"
        f'<guid isPermaLink="false">{partner}-1</guid><pubDate>Mon, 02 Sep 2024 08:15:00 GMT</pubDate>'
        f"<description>A boat full of books visits the islands.</description></item></channel></rss>".encode())


class Stories(harness.EndToEnd):
    """`mainland` is asked first, and answers before `island` does."""

    def serve_both(self, island_priority, mainland_priority):
        self.origin = harness.Origin(self)
        self.origin.serve("/island", carrying("island", "The library boat", "utm_source=island&amp;utm_medium=feed"))
        self.origin.serve("/mainland", carrying("mainland", "A boat of books", "utm_campaign=mainland"))
        self.origin.hold("/island")
        self.daemon = harness.Daemon(self, {
            "10-island.toml": f'[source.island]\nurl = "{self.origin.url("/island")}"\npriority = {island_priority}\n',
            "11-mainland.toml":
                f'[source.mainland]\nurl = "{self.origin.url("/mainland")}"\npriority = {mainland_priority}\n',
            "20-topic.toml": TOPIC}).start()
        harness.wait_until(self.stories, "the copy of mainland")
        self.alone = self.entry()
        self.origin.release()
        harness.wait_until(lambda: "also at" in self.stories()[0].credit, "the copy of island")

    def stories(self):
        return teasers(read_html(self.daemon.get("/topics/everything").text()))

    def entry(self):
        [entry] = ElementTree.fromstring(self.daemon.get("/topics/everything.atom").body).findall("atom:entry", ATOM)
        return entry

    def test_a_story_is_published_once_and_names_the_other_copy(self):
        self.serve_both(island_priority=20, mainland_priority=10)
        [story] = self.stories()
        self.assertEqual((story.title, story.link), ("A boat of books", LINK))
        self.assertTrue(story.credit.startswith("Source: mainland · also at island"), story.credit)
        related = [link.get("href") for link in self.entry().iterfind("atom:link[@rel='related']", ATOM)]
        self.assertEqual(related, [LINK])

    def test_both_copies_are_stored_and_know_their_story(self):
        self.serve_both(island_priority=20, mainland_priority=10)
        entries = {entry["source"]: entry for entry in self.daemon.entries()}
        self.assertEqual(set(entries), {"island", "mainland"})
        self.assertEqual(entries["island"]["link"], entries["mainland"]["link"])
        self.assertEqual(entries["island"]["story"], entries["mainland"]["story"])
        self.assertNotEqual(entries["island"]["key"], entries["mainland"]["key"])

    def test_the_source_of_best_priority_leads_also_when_it_comes_later(self):
        self.serve_both(island_priority=10, mainland_priority=20)
        [story] = self.stories()
        self.assertEqual(story.title, "The library boat")
        self.assertTrue(story.credit.startswith("Source: island · also at mainland"), story.credit)

    def test_among_equals_the_earliest_leads(self):
        self.serve_both(island_priority=50, mainland_priority=50)
        [story] = self.stories()
        self.assertEqual(story.title, "A boat of books")

    def test_a_new_leader_does_not_make_it_a_new_story(self):
        self.serve_both(island_priority=10, mainland_priority=20)
        now = self.entry()
        self.assertEqual(now.findtext("atom:title", namespaces=ATOM), "The library boat")
        for name in ["atom:id", "atom:published"]:
            self.assertEqual(now.findtext(name, namespaces=ATOM), self.alone.findtext(name, namespaces=ATOM))

    def test_the_pages_of_the_copies_lead_to_each_other(self):
        self.serve_both(island_priority=20, mainland_priority=10)
        entries = {entry["source"]: entry for entry in self.daemon.entries()}
        for own, other in [("island", "mainland"), ("mainland", "island")]:
            page = read_html(self.daemon.get(f"/entries/{entries[own]['key']}").text())
            self.assertIn(f"/entries/{entries[other]['key']}", [link.get("href") for link in page.iterfind(".//a")])
            self.assertIn("Where this story appeared", [words(heading) for heading in page.iterfind(".//h2")])


RELEASE = ("The library board voted on Monday to fund a lending shelf of telescopes, and a class in using them is held in "
           "the old clinic. Patrons may borrow one for two weeks. Funding came from the borough and from a private gift.")


def telling(partner, *items):
    """A feed of (title, link, text)."""
    written = "".join(f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
                      f"<pubDate>Mon, 02 Sep 2024 08:15:00 GMT</pubDate><description>{text}</description></item>"
                      for title, link, text in items)
    return harness.Document(
        f'<rss version="2.0"><channel><title>{partner}</title><link>https://{partner}.example/</link>'
        f"<description>News</description>{written}</channel></rss>".encode())


class CopiesUnderOtherAddresses(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/island", telling("island", ("A shelf of telescopes", "https://island.example/1", RELEASE)))
        self.origin.serve("/mainland", telling(
            "mainland", ("From Island: A shelf of telescopes", "https://mainland.example/7", RELEASE + " Read more at Island"),
            ("Boats", "https://mainland.example/8", "A boat full of books visits the islands on every second Tuesday.")))
        self.origin.serve("/village", telling("village", ("Boats", "https://village.example/9", "Wood for the stove.")))
        self.daemon = harness.Daemon(self, {
            f"1{number}-{slug}.toml": f'[source.{slug}]\nurl = "{self.origin.url("/" + slug)}"\n'
            for number, slug in enumerate(["island", "mainland", "village"])} | {"20-topic.toml": TOPIC}).start()
        self.daemon.wait_for_poll("island", "mainland", "village")

    def stories(self):
        return teasers(read_html(self.daemon.get("/topics/everything").text()))

    def entries(self):
        return {entry["link"]: entry for entry in self.daemon.entries()}

    def test_the_same_text_is_one_story_and_explain_says_why(self):
        harness.wait_until(lambda: len(self.stories()) == 3, "three stories of four entries")
        entries = self.entries()
        one, other = (entries[f"https://{link}"] for link in ["island.example/1", "mainland.example/7"])
        self.assertEqual(one["story"], other["story"])
        told = self.daemon.command("explain", one["key"])
        self.assertEqual(told.code, 0)
        self.assertIn(f"mainland {other['key']}, 100 % of the shorter text: nearly the same text", told.out)
        [facts] = self.daemon.command("explain", one["key"], "--json").json_lines()
        self.assertEqual([copy["key"] for copy in facts["copies"]], [other["key"]])

    def test_the_operator_parts_and_joins(self):
        harness.wait_until(lambda: len(self.stories()) == 3, "three stories of four entries")
        entries = self.entries()
        one, other = (entries[f"https://{link}"]["key"] for link in ["island.example/1", "mainland.example/7"])
        self.daemon.write("30-stories.toml", f'[stories]\nsplit = [["{one}", "{other}"]]\n')
        self.daemon.reload()
        harness.wait_until(lambda: len(self.stories()) == 4, "the parted stories")
        boats, wood = (entries[f"https://{link}"]["key"] for link in ["mainland.example/8", "village.example/9"])
        self.daemon.write("30-stories.toml", f'[stories]\njoin = [["{boats}", "{wood}"], ["{other}", "{one}"]]\n')
        self.daemon.reload()
        harness.wait_until(lambda: len(self.stories()) == 2, "the joined stories")
        story = self.entries()["https://village.example/9"]["story"]
        [younger] = {boats, wood} - {story}
        moved = self.daemon.get(f"/entries/{younger}")
        self.assertEqual((moved.status, moved.headers["Location"]), (302, f"/entries/{story}"))

    def test_a_story_that_became_one_with_an_older_redirects_to_it(self):
        harness.wait_until(lambda: len(self.stories()) == 3, "three stories of four entries")
        before = {self.entries()[f"https://{link}"]["story"] for link in ["village.example/9", "island.example/1"]}
        self.origin.serve("/village", telling("village", ("A shelf of telescopes", "https://village.example/9", RELEASE)))
        self.daemon.poll("village")
        harness.wait_until(lambda: len(self.stories()) == 2, "the story of all three")
        after = self.entries()["https://village.example/9"]["story"]
        [younger] = before - {after}  # whichever was polled last
        moved = self.daemon.get(f"/entries/{younger}")
        self.assertEqual((moved.status, moved.headers["Location"]), (302, f"/entries/{after}"))


if __name__ == "__main__":
    harness.main()
