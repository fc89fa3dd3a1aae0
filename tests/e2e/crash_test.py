"""Killed at any moment: what readers were shown is still there, nothing is there twice, and the file is sound."""

import re
import sqlite3

import harness

TOPIC = '[topic.everything]\ntitle = "Everything"\nlimit = 500\n'
SOURCES = 20
ENTRIES = 8  # that each edition adds to each source
EDITIONS = 3  # 20 × 8 × 3 = 480 entries at the end, all within the topic's limit

TITLE = re.compile(r'<title type="text">(Report \d+ of branch \d+)</title>')


def edition(branch, number):
    """The branch's feed in its Nth edition: all that was there before, edited, and some new entries."""
    items = "".join(
        f"<item><title>Report {report} of branch {branch}</title><link>https://branch-{branch}.example/{report}</link>"
        f"<guid>https://branch-{branch}.example/{report}</guid>"
        f"<pubDate>Tue, {1 + report % 28:02} Oct 2024 10:{branch:02}:00 GMT</pubDate>"
        f"<description>Edition {number}: {'a long account of a short day. ' * 20}</description></item>"
        for report in range(number * ENTRIES))
    return harness.Document(
        f'<rss version="2.0"><channel><title>Branch {branch}</title><link>https://branch-{branch}.example/</link>'
        f"<description>Reports</description>{items}</channel></rss>".encode(), etag=f'"{branch}-{number}"')


class Crash(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        drop_ins = {"90-topic.toml": TOPIC}
        for branch in range(SOURCES):
            address = self.origin.url(f"/{branch}")
            drop_ins[f"branch-{branch:02}.toml"] = f'[source.branch-{branch:02}]\nurl = "{address}"\n'
        self.daemon = harness.Daemon(self, drop_ins)

    def publish_edition(self, number):
        for branch in range(SOURCES):
            self.origin.serve(f"/{branch}", edition(branch, number))

    def served(self):
        """The titles that readers are shown, each checked to be there once."""
        titles = TITLE.findall(self.daemon.get("/topics/everything.atom").text())
        self.assertEqual(len(set(titles)), len(titles))
        return set(titles)


class KilledWhileAPublisherThinks(Crash):
    def test_nobody_is_asked_again_at_once_and_the_next_poll_completes(self):
        self.publish_edition(1)
        self.origin.hold("/0")
        self.daemon.start()
        self.origin.wait_for_requests(1, "/0")
        others = [f"branch-{branch:02}" for branch in range(1, SOURCES)]
        self.daemon.wait_for_poll(*others)
        harness.wait_until(lambda: len(self.served()) == ENTRIES * len(others), "the other sources' entries")
        before = self.served()

        self.daemon.kill()
        self.daemon.check_store()
        self.origin.release()
        self.daemon.start()
        self.assertEqual(self.served(), before)
        status = self.daemon.source("branch-00")
        self.assertEqual(status["state"], "new")
        self.assertGreater(status["next_poll"], self.daemon.admin("/api/status").json()["now"],
                           "the next poll is recorded before the request, so that a crash cannot hammer anyone")
        self.assertEqual(len(self.origin.seen("/0")), 1)

        polled = self.daemon.poll("branch-00")
        self.assertEqual((polled.code, polled.json_lines()[0]["new"]), (0, ENTRIES))
        harness.wait_until(lambda: len(self.served()) == ENTRIES * SOURCES, "every source's entries")


class KilledWhileCommitting(Crash):
    def test_nothing_served_is_lost_and_nothing_is_doubled(self):
        shown = set()
        for number in range(1, EDITIONS + 1):
            answered = self.origin.answered()
            self.publish_edition(number)
            self.daemon.start()
            self.assertLessEqual(shown, self.served())
            # The first edition is fetched because it is due, the later ones because somebody asks.
            poll = self.daemon.begin("poll") if number > 1 else None
            harness.wait_until(lambda: self.origin.answered() >= answered + 4 * number, "some of the answers")
            shown |= self.served()
            self.daemon.kill()
            if poll:
                poll.wait(harness.PATIENCE)
            self.daemon.check_store()

        self.daemon.start()
        self.assertLessEqual(shown, self.served())
        # What was being read when the blow fell has not been remembered as read.
        polled = self.daemon.poll()
        self.assertEqual((polled.code, polled.err), (0, ""))
        self.assertEqual({report["status"] for report in polled.json_lines()} - {"ok", "unchanged"}, set())
        total = SOURCES * EDITIONS * ENTRIES
        harness.wait_until(lambda: len(self.served()) == total, f"all {total} entries")

        entries = self.daemon.entries()
        self.assertEqual(len(entries), total)
        self.assertEqual(len({(entry["source"], entry["id"]) for entry in entries}), total)
        self.assertTrue(all(entry["excerpt"].startswith(f"Edition {EDITIONS}:") for entry in entries))
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.check_store()


class KilledWhileARuleChanges(Crash):
    def test_the_new_rule_holds_for_every_stored_entry_after_the_next_start(self):
        total = SOURCES * ENTRIES * EDITIONS
        self.publish_edition(EDITIONS)
        self.daemon.start()
        harness.wait_until(lambda: len(self.served()) == total, f"all {total} entries")
        self.daemon.write("91-late.toml", '[topic.late]\ntitle = "Late"\n')
        self.daemon.hang_up()
        with sqlite3.connect(self.daemon.database) as database:
            harness.wait_until(lambda: database.execute("SELECT 1 FROM topic WHERE slug = 'late'").fetchone(),
                               "the new topic", pause=0)
            self.daemon.kill()
        database.close()
        self.daemon.start()
        stories = {row["topic"]: row["stories"] for row in self.daemon.command("topics", "--json").json_lines()}
        self.assertEqual(stories, {"everything": total, "late": total})


class TwoDaemons(Crash):
    def test_the_second_on_one_store_gives_up_at_once_and_names_the_first(self):
        self.publish_edition(1)
        self.daemon.start()
        second = self.daemon.command("serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0")
        self.assertEqual(second.code, 69)
        self.assertIn(str(self.daemon.pid), second.err)
        self.assertIn("commonplace.db", second.err)
        self.assertEqual(self.daemon.get("/readyz").status, 200)

    def test_a_killed_daemon_leaves_nothing_that_bars_the_next(self):
        self.publish_edition(1)
        self.daemon.start()
        self.daemon.kill()
        self.daemon.start()
        self.assertEqual(self.daemon.stop(), 0)


if __name__ == "__main__":
    harness.main()
