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


if __name__ == "__main__":
    harness.main()
