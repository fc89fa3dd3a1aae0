"""The operator's pages in a real browser, as the readers' are in pages_test: small, middling and large screens, light and
dark, without scripts."""

import email.utils
import pathlib
import sqlite3
import time

import difficult_feed
import harness
import in_browser
import partner_feed

SAMPLES = pathlib.Path(__file__).parents[2] / "feeds.d"

DAY = 86400


def regular_feed():
    """A source that publishes on working days at nine, and once more on Wednesdays."""
    now = time.time()
    midnight = now - now % DAY
    items = []
    for back in range(1, 60):
        for hour in [9, 15]:
            when = midnight - back * DAY + hour * 3600
            day = time.gmtime(when).tm_wday
            if day < 5 and (hour == 9 or day == 2):
                items.append(partner_feed.Item(f"day-{back}-{hour}", f"What is new on day {back}, {hour} h",
                                               email.utils.formatdate(when, usegmt=True), "Something."))
    return partner_feed.rss(items, "A regular partner", "https://regular.example/")


class StatusPages(in_browser.InBrowser):
    promises = {
        "screens": "they fit every screen and have no barriers",
        "keyboard": "they can be used by keyboard",
        "requests": "they ask nobody for anything",
        "operator": "they are sorted and narrowed without scripts",
        "print": "they can be printed",
    }

    def setUp(self):
        super().setUp()
        origin = harness.Origin(self)
        origin.serve("/difficult", harness.Document(difficult_feed.rss()))
        origin.serve("/tidewater", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        origin.serve("/regular", harness.Document(regular_feed()))
        origin.serve("/missing", harness.Document(b"Nothing here", "text/plain", status=404))
        origin.serve("/gone", harness.Document(b"Gone", "text/plain", status=410))
        origin.serve("/silent", harness.Document(partner_feed.rss(partner_feed.ITEMS[:3], "Quiet Library")))
        sources = "".join(f'[source.{slug}]\nurl = "{origin.url("/" + slug)}"\n'
                          for slug in ["difficult", "tidewater", "regular", "missing", "gone", "silent"])
        sources += ('[source.off]\nurl = "https://off.example/feed"\nenabled = false\n'
                    '[source.login]\nurl = "https://login.example/' + "a-very-long-address/" * 12 + 'feed"\n')
        samples = {path.name: path.read_text(encoding="utf-8") for path in SAMPLES.glob("[st]o*-*.toml")}
        self.daemon = harness.Daemon(self, {
            **samples, "10-sources.toml": sources, "30-bad.toml": "[topic.bad]\nlimt = 3\n" + "x = 1\n" * 2},
            service=f'file_root = "{SAMPLES / "samples"}"')
        self.daemon.start()
        self.daemon.wait_for_poll("difficult", "tidewater", "regular", "missing", "gone", "silent", "login", "lakeland",
                                  "valmont")
        self.daemon.stop()
        self.age_the_store()
        self.daemon.start()
        self.pages = {
            "status": "/status",
            "status-sorted": "/status?sort=-entries",
            "status-broken": "/status?show=broken",
            "regular": "/status/regular",
            "missing": "/status/missing",
            "gone": "/status/gone",
            "silent": "/status/silent",
            "moved": "/status/tidewater",
            "off": "/status/off",
            "login": "/status/login",
            "difficult": "/status/difficult",
            "sample": "/status/lakeland",
        }

    def age_the_store(self):
        """As if it had run for a while: what fails has failed for days, one source has moved, one is silent."""
        now = int(time.time())
        with sqlite3.connect(self.daemon.database) as database:
            def update(slug, **columns):
                words = ", ".join(f"{name} = ?" for name in columns)
                done = database.execute(f"UPDATE source SET {words} WHERE slug = ?", [*columns.values(), slug])
                self.assertEqual(done.rowcount, 1)
            update("missing", since=now - 3 * DAY, failures=9)
            update("gone", since=now - 9 * DAY)
            update("tidewater", adopted_url="https://new-tidewater.example/feed")
            state = 5  # silent
            update("silent", state=state, since=now - 2 * DAY,
                   message="nothing new since 2024-10-24; until then it published about every 2d")
        database.close()

    def plan(self):
        return {"base": f"http://127.0.0.1:{self.daemon.admin_port}", "feeds": [],
                "pages": [{"name": name, "path": path, "status": 200} for name, path in self.pages.items()]}


if __name__ == "__main__":
    harness.main()
