"""Looking after the store: a copy while the daemon goes on, forgetting what is old, documents read again, the journal."""

import pathlib
import sqlite3
import stat
import xml.etree.ElementTree as xml
from datetime import datetime, timedelta, timezone

import harness
from terminal import Terminal

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime.now(timezone.utc).replace(microsecond=0)  # of the documents


def item(day):
    date = (NOW - timedelta(days=day)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return f"<item><title>Notice {day}</title><guid>notice-{day}</guid><pubDate>{date}</pubDate></item>"


def rss(days):
    items = "".join(map(item, days))
    return f"<rss version='2.0'><channel><title>Notices</title>{items}</channel></rss>".encode()


class Upkeep(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(rss(range(60))))
        self.daemon = harness.Daemon(self, {
            "10-notices.toml": f'[source.notices]\nurl = "{self.origin.url("/feed")}"\nkeep = "2d"\n'}).start()
        self.daemon.wait_for_poll("notices")

    def titles(self):
        return {entry["title"] for entry in self.daemon.entries()}

    def in_both_ways(self):
        """Once by the running daemon, then without one."""
        yield "by the daemon"
        self.daemon.stop()
        yield "under the lock"

    def test_forgets_what_is_old_and_no_longer_listed(self):
        nothing = self.daemon.command("prune")
        self.assertEqual((nothing.code, nothing.out), (0, "Nothing has outlived its 'keep'.\n"))
        self.origin.serve("/feed", harness.Document(rss(range(5))))
        self.daemon.poll("notices")
        counted = self.daemon.command("prune", "--dry-run", "--json")
        self.assertEqual(counted.json_lines(), [{"source": "notices", "pruned": 10}])
        self.assertEqual(len(self.titles()), 60)
        pruned = self.daemon.command("prune")
        self.assertEqual((pruned.code, pruned.out), (0, "notices: 10\n10 entries gone\n"))
        self.assertEqual(len(self.titles()), 50)
        self.assertIn("Notice 49", self.titles())
        self.origin.serve("/feed", harness.Document(rss(range(60))))
        self.daemon.poll("notices")
        self.assertEqual(len(self.titles()), 50, "what was pruned does not come back")

    def test_copies_the_store_as_it_is(self):
        for way in self.in_both_ways():
            with self.subTest(way):
                copy = pathlib.Path(self.folder) / way.replace(" ", "-")
                made = self.daemon.command("backup", str(copy))
                self.assertEqual((made.code, made.out), (0, f"{copy}: {copy.stat().st_size} bytes\n"), made.err)
                self.assertEqual(stat.S_IMODE(copy.stat().st_mode), 0o600)
                self.assertEqual(sorted(p.name for p in copy.parent.glob(copy.name + "*")), [copy.name])
                with sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True) as database:
                    self.assertEqual(database.execute("PRAGMA quick_check").fetchone(), ("ok",))
                    self.assertEqual(database.execute("SELECT count(*) FROM entry").fetchone(), (60,))
                again = self.daemon.command("backup", str(copy))
                self.assertEqual(again.code, 74)
                self.assertIn("is there already", again.err)
        nowhere = self.daemon.command("backup", "/nowhere/copy.db")
        self.assertEqual(nowhere.code, 74)

    def test_a_copy_takes_the_place_of_a_damaged_store(self):
        copy = pathlib.Path(self.folder) / "copy.db"
        self.assertEqual(self.daemon.command("backup", str(copy)).code, 0)
        before = [(e["key"], e["title"]) for e in self.daemon.entries()]
        self.daemon.stop()
        self.daemon.database.write_bytes(b"damaged" * 1000)
        for name in ("-wal", "-shm"):
            pathlib.Path(str(self.daemon.database) + name).unlink(missing_ok=True)
        self.assertEqual(self.daemon.command("entries").code, 74)
        copy.replace(self.daemon.database)
        self.daemon.start()
        self.assertEqual([(e["key"], e["title"]) for e in self.daemon.entries()], before)

    def damage_title(self):
        """As if an older version had read the document less well."""
        database = sqlite3.connect(self.daemon.database)
        database.execute("UPDATE entry SET document = replace(document, 'Notice 7', 'Notise 7')"
                         " WHERE document LIKE '%\"Notice 7\"%'")
        database.commit()
        database.close()

    def test_documents_are_read_again(self):
        for way in self.in_both_ways():
            with self.subTest(way):
                self.damage_title()
                shown = self.daemon.command("renormalize")
                self.assertEqual(shown.code, 0)
                self.assertIn('  title: "Notise 7" → "Notice 7"\n1 entry changes; ids, dates and keys stay.\n', shown.out)
                self.assertIn("--yes", shown.err)
                self.assertIn("Notise 7", self.titles())
                (line,) = self.daemon.command("renormalize", "--dry-run", "--json", "notices").json_lines()
                self.assertEqual(line["changes"], {"title": {"before": "Notise 7", "after": "Notice 7"}})
                done = self.daemon.command("renormalize", "--yes")
                self.assertEqual((done.code, done.out.splitlines()[-1]), (0, "Done."))
                self.assertIn("Notice 7", self.titles())
                self.assertIn("nothing changes", self.daemon.command("renormalize").out)
        self.assertEqual(self.daemon.command("renormalize", "nobody").code, 1)

    def test_asks_whoever_sits_at_the_terminal(self):
        self.damage_title()
        terminal = Terminal(self)
        process = self.daemon.begin("renormalize", stdin=terminal.slave, stdout=terminal.slave, stderr=terminal.slave,
                                    term="xterm")
        terminal.start()
        terminal.wait_for("Change them? [y/N] ")
        self.assertIn("Notise 7", self.titles())
        terminal.type("y\n")
        self.assertEqual(process.wait(harness.PATIENCE), 0)
        terminal.wait()
        self.assertEqual(terminal.screen()[-2:], ["Change them? [y/N] y", "Done."])
        self.assertIn("Notice 7", self.titles())

    def test_the_journal_tells_what_happened(self):
        self.daemon.write("20-topic.toml", '[topic.all]\ntitle = "All"\n')
        self.daemon.reload()
        answer = self.daemon.admin("/journal.atom")
        self.assertEqual(answer.headers["Content-Type"], "application/atom+xml; charset=utf-8")
        feed = xml.fromstring(answer.text())
        titles = [entry.findtext(ATOM + "title") for entry in feed.iter(ATOM + "entry")]
        self.assertIn("Configuration: added 20-topic.toml", titles)
        self.assertIn("New: Notice 3", titles)
        ids = [entry.findtext(ATOM + "id") for entry in feed.iter(ATOM + "entry")]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(self.daemon.admin("/journal.atom").text(), answer.text())
        self.assertEqual(self.daemon.get("/journal.atom").status, 404, "it is for the operator")


if __name__ == "__main__":
    harness.main()
