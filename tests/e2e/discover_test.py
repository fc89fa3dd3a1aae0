"""From a page's address to its feeds, through the real fetcher and its rules."""

import harness
import partner_feed


def page(html):
    return harness.Document(html.encode(), "text/html; charset=utf-8")


class Discover(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.config = self.folder / "feeds.d"
        self.config.mkdir()
        self.allow("127.0.0.1/32")

    def allow(self, *networks):
        (self.config / "00.toml").write_text(
            f'[service]\ncontact = "mailto:ops@example.org"\nallow_networks = {list(networks)}\n', encoding="utf-8")

    def discover(self, path, *options):
        return self.run_command("discover", "--config", self.config, *options, self.origin.url(path))

    def test_what_a_page_announces(self):
        self.origin.serve("/news/", page('<link rel="alternate" type="application/atom+xml" title="All news" href="../a">'
                                         '<link rel="feed" href="/f">'))
        told = self.discover("/news/", "--json")
        self.assertEqual((told.code, told.err), (0, ""))
        self.assertEqual(told.json_lines(), [
            {"url": self.origin.url("/a"), "title": "All news", "format": "Atom", "type": "application/atom+xml",
             "found": "head"},
            {"url": self.origin.url("/f"), "found": "head"}])
        [request] = self.origin.seen()
        self.assertIn("ops@example.org", request.headers["User-Agent"])

    def test_an_address_that_is_a_feed(self):
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        told = self.discover("/feed")
        self.assertEqual((told.code, told.err), (0, ""))
        for part in ["RSS 2.0", "Tidewater Library Partners", self.origin.url("/feed"), "itself is a feed"]:
            self.assertIn(part, told.out)

    def test_the_usual_places(self):
        self.origin.serve("/", page("<p>Welcome"))
        self.origin.serve("/rss.xml", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.origin.serve("/feed", page("<p>Not found, but with 200"))
        [feed] = self.discover("/", "--json").json_lines()
        self.assertEqual((feed["url"], feed["found"]), (self.origin.url("/rss.xml"), "well-known"))

    def test_exit_codes(self):
        self.origin.serve("/", page("<p>Welcome"))
        none = self.discover("/")
        self.assertEqual((none.code, none.out), (1, ""))
        self.assertIn("offers no feed", none.err)
        missing = self.discover("/missing")
        self.assertEqual((missing.code, missing.out), (69, ""))
        self.assertIn("HTTP 404", missing.err)
        for url in ["ftp://example.org/", "http://", ""]:
            self.assertEqual(self.run_command("discover", "--config", self.config, url).code, 64, url)
        self.assertEqual(self.run_command("discover", "--config", self.config).code, 64)

    def test_private_addresses_are_asked_only_where_they_are_allowed(self):
        self.allow()
        refused = self.discover("/")
        self.assertEqual((refused.code, refused.out), (69, ""))
        self.assertIn("blocked", refused.err)
        self.assertEqual(self.origin.seen(), [])


if __name__ == "__main__":
    harness.main()
