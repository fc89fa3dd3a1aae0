"""`commonplace add`: from an address to a source, with a preview and a question."""

import subprocess

import harness
import partner_feed
from terminal import Terminal


def page(html):
    return harness.Document(html.encode(), "text/html; charset=utf-8")


class Add(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.origin.serve("/news", page('<link rel="alternate" type="application/rss+xml" title="News" href="/feed">'))
        self.daemon = harness.Daemon(self, {
            "20-topics.toml": '[topic.everything]\ntitle = "Everything"\n'
                              '[topic.young]\ntitle = "Young readers"\nmatch = "children"\n'
                              '[topic.nothing]\nmatch = "zeppelin"\n'})
        self.before = self.files()

    def files(self):
        return sorted(path.name for path in self.daemon.config.iterdir())

    def take_away_feeds(self):
        self.origin = harness.Origin(self)  # one that has no feed where feeds usually are

    def add(self, path, *options, code=0):
        told = self.daemon.command("add", *options, self.origin.url(path))
        self.assertEqual(told.code, code, told.err + told.out)
        return told

    def at_terminal(self, path, *options):
        terminal = Terminal(self)
        process = subprocess.Popen(
            [harness.binary(), "add", *options, self.origin.url(path), "--config", self.daemon.config],
            cwd=self.folder, env={**harness.environment(self.folder), "TERM": "xterm"}, stdin=terminal.slave,
            stdout=terminal.slave, stderr=terminal.slave)
        self.addCleanup(process.wait, harness.PATIENCE)
        self.addCleanup(process.kill)
        terminal.start()
        return terminal, process

    def written(self, name="tidewater-library-partners.toml"):
        return (self.daemon.config / name).read_text(encoding="utf-8")

    # --- without a terminal ---

    def test_without_a_terminal_it_only_shows(self):
        told = self.add("/news")
        self.assertEqual(self.files(), self.before)
        self.assertIn("nothing was written; --yes writes it", told.err)
        lines = told.out.splitlines()
        self.assertIn("Tidewater Library Partners", lines)
        self.assertIn("RSS 2.0, 10 entries", told.out)
        self.assertIn("… and 5 more", lines)
        self.assertRegex(told.out, r"everything +10 of 10 +Everything")
        self.assertRegex(told.out, r"young +1 of 10 +Young readers")
        self.assertNotIn("nothing  ", told.out, "a topic that takes none")
        self.assertIn("  [source.tidewater-library-partners]", lines)
        self.assertEqual(len(self.origin.seen("/feed")), 1)

    def test_yes_writes_and_says_what_comes_next(self):
        told = self.add("/news", "--yes")
        self.assertEqual(self.written(), "# Tidewater Library Partners\n[source.tidewater-library-partners]\n"
                                         f'url = "{self.origin.url("/feed")}"\n')
        self.assertIn("`commonplace poll tidewater-library-partners`", told.out)
        self.assertEqual(self.daemon.command("check").code, 0)
        [report] = self.daemon.poll("tidewater-library-partners").json_lines()
        self.assertEqual((report["status"], report["new"]), ("ok", 10))

    def test_a_running_daemon_publishes_it_by_itself(self):
        self.daemon.start()
        told = self.add("/feed", "--yes", "--slug", "tidewater")
        self.assertIn(f"http://127.0.0.1:{self.daemon.admin_port}/status/tidewater", told.out)
        harness.wait_until(lambda: len(self.daemon.get("/topics/everything.json").json()["items"]) == 10, "the entries")

    def test_of_several_feeds_the_first_is_taken_and_said(self):
        self.origin.serve("/both", page('<link rel="alternate" type="application/rss+xml" title="News" href="/feed">'
                                        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c">'))
        told = self.add("/both", "--yes")
        self.assertIn("There are 2 feeds", told.out)
        self.assertIn("the first is taken", told.err)
        self.assertIn(self.origin.url("/feed"), self.written())
        self.assertEqual(self.origin.seen("/c"), [])

    def test_what_is_configured_is_said_with_its_place(self):
        self.add("/feed", "--yes", "--slug", "tidewater")
        for path in ["/feed", "/news"]:
            told = self.add(path, "--yes", code=1)
            self.assertIn(f"it is source 'tidewater', in {self.daemon.config / 'tidewater.toml'}:3", told.err)
        self.assertEqual(len(self.files()), len(self.before) + 1)

    def test_nothing_is_written_over(self):
        (self.daemon.config / "tidewater-library-partners.toml").write_text("# mine\n", encoding="utf-8")
        self.add("/feed", "--yes")
        self.assertEqual(self.written(), "# mine\n")
        self.assertIn("[source.tidewater-library-partners-2]", self.written("tidewater-library-partners-2.toml"))
        told = self.add("/feed", "--yes", "--slug", "20-topics", code=1)
        self.assertIn("the slug '20-topics' is taken", told.err)

    def test_defaults_apply(self):
        self.daemon.write("05-defaults.toml", '[defaults]\nheaders = { X-Library = "Tidewater" }\nexclude = "kitchen"\n')
        told = self.add("/feed")
        self.assertEqual([request.headers["X-Library"] for request in self.origin.seen("/feed")][-1], "Tidewater")
        self.assertIn("9 entries", told.out)

    def test_a_page_of_news_without_a_feed_is_read_by_rules(self):
        self.take_away_feeds()
        item = ('<div class="news-item"><h3><a href="/{0}">The bus stops at number {0}</a></h3>'
                '<p class="meta">Published: News / {0} May 2026</p><p class="excerpt">It brings the books that were asked '
                'for, and takes back those that were read.</p></div>')
        self.origin.serve("/stops", page("<title>Stops of the bus</title>" + "".join(item.format(n) for n in range(1, 8))))
        told = self.add("/stops")
        self.assertIn("offers no feed. The page itself can be read by rules", told.err)
        self.assertRegex(told.out, r"page, 7 entries")
        self.assertRegex(told.out, r"2026-05-07 +News +The bus stops at number 7")
        self.assertNotIn("Warnings", told.out)
        self.assertEqual(self.files(), self.before)
        self.add("/stops", "--yes")
        self.assertIn("[source.stops-of-the-bus.page]\nentries = \"//div[contains(concat(' ', normalize-space(@class), ' '), ' news-item ')]\"\n",
                      self.written("stops-of-the-bus.toml"))
        [report] = self.daemon.poll("stops-of-the-bus").json_lines()
        self.assertEqual((report["status"], report["new"]), ("ok", 7))

    def test_a_guess_without_dates_is_written_by_nobody_unseen(self):
        self.take_away_feeds()
        item = '<div class="branch"><h3><a href="/{0}">The branch at stop number {0}</a></h3></div>'
        self.origin.serve("/branches", page("<title>Branches</title>" + "".join(item.format(n) for n in range(1, 8))))
        told = self.add("/branches", "--yes", code=1)
        self.assertIn("no dates were found", told.err)
        self.assertIn(self.origin.url("/3"), told.out)
        self.assertIn("(no text)", told.out)
        self.assertEqual(self.files(), self.before)
        terminal, process = self.at_terminal("/branches", "--yes")
        terminal.wait_for("Write it?")
        terminal.type("y\n")
        self.assertEqual(process.wait(harness.PATIENCE), 0)
        self.assertIn("[source.branches.page]", self.written("branches.toml"))

    def test_exit_codes(self):
        self.take_away_feeds()
        self.origin.serve("/empty", page("<p>Welcome"))
        self.origin.serve("/lies", page('<link rel="alternate" type="application/rss+xml" href="/empty">'))
        for path, code, part in [("/empty", 1, "offers no feed, and nothing repeats on it"), ("/missing", 69, "HTTP 404"), ("/lies", 65, "HTML")]:
            self.assertIn(part, self.add(path, "--yes", code=code).err)
        self.assertEqual(self.daemon.command("add", "ftp://example.org/").code, 64)
        self.assertEqual(self.daemon.command("add", "--slug", "Not A Slug", self.origin.url("/feed")).code, 64)
        self.assertEqual(self.files(), self.before)

    def test_a_private_address_is_refused_with_what_helps(self):
        config = self.folder / "strict"
        config.mkdir()
        told = self.run_command("add", "--config", config, self.origin.url("/feed"))
        self.assertEqual(told.code, 69)
        self.assertIn("'allow_networks' of [service]", told.err)

    def test_a_password_in_the_address_is_written_and_not_shown(self):
        address = self.origin.url("/feed").replace("http://", "http://ann:s3cret@")
        told = self.daemon.command("add", "--yes", address)
        self.assertEqual(told.code, 0, told.err)
        self.assertNotIn("s3cret", told.out + told.err)
        self.assertIn("the address holds a password", told.err)
        self.assertIn(address, self.written())
        written = self.daemon.config / "tidewater-library-partners.toml"
        self.assertEqual(written.stat().st_mode & 0o007, 0, "a password is not for everybody")

    # --- at a terminal ---

    def test_it_asks_before_it_writes(self):
        terminal, process = self.at_terminal("/news")
        terminal.wait_for("Write it? [y/N] ")
        self.assertEqual(self.files(), self.before)
        terminal.type("y\n")
        self.assertEqual(process.wait(harness.PATIENCE), 0)
        terminal.wait()
        self.assertIn("Written.", terminal.screen())
        self.assertIn(self.origin.url("/feed"), self.written())
        self.assertTrue(all(len(line) <= 80 for line in terminal.screen() if "TITLE" in line or "…" in line))

    def test_a_no_writes_nothing(self):
        for answer in ["\n", "n\n", "perhaps\n", "\x04"]:
            terminal, process = self.at_terminal("/feed")
            terminal.wait_for("Write it? [y/N] ")
            terminal.type(answer)
            self.assertEqual(process.wait(harness.PATIENCE), 0)
            terminal.wait()
            self.assertIn("commonplace: nothing was written", terminal.screen())
            self.assertEqual(self.files(), self.before)

    def test_of_several_feeds_one_is_chosen(self):
        self.origin.serve("/both", page('<link rel="alternate" type="application/rss+xml" title="Jobs" href="/c">'
                                        '<link rel="alternate" type="application/rss+xml" title="News" href="/feed">'))
        terminal, process = self.at_terminal("/both")
        terminal.wait_for("Which one? [1] ")
        terminal.type("7\n")
        terminal.wait_for("Write a number from 1 to 2.")
        terminal.type("2\n")
        terminal.wait_for("Write it? [y/N] ")
        terminal.type("yes\n")
        self.assertEqual(process.wait(harness.PATIENCE), 0)
        self.assertIn(self.origin.url("/feed"), self.written())


if __name__ == "__main__":
    harness.main()
