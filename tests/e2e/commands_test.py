"""The operator's commands: what they print, and the shapes that scripts rely on."""

import harness
import partner_feed

COMMANDS = ["serve", "check", "poll", "parse", "discover", "report", "import", "export", "sources", "topics", "entries",
            "try"]
RFC3339 = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Reading room</title><id>urn:uuid:reading-room</id>
<updated>2024-11-02T09:00:00Z</updated><link href="https://room.example/"/>
<entry><title>Quiet &amp; warm</title><id>tag:room.example,2024:1</id><link href="https://room.example/1"/>
<updated>2024-11-02T09:00:00Z</updated><published>2024-11-01T08:30:00+01:00</published>
<summary type="html">&lt;p&gt;Come &lt;b&gt;in&lt;/b&gt;.&lt;/p&gt;</summary></entry></feed>
"""


class Help(harness.EndToEnd):
    def test_version(self):
        told = self.run_command("--version")
        self.assertEqual((told.code, told.err), (0, ""))
        self.assertRegex(told.out, r"^commonplace \d+\.\d+\.\d+\n$")

    def test_help_names_every_command(self):
        told = self.run_command("--help")
        self.assertEqual((told.code, told.err), (0, ""))
        for command in COMMANDS:
            self.assertRegex(told.out, rf"(?m)^ +{command}\b")

    def test_every_command_has_help_that_names_its_options(self):
        options = {"serve": ["--listen", "--admin-listen"], "poll": ["--json"],
                   "parse": ["--json", "--base-url", "--content-type", "--source"], "discover": ["--json"], "report": ["--json"],
                   "import": ["--dry-run"], "export": ["--json"],
                   "sources": ["--json"],
                   "topics": ["--json"], "entries": ["--json", "--topic", "--source", "--since", "--match", "--limit"],
                   "try": ["--json", "--limit"]}
        for command in COMMANDS:
            told = self.run_command(command, "--help")
            self.assertEqual((told.code, told.err), (0, ""), command)
            for option in ["--help", "--config", "--database", *options.get(command, [])]:
                self.assertIn(option, told.out, command)


class Parse(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.atom, self.rss, self.page = (self.folder / name for name in ["room.atom", "tidewater.rss", "page.html"])
        self.atom.write_text(ATOM, encoding="utf-8")
        self.rss.write_bytes(partner_feed.rss(partner_feed.ITEMS))
        self.page.write_text("<!doctype html><title>Opening hours</title><p>Nine to five.", encoding="utf-8")

    def test_one_file_is_one_object(self):
        parsed = self.run_command("parse", "--json", self.atom)
        self.assertEqual((parsed.code, parsed.err), (0, ""))
        [document] = parsed.json_lines()
        self.assertEqual(document, {
            "format": "atom", "version": "1.0",
            "feed": {"id": "urn:uuid:reading-room", "title": "Reading room", "link": "https://room.example/",
                     "updated": "2024-11-02T09:00:00Z"},
            "entries": [{
                "id": "tag:room.example,2024:1", "title": "Quiet & warm", "link": "https://room.example/1",
                "links": [{"rel": "alternate", "href": "https://room.example/1"}],
                "published": "2024-11-01T07:30:00Z", "updated": "2024-11-02T09:00:00Z", "date_precision": "instant",
                "date_from": "published", "type": "News", "excerpt": "Come in.", "excerpt_truncated": False,
                "summary": "<p>Come <b>in</b>.</p>", "language": "en"}],
            "warnings": []})

    def test_standard_input_is_a_file_too(self):
        piped = self.run_command("parse", "--json", "-", stdin=ATOM.encode())
        self.assertEqual((piped.code, piped.out), (0, self.run_command("parse", "--json", self.atom).out))

    def test_of_several_files_each_object_names_its_own(self):
        parsed = self.run_command("parse", "--json", self.atom, self.page, self.rss)
        self.assertEqual(parsed.code, 65, "one of them is no feed")
        first, second, third = parsed.json_lines()
        self.assertEqual((first["file"], first["format"]), (str(self.atom), "atom"))
        self.assertEqual(set(second), {"file", "error"})
        self.assertEqual(second["file"], str(self.page))
        self.assertIn("HTML", second["error"])
        self.assertEqual((third["file"], third["format"], len(third["entries"])), (str(self.rss), "rss", 10))
        self.assertEqual(list(first)[0], "file")

    def test_entries_have_no_members_that_only_a_store_can_give(self):
        [document] = self.run_command("parse", "--json", self.rss).json_lines()
        for entry in document["entries"]:
            self.assertEqual(set(entry) & {"key", "source", "first_seen", "story", "revision"}, set())
            self.assertLessEqual({"id", "title", "link", "links", "published", "date_precision", "date_from",
                                  "published_day", "type", "excerpt", "excerpt_truncated"}, set(entry))
        [october, november, *_] = document["entries"]
        self.assertEqual(november["event"], {"start": "2024-11-21", "precision": "day", "from": "title"})
        self.assertEqual((october["published"], october["published_day"], october["date_precision"]),
                         ("2024-10-24T12:00:00Z", "2024-10-24", "day"))

    def test_relative_links_lean_on_the_base_url(self):
        document = (b'<rss version="2.0"><channel><title>x</title><item><title>y</title><link>a.html</link></item>'
                    b"</channel></rss>")
        [parsed] = self.run_command("parse", "--json", "--base-url", "https://base.example/news/", "-",
                                    stdin=document).json_lines()
        self.assertEqual(parsed["entries"][0]["link"], "https://base.example/news/a.html")

    def test_the_content_type_can_name_the_charset(self):
        document = '<rss version="2.0"><channel><title>Bücherei</title></channel></rss>'.encode("latin-1")
        [parsed] = self.run_command("parse", "--json", "--content-type", "application/rss+xml; charset=iso-8859-1", "-",
                                    stdin=document).json_lines()
        self.assertEqual(parsed["feed"]["title"], "Bücherei")

    def test_a_source_can_lend_its_settings(self):
        config = self.folder / "feeds.d"
        config.mkdir()
        (config / "10.toml").write_text('[source.tidewater]\nurl = "https://tidewater-partners.example/feed"\n'
                                        "types = { Announcement = 'title:burnout' }\n", encoding="utf-8")
        parsed = self.run_command("parse", "--json", "--config", config, "--source", "tidewater", self.rss)
        [document] = parsed.json_lines()
        kinds = {entry["title"]: entry["type"] for entry in document["entries"]}
        self.assertEqual(kinds["When colleagues are tired: Notes on burnout"], "Announcement")
        self.assertEqual(kinds["A library led by its neighbours"], "News")

    def test_without_json_it_can_be_read(self):
        parsed = self.run_command("parse", self.rss)
        self.assertEqual((parsed.code, parsed.err), (0, ""))
        for item in ["Tidewater Library Partners", "A library led by its neighbours", "2024-07-10"]:
            self.assertIn(item, parsed.out)
        self.assertNotIn("\x1b", parsed.out, "colour is for terminals")


class Listings(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\ntags = ["partners"]\n',
            "11-never.toml": '[source.never]\nurl = "https://never.example/feed"\nenabled = false\n',
            "20-topics.toml": '[topic.everything]\ntitle = "Everything"\n[topic.kitchens]\nmatch = "kitchen"\n'})

    def fill(self):
        polled = self.daemon.poll()
        self.assertEqual((polled.code, polled.err), (0, ""))
        return polled.json_lines()

    def test_poll_works_without_a_daemon(self):
        [report] = self.fill()
        self.assertGreaterEqual(report.pop("seconds"), 0)
        self.assertEqual(report, {"source": "tidewater", "status": "ok", "http": 200, "new": 10, "revised": 0,
                                  "entries": 10})
        [again] = self.fill()
        self.assertEqual((again["status"], again["http"], again["new"]), ("unchanged", 200, 0))

    def test_poll_reaches_a_daemon_on_a_unix_socket(self):
        socket = self.daemon.folder / "admin.sock"
        self.daemon.write("00-service.toml", f'[service]\nlisten = ["unix:{self.daemon.folder}/http.sock"]\n'
                                             f'admin_listen = "unix:{socket}"\nallow_networks = ["127.0.0.1/32"]\n')
        daemon = self.daemon.begin("serve")
        harness.wait_until(socket.is_socket, "the admin listener")
        harness.wait_until(lambda: len(self.daemon.entries()) == 10, "the first poll")
        [report] = self.fill()
        self.assertEqual((report["source"], report["status"]), ("tidewater", "unchanged"))
        daemon.terminate()
        self.assertEqual(daemon.wait(harness.PATIENCE), 0)

    def test_poll_tells_people_too(self):
        told = self.daemon.command("poll", "tidewater")
        self.assertEqual((told.code, told.err), (0, ""))
        self.assertRegex(told.out, r"^tidewater: ok, 10 new .*\n$")

    def test_sources(self):
        self.fill()
        never, tidewater = self.daemon.command("sources", "--json").json_lines()
        self.assertEqual((never["source"], never["state"], never["failures"]), ("never", "disabled", 0))
        self.assertEqual((tidewater["source"], tidewater["url"], tidewater["state"], tidewater["failures"]),
                         ("tidewater", self.origin.url("/feed"), "ok", 0))
        for member in ["since", "next_poll"]:
            self.assertRegex(tidewater[member], RFC3339)
        self.assertNotIn("message", tidewater)
        self.assertNotIn("adopted_url", tidewater)
        self.assertRegex(self.daemon.command("sources").out, r"(?m)^tidewater +ok +10 ")

    def test_explain(self):
        self.fill()
        told = self.daemon.command("explain", "tidewater")
        self.assertEqual((told.code, told.err), (0, ""))
        self.assertRegex(told.out, r"(?m)^next poll +\d{4}-\d\d-\d\d \d\d:\d\d UTC, in ")
        self.assertRegex(told.out, r"(?m)^why then +\S")
        [facts] = self.daemon.command("explain", "tidewater", "--json").json_lines()
        self.assertEqual((facts["source"], facts["bounds"]["max_interval"]), ("tidewater", 43200))
        self.assertGreater(facts["rhythm"]["publications"], 1)
        unknown = self.daemon.command("explain", "nobody")
        self.assertEqual(unknown.code, 1)
        self.assertIn("nobody", unknown.err)

    def test_topics(self):
        self.fill()
        everything, kitchens = self.daemon.command("topics", "--json").json_lines()
        found = [(row["topic"], row["title"], row["stories"]) for row in (everything, kitchens)]
        self.assertEqual(found, [("everything", "Everything", 10), ("kitchens", "kitchens", 1)])
        self.assertRegex(everything["changed"], RFC3339)
        self.assertRegex(self.daemon.command("topics").out, r"(?m)^everything +10 ")

    def test_entries(self):
        self.fill()
        entries = self.daemon.entries()
        self.assertEqual([entry["id"] for entry in entries], [item.slug for item in partner_feed.ITEMS])
        first = entries[0]
        key = first.pop("key")
        self.assertRegex(key, r"^[0-9a-z]{12}$")
        self.assertRegex(first.pop("first_seen"), RFC3339)
        self.assertEqual(first, {
            "id": "october-24-seed-libraries", "source": "tidewater",
            "title": "October 24, Seed libraries and school gardens",
            "link": "https://tidewater-partners.example/news/october-24-seed-libraries.html",
            # What was published stays as it was; `link` is what we make of it.
            "links": [{"rel": "alternate", "href": "https://tidewater-partners.example/news/"
                                                   "october-24-seed-libraries.html?utm_source=rss&utm_medium=feed"}],
            "published": "2024-10-24T12:00:00Z", "date_precision": "day", "date_from": "published",
            "published_day": "2024-10-24", "type": "News",
            "event": {"start": "2024-10-24", "precision": "day", "from": "title"},
            "excerpt": "See how two branches and a school became partners over a drawer of bean seeds & a borrowed "
                       "spade.",
            "excerpt_truncated": False,
            "summary": "See how two branches and a school became partners over a drawer of bean seeds &amp; a borrowed "
                       "spade.",
            "categories": [{"term": "News"}], "language": "en", "story": key, "revision": 1})

    def test_entries_can_be_narrowed(self):
        self.fill()
        titles = {item.slug: item.title for item in partner_feed.ITEMS}
        for arguments, expected in [
                (["--topic", "kitchens"], ["shared-kitchen"]),
                (["--source", "never"], []),
                (["--since", "2024-10-10"], ["october-24-seed-libraries", "november-21-under-one-roof"]),
                (["--match", "type:webinar"], ["walking-the-story", "thinking-in-steps"]),
                (["--match", "tag:partners burnout"], ["tired-colleagues"]),
                (["--limit", "1"], ["october-24-seed-libraries"])]:
            self.assertEqual([entry["title"] for entry in self.daemon.entries(*arguments)],
                             [titles[slug] for slug in expected], arguments)

    def test_entries_as_a_table(self):
        self.fill()
        table = self.daemon.command("entries").out.splitlines()
        self.assertEqual(len(table), 11)
        self.assertRegex(table[1], r"^[0-9a-z]{12} +2024-10-24 +News +tidewater +October 24, Seed libraries")

    def test_listings_can_be_read_while_a_daemon_runs_and_before_there_is_a_store(self):
        self.assertNotEqual(self.daemon.command("entries", "--json").code, 0)
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater")
        self.assertEqual(len(self.daemon.entries()), 10)


if __name__ == "__main__":
    harness.main()
