"""SIGTERM: the daemon ends at once and well, whatever its publishers are doing."""

import sqlite3
import time

import harness

SOURCES = 50


class Shutdown(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        drop_ins = {}
        for number in range(SOURCES):
            self.origin.hold(f"/{number}")
            address = self.origin.url(f"/{number}")
            drop_ins[f"{number:02}.toml"] = f'[source.slow-{number:02}]\nurl = "{address}"\n'
        self.daemon = harness.Daemon(self, drop_ins)

    def test_hanging_transfers_do_not_hold_it_up(self):
        self.daemon.start()
        self.origin.wait_for_requests(SOURCES)
        asked = time.monotonic()
        code = self.daemon.stop()
        took = time.monotonic() - asked
        self.assertEqual(code, 0, self.daemon.log())
        self.assertLess(took, 5)
        self.daemon.check_store()

    def test_a_second_signal_ends_it_in_the_midst(self):
        self.daemon.write("crowd.toml", "".join(  # more than may be asked of one host at once
            f'[source.crowd-{number}]\nurl = "{self.origin.url(f"/{number}")}"\n' for number in range(30)))
        self.daemon.start()
        self.origin.wait_for_requests(SOURCES)
        self.daemon.ask_to_stop()
        self.assertEqual(self.daemon.stop(), 0, self.daemon.log())

    def test_a_reload_does_not_hold_it_up(self):
        self.daemon.start()
        self.origin.wait_for_requests(SOURCES)
        writer = sqlite3.connect(self.daemon.database, isolation_level=None)
        self.addCleanup(writer.close)
        writer.execute("BEGIN IMMEDIATE")  # for which the reload waits
        self.daemon.hang_up()
        self.daemon.ask_to_stop()
        harness.wait_until(lambda: "stopping" in self.daemon.log(), "the daemon to stop", patience=3)
        self.assertNotIn("reload", self.daemon.log())
        writer.execute("ROLLBACK")
        self.assertEqual(self.daemon.stop(), 0, self.daemon.log())

    def test_what_was_cut_off_is_no_failure_of_the_source(self):
        self.daemon.start()
        self.origin.wait_for_requests(SOURCES)
        self.daemon.restart()
        for status in self.daemon.admin("/api/sources").json():
            self.assertEqual((status["state"], status["failures"]), ("new", 0), status)


if __name__ == "__main__":
    harness.main()
