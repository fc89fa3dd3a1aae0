"""A topic that is not for everybody: whoever has its token reads it, and nobody else hears of it."""

import base64

import harness
import partner_feed

TOKEN = "branch-token-17"


def basic(password):
    return {"Authorization": "Basic " + base64.b64encode(f"branch:{password}".encode()).decode()}


class Access(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "20-staff.toml": f'[topic.staff]\ntitle = "For staff"\nmatch = "burnout"\naccess = ["{TOKEN}"]\n',
            "21-open.toml": '[topic.open]\ntitle = "For everybody"\nmatch = "kitchen"\nrelated = ["staff"]\n'}).start()
        harness.wait_until(lambda: "burnout" in self.ask("/topics/staff.atom").text(), "the story of the staff")
        harness.wait_until(lambda: self.daemon.get("/search?q=kitchen").text().count("<article"), "the search index")
        self.keys = {entry["title"].split(":")[0]: entry["key"] for entry in self.daemon.entries()}

    def ask(self, path):
        return self.daemon.get(path, headers=basic(TOKEN))

    def test_every_form_of_it_asks_for_the_token(self):
        for form in ("", ".atom", ".rss", ".json", ".ics", ".opml"):
            path = f"/topics/staff{form}"
            for headers in (None, basic("wrong-token-17")):
                refused = self.daemon.get(path, headers=headers)
                self.assertEqual((path, refused.status), (path, 401))
                self.assertTrue(refused.headers["WWW-Authenticate"].startswith("Basic realm="))
                self.assertNotIn("burnout", refused.text())
            for admitted in (self.ask(path), self.daemon.get(f"{path}?token={TOKEN}")):
                self.assertEqual((path, admitted.status), (path, 200))
                self.assertTrue(admitted.headers["Cache-Control"].startswith("private"))
        self.assertEqual(self.daemon.get("/topics/staff", method="HEAD").status, 401)

    def test_nobody_else_hears_of_it(self):
        for path in ("/", "/opml.xml", "/sitemap.xml", "/events", "/events.ics", "/topics/open", "/topics/open.atom", "/search?q=burnout",
                     "/search.atom?q=burnout", "/search?q=librar*"):
            text = self.daemon.get(path).text()
            self.assertNotIn("When colleagues are tired", text, path)
            self.assertNotIn("For staff", text, path)
            self.assertNotIn("topics/staff", text, path)
        self.assertEqual(self.daemon.get("/search?q=burnout&topic=staff").status, 400)
        self.assertNotIn("For staff", self.daemon.get("/sources").text())
        for headers in (None, basic(TOKEN)):
            self.assertEqual(self.daemon.get("/topics/staff/embed", headers=headers).status, 404)
        self.assertNotIn("/embed", self.ask("/topics/staff").text())

    def test_the_page_of_an_entry_is_as_open_as_its_topics(self):
        staff = f'/entries/{self.keys["When colleagues are tired"]}'
        self.assertEqual(self.daemon.get(staff).status, 401)
        page = self.ask(staff)
        self.assertEqual(page.status, 200)
        self.assertTrue(page.headers["Cache-Control"].startswith("private"))
        self.assertEqual(self.daemon.get(f'/entries/{self.keys["The shared kitchen"]}').status, 200)

    def test_the_token_is_in_no_log_and_no_answer(self):
        self.daemon.get(f"/topics/staff?token={TOKEN}")
        self.ask("/topics/staff")
        self.assertNotIn(TOKEN, self.daemon.log())
        for path in ("/status", "/api/status", "/api/topics", "/metrics"):
            self.assertNotIn(TOKEN, self.daemon.admin(path).text(), path)
        self.assertNotIn(TOKEN, self.ask("/topics/staff").text())

    def assert_closed(self, staff):
        """Nobody reads what was for the staff, not even with the token."""
        for headers in (None, basic(TOKEN)):
            self.assertIn(self.daemon.get(staff, headers=headers).status, (401, 404))
            self.assertIn(self.daemon.get("/topics/staff", headers=headers).status, (401, 404))
        for path in ("/search?q=burnout", "/search?q=tired", "/sources", "/topics/open.atom", "/"):
            self.assertNotIn("When colleagues are tired", self.daemon.get(path).text(), path)

    def test_what_was_not_for_everybody_stays_so_when_the_token_is_lost(self):
        staff = f'/entries/{self.keys["When colleagues are tired"]}'
        secret = self.daemon.folder / "token"
        secret.write_text(TOKEN)
        drop_in = f'[topic.staff]\ntitle = "For staff"\nmatch = "burnout"\naccess = ["${{file:{secret}}}"]\n'
        self.daemon.write("20-staff.toml", drop_in)
        self.daemon.reload()
        self.assertEqual(self.ask("/topics/staff").status, 200)
        secret.unlink()
        self.daemon.reload()
        self.assert_closed(staff)
        self.assertEqual(self.daemon.get("/topics/staff").status, 401)
        self.daemon.restart()
        self.assert_closed(staff)
        site = self.daemon.folder / "site"
        self.assertEqual(self.daemon.command("render", str(site)).code, 0)
        for file in site.rglob("*.html"):
            self.assertNotIn("When colleagues are tired", file.read_text(encoding="utf-8"), file)
        secret.write_text(TOKEN)
        self.daemon.reload()
        self.assertEqual(self.ask(staff).status, 200)

    def test_what_was_not_for_everybody_stays_so_when_its_topic_or_source_is_taken_out(self):
        staff = f'/entries/{self.keys["When colleagues are tired"]}'
        (self.daemon.config / "20-staff.toml").unlink()
        self.daemon.reload()
        self.assert_closed(staff)
        (self.daemon.config / "10-tidewater.toml").unlink()
        self.daemon.reload()
        self.assert_closed(staff)
        self.daemon.restart()
        self.assert_closed(staff)


ITEM = (b"<rss version='2.0'><channel><title>%s</title><item><title>%s</title><guid isPermaLink='false'>%s</guid>"
        b"<link>https://p.example/shared</link><pubDate>Tue, 22 Oct 2024 10:00:00 GMT</pubDate></item></channel></rss>")


class GuardedSource(harness.EndToEnd):
    """It brings a story first, which a public source carries, too."""

    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/hushpress", harness.Document(ITEM % (b"Hushpress", b"As they have it", b"h1")))
        self.origin.serve("/pub", harness.Document(ITEM % (b"Public", b"As everybody has it", b"p1")))
        self.drop_ins = {
            "10-sources.toml": f'[source.hushpress]\nurl = "{self.origin.url("/hushpress")}"\npriority = 1\n'
                               f'[source.pub]\nurl = "{self.origin.url("/pub")}"\nenabled = false\n',
            "20-topics.toml": '[topic.open]\ntitle = "Open"\nsources = ["pub"]\n'
                              f'[topic.staff]\ntitle = "Staff"\nsources = ["hushpress"]\naccess = ["{TOKEN}"]\n'}
        self.daemon = harness.Daemon(self, self.drop_ins).start()
        self.daemon.wait_for_poll("hushpress")
        enabled = self.drop_ins["10-sources.toml"].replace("enabled = false", "enabled = true")
        self.daemon.write("10-sources.toml", enabled)
        self.daemon.reload()
        harness.wait_until(lambda: "As everybody" in self.daemon.get("/topics/open.atom").text(), "the public copy")
        self.keys = {entry["source"]: entry["key"] for entry in self.daemon.entries()}

    def test_is_named_nowhere(self):
        documents = ["/", "/topics/open", "/sources", "/opml.xml", "/sitemap.xml", "/events", "/search?q=everybody",
                     "/topics/open/archive/1.atom", "/topics/open.atom?limit=7", f"/entries/{self.keys['pub']}",
                     *(f"/topics/open.{form}" for form in ("atom", "rss", "json", "ics", "opml"))]
        for path in documents:
            text = self.daemon.get(path).text()
            for secret in ("hushpress", "Hushpress", "As they have it", self.keys["hushpress"]):
                self.assertNotIn(secret, text, path)
        feed = self.daemon.get("/topics/open.atom").text()
        self.assertIn(f":pub/{self.keys['pub']}</id>", feed)
        self.assertIn(f"/entries/{self.keys['pub']}", self.daemon.get("/topics/open").text())
        self.assertEqual(self.daemon.get(f"/entries/{self.keys['pub']}").status, 200)

    def test_narrows_no_public_feed(self):
        for query in ("source=hushpress", "q=source:hushpress"):
            narrowed = self.daemon.get(f"/topics/open.atom?{query}")
            self.assertNotIn("<entry>", narrowed.text(), query)
        self.assertEqual(self.daemon.get("/topics/open.atom?source=hushpress").text(),
                         self.daemon.get("/topics/open.atom?source=nobody").text().replace("nobody", "hushpress"))


if __name__ == "__main__":
    harness.main()
