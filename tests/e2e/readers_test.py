"""Programs that people read feeds with, on our Atom: each finds every entry, with its title, link and date."""

import shutil
import sqlite3
import subprocess
import time

import harness
import partner_feed

NEWS = "https://tidewater-partners.example/news/"

# title, link, day of publication
EXPECTED = [
    ("October 24, Seed libraries and school gardens", NEWS + "october-24-seed-libraries.html", "2024-10-24"),
    ("November 21, Under one roof: Clinics that move in with the library", NEWS + "november-21-under-one-roof.html",
     "2024-10-24"),
    ("October 9, Counting together: Open data with the neighbours", NEWS + "october-9-counting-together.html",
     "2024-10-09"),
    ("Past the front desk: Walking a story with the parks department", NEWS + "walking-the-story.html", "2024-09-26"),
    ("Kuparuk Consortium Library, Iḷisaġvik College", NEWS + "kuparuk-library.html", "2024-09-24"),
    ("The shared kitchen: What cooking clubs teach a library", NEWS + "shared-kitchen.html", "2024-09-10"),
    ("Murals that answer: Games that send readers outdoors", NEWS + "murals-that-answer.html", "2024-08-27"),
    ("When colleagues are tired: Notes on burnout", NEWS + "tired-colleagues.html", "2024-08-13"),
    ("Thinking in steps @ your library: Puzzles for the very young", NEWS + "thinking-in-steps.html", "2024-08-08"),
    ("A library led by its neighbours", NEWS + "led-by-neighbours.html", "2024-07-10"),
]


class Readers(harness.EndToEnd):
    FORMAT = "atom"

    def setUp(self):
        super().setUp()
        origin = harness.Origin(self)
        origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{origin.url("/feed")}"\n',
            "20-everything.toml": '[topic.everything]\ntitle = "Everything & more"\n'}).start()
        self.feed = f"http://127.0.0.1:{self.daemon.port}/topics/everything.{self.FORMAT}"
        harness.wait_until(lambda: self.daemon.get("/topics/everything.atom").text().count("<entry>") == len(EXPECTED),
                           "the ten entries")


class Newsboat(Readers):
    def newsboat(self, *commands):
        program = shutil.which("newsboat")
        if not program:
            self.fail("newsboat is missing: install the Debian package newsboat")
        urls, settings = self.folder / "urls", self.folder / "config"
        urls.write_text(self.feed + "\n", encoding="utf-8")
        settings.write_text("", encoding="utf-8")
        done = subprocess.run(
            [program, "--url-file", urls, "--cache-file", self.folder / "cache.db", "--config-file", settings,
             "-x", *commands],
            env=harness.environment(self.folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=harness.PATIENCE, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout.decode("utf-8")

    def cached(self, query):
        with sqlite3.connect(self.folder / "cache.db") as cache:
            rows = cache.execute(query).fetchall()
        cache.close()
        return rows

    def test_reads_every_entry(self):
        self.newsboat("reload")
        self.assertEqual(self.cached("SELECT rssurl, title FROM rss_feed"), [(self.feed, "Everything & more")])
        rows = self.cached("SELECT title, url, pubDate FROM rss_item ORDER BY pubDate DESC, id")
        found = sorted((title, url, time.strftime("%Y-%m-%d", time.gmtime(seconds))) for title, url, seconds in rows)
        self.assertEqual(found, sorted(EXPECTED))

    def test_finds_no_entry_new_a_second_time(self):
        self.newsboat("reload")
        self.newsboat("reload")
        self.assertEqual(self.cached("SELECT count(*), count(DISTINCT guid) FROM rss_item"), [(10, 10)])
        self.assertEqual(self.newsboat("print-unread").split(), ["10", "unread", "articles"])


class NewsboatOnRss(Newsboat):
    FORMAT = "rss"


class Feedparser(Readers):
    VERSION = "atom10"

    def setUp(self):
        super().setUp()
        try:
            import feedparser
        except ImportError:
            self.fail("feedparser is missing: install the Debian package python3-feedparser and run this test with "
                      "/usr/bin/python3")
        self.parse = feedparser.parse

    def test_reads_every_entry(self):
        read = self.parse(self.feed)
        self.assertEqual((read.status, read.bozo, read.version, read.feed.title),
                         (200, False, self.VERSION, "Everything & more"))
        found = [(entry.title, entry.link, time.strftime("%Y-%m-%d", entry.published_parsed)) for entry in read.entries]
        self.assertEqual(found, EXPECTED)
        self.assertEqual(len({entry.id for entry in read.entries}), len(EXPECTED))

    def test_is_told_when_nothing_is_new(self):
        first = self.parse(self.feed)
        self.assertEqual(self.parse(self.feed, etag=first.etag).status, 304)
        self.assertEqual(self.parse(self.feed, modified=first.modified).status, 304)


class FeedparserOnRss(Feedparser):
    FORMAT = "rss"
    VERSION = "rss20"


class JsonFeed(Readers):
    """What Python makes of it: no reader for it is packaged that runs without a screen."""
    FORMAT = "json"

    def test_holds_every_entry(self):
        answer = self.daemon.get("/topics/everything.json")
        self.assertEqual(answer.headers["Content-Type"], "application/feed+json; charset=utf-8")
        items = answer.json()["items"]
        self.assertEqual([(item["title"], item["url"], item["date_published"][:10]) for item in items], EXPECTED)
        self.assertEqual(len({item["id"] for item in items}), len(EXPECTED))


if __name__ == "__main__":
    harness.main()
