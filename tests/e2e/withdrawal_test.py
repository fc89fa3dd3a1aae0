"""A publisher takes news back: it leaves pages and feeds, readers are told, and what comes back is what it was."""

from xml.etree import ElementTree

import harness

ATOM = {"atom": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
TOPIC = '[topic.everything]\ntitle = "Everything"\n'


def entry(name):
    return (f"<entry><id>urn:partner:{name}</id><title>About {name}</title>"
            f'<link href="https://partner.example/{name}"/><updated>2024-09-02T08:15:00Z</updated>'
            f"<summary>What there is to say about {name}.</summary></entry>")


def feed(*names, more=""):
    return harness.Document(
        ('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"'
         ' xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>Partner</title><id>urn:partner</id>'
         f"<updated>2024-09-02T08:15:00Z</updated>{more}{''.join(map(entry, names))}</feed>").encode(),
        content_type="application/atom+xml")


class Withdrawal(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", feed("boats", "seeds"))
        self.daemon = harness.Daemon(self, {
            "10-partner.toml": f'[source.partner]\nurl = "{self.origin.url("/feed")}"\n',
            "20-topic.toml": TOPIC}).start()
        self.daemon.wait_for_poll("partner")
        self.key = self.keys()["About boats"]

    def keys(self):
        return {entry["title"]: entry["key"] for entry in self.daemon.entries()}

    def poll(self, document):
        self.origin.serve("/feed", document)
        outcome = self.daemon.poll("partner")
        self.assertEqual(outcome.code, 0, outcome.err)

    def document(self):
        return ElementTree.fromstring(self.daemon.get("/topics/everything.atom").body)

    def ids(self):
        return [found.text for found in self.document().iterfind("atom:entry/atom:id", ATOM)]

    def told(self):
        return [found.get("ref") for found in self.document().iterfind("at:deleted-entry", ATOM)]

    def wait_for(self, ids):
        harness.wait_until(lambda: sorted(self.ids()) == sorted(ids), f"the feed to hold {ids}")

    def check_that_boats_are_gone(self):
        self.wait_for(["urn:partner:seeds"])
        self.assertEqual(self.told(), ["urn:partner:boats"])
        self.assertNotIn("About boats", self.daemon.get("/topics/everything").text())
        page = self.daemon.get(f"/entries/{self.key}")
        self.assertEqual(page.status, 410)
        self.assertIn("About boats", page.text())
        self.assertIn("https://partner.example/boats", page.text())
        self.assertIn("withdrawn", page.text())
        explained = self.daemon.command("explain", self.key)
        self.assertEqual(explained.code, 0, explained.err)
        self.assertIn("withdrawn by its publisher", explained.out)

    def test_what_a_deleted_entry_names_is_retracted(self):
        self.poll(feed("seeds", more='<at:deleted-entry ref="urn:partner:boats" when="2024-10-01T00:00:00Z"/>'))
        self.check_that_boats_are_gone()

    def test_absence_means_withdrawal_from_a_complete_document_only(self):
        self.poll(feed("seeds", more="<!-- shorter -->"))
        self.assertEqual(len(self.keys()), 2)
        self.wait_for(["urn:partner:boats", "urn:partner:seeds"])
        self.poll(feed("seeds", more="<fh:complete/>"))
        self.check_that_boats_are_gone()

    def test_what_comes_back_is_what_it_was(self):
        self.poll(feed("seeds", more="<fh:complete/>"))
        self.wait_for(["urn:partner:seeds"])
        self.daemon.restart()
        self.check_that_boats_are_gone()
        self.poll(feed("boats", "seeds", more="<fh:complete/>"))
        self.wait_for(["urn:partner:boats", "urn:partner:seeds"])
        self.assertEqual(self.told(), [])
        self.assertEqual(self.keys()["About boats"], self.key)
        self.assertEqual(self.daemon.get(f"/entries/{self.key}").status, 200)


harness.main()
