"""SIGTERM: the daemon ends at once and well, whatever its publishers are doing."""

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

    def test_what_was_cut_off_is_no_failure_of_the_source(self):
        self.daemon.start()
        self.origin.wait_for_requests(SOURCES)
        self.daemon.restart()
        for status in self.daemon.admin("/api/sources").json():
            self.assertEqual((status["state"], status["failures"]), ("new", 0), status)


if __name__ == "__main__":
    harness.main()
