"""A store of the first version is taken over: what readers were promised then still holds.

`stores/first.sql` is a dump of such a store, `stores/first.atom` the feed that was published from it.
"""

import pathlib
import re
import sqlite3

import feedparser

import harness
import partner_feed

STORES = pathlib.Path(__file__).resolve().parent / "stores"

ITEMS = partner_feed.ITEMS[:6]
EDITED = partner_feed.Item(ITEMS[5].slug, "The shared kitchen: What cooking clubs taught a library", ITEMS[5].day, ITEMS[5].text)
MIRROR = "Shoreline Library Council"


def write_configuration(place, edited, listen, admin, service=""):
    """Two sources in files, the second of which carries a story of the first."""
    (place / "feeds.d" / "samples").mkdir(parents=True, exist_ok=True)
    items = [*ITEMS[:5], EDITED if edited else ITEMS[5]]
    (place / "feeds.d" / "samples" / "tidewater.rss").write_bytes(partner_feed.rss(items))
    (place / "feeds.d" / "samples" / "shoreline.rss").write_bytes(partner_feed.rss(ITEMS[3:4], MIRROR))
    (place / "feeds.d" / "old.toml").write_text(
        f'[service]\ntitle = "Library partner news"\npublic_url = "{harness.PUBLIC_URL}"\nfile_root = "samples"\n'
        f'listen = ["{listen}"]\nadmin_listen = "{admin}"\n{service}\n'
        f'[source.tidewater]\nurl = "file:tidewater.rss"\nhomepage = "{partner_feed.HOME}"\npriority = 10\n'
        f'[source.shoreline]\nurl = "file:shoreline.rss"\nhomepage = "{partner_feed.HOME}"\n'
        '[topic.everything]\ntitle = "Everything"\n[topic.partners]\ntitle = "Partners"\nmatch = "partner*"\n', encoding="utf-8")


def restore(dump, database):
    """The dump as a file again."""
    with sqlite3.connect(database) as store:
        store.executescript(dump.read_text(encoding="utf-8"))
    store.close()


def promises(feed):
    """What must never change of a feed: its id, and id, date and page of each entry."""
    read = feedparser.parse(feed)
    return read.feed.id, [(entry.id, entry.published, entry.link) for entry in read.entries]


class Upgrade(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.daemon = harness.Daemon(self, {})
        (self.daemon.config / "00-service.toml").unlink()
        write_configuration(self.daemon.folder, True, f"127.0.0.1:{self.daemon.port}", f"127.0.0.1:{self.daemon.admin_port}")
        restore(STORES / "first.sql", self.daemon.database)
        self.before = (STORES / "first.atom").read_bytes()

    def stored(self, query):
        with sqlite3.connect(self.daemon.database) as store:
            rows = store.execute(query).fetchall()
        store.close()
        return rows

    def test_it_is_a_store_of_the_first_version(self):
        self.assertEqual(self.stored("PRAGMA user_version"), [(2,)])
        self.assertEqual(len(self.stored("SELECT 1 FROM entry")), 7)
        self.assertEqual(len(self.stored("SELECT 1 FROM story")), 6)

    def test_ids_dates_and_pages_stay(self):
        keys = self.stored("SELECT key FROM entry ORDER BY key")
        self.daemon.start()
        self.assertEqual(promises(self.daemon.get("/topics/everything.atom").body), promises(self.before))
        self.daemon.wait_for_poll("tidewater", "shoreline")
        self.assertEqual(self.daemon.poll().code, 0)
        self.assertEqual(promises(self.daemon.get("/topics/everything.atom").body), promises(self.before))
        self.assertEqual(self.stored("SELECT key FROM entry ORDER BY key"), keys)
        for key, in keys:
            self.assertEqual(self.daemon.get(f"/entries/{key}").status, 200)

    def test_what_an_edit_replaced_can_still_be_seen(self):
        (key,), = self.stored("SELECT key FROM entry JOIN revision ON entry_id = id")
        self.daemon.start()
        self.assertIn(EDITED.title, self.daemon.get(f"/entries/{key}").text())
        self.assertIn(ITEMS[5].title, self.daemon.get(f"/entries/{key}?revision=1").text())

    def test_what_came_later_works_on_it(self):
        self.daemon.start()
        found = harness.wait_until(lambda: re.findall("kitchen", self.daemon.get("/search?q=kitchen").text()), "a search that finds")
        self.assertTrue(found)
        self.assertEqual(self.daemon.command("check").code, 0)
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.check_store()


if __name__ == "__main__":
    harness.main()
