"""`poll` at a terminal: a line says how far it is, and is gone from the screen before anything else is on it."""

import re
import subprocess

import harness
import partner_feed
import terminal


class Terminal(terminal.Terminal):
    def drawn(self):
        """Every state of the line, in order."""
        return re.findall(r"\[[= ]{20}\][^\r\n\x1b]*", self.written())


class Progress(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/fast", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.origin.serve("/broken", harness.Document(b"Sorry!", "text/plain", status=500))
        self.origin.serve("/slow", harness.Document(partner_feed.rss(partner_feed.ITEMS[:2])))
        self.daemon = harness.Daemon(self, {"10.toml": "".join(
            f'[source.{slug}]\nurl = "{self.origin.url("/" + slug)}"\n' for slug in ["fast", "broken", "slow"])})

    def watch(self, *arguments, **settings):
        """Polls while `slow` hangs, until the line tells of the two others; the terminal and the exit code."""
        self.origin.hold("/slow")
        terminal = Terminal(self, **settings)
        process = self.daemon.begin("poll", *arguments, stdout=terminal.slave, stderr=terminal.slave, term="xterm")
        terminal.start()
        harness.wait_until(lambda: any("2 of 3" in line for line in terminal.drawn()), "two of three to have ended")
        self.assertRegex(terminal.screen()[-1], r"2 of 3, 1 failed; waiting( for slow|…)$")
        self.origin.release()
        code = process.wait(harness.PATIENCE)
        terminal.wait()
        return terminal, code

    def start_daemon(self):
        """All are polled, and so long ago that another poll has another time."""
        self.daemon.start()
        self.daemon.wait_for_poll("fast", "broken", "slow")
        harness.wait_until(lambda: self.daemon.admin("/api/status").json()["now"] >
                           max(row["last_poll"] for row in self.daemon.admin("/api/sources").json()), "the next second")

    def check_end(self, terminal, code):
        self.assertEqual(code, 1, "one of them failed")
        screen = terminal.screen()
        self.assertEqual(sorted(line.split(":")[0] for line in screen), ["broken", "fast", "slow"])
        self.assertEqual(terminal.drawn()[0], "[                    ] 0 of 3; waiting for broken, fast, slow")
        self.assertNotIn("3 of 3", terminal.written(), "it is over by then")

    def test_says_how_far_it_is(self):
        self.check_end(*self.watch())

    def test_says_so_while_a_daemon_polls(self):
        self.start_daemon()
        self.check_end(*self.watch())

    def test_is_cut_where_the_terminal_is_narrow(self):
        terminal, _ = self.watch("fast", "broken", "slow", columns=50)
        self.assertTrue(all(len(line) < 50 for line in terminal.drawn()), terminal.drawn())

    def test_is_on_standard_error_alone(self):
        terminal = Terminal(self)
        process = self.daemon.begin("poll", stdout=subprocess.PIPE, stderr=terminal.slave, term="xterm")
        terminal.start()
        out = process.communicate(timeout=harness.PATIENCE)[0].decode("utf-8")
        terminal.wait()
        self.assertEqual(sorted(line.split(":")[0] for line in out.splitlines()), ["broken", "fast", "slow"])
        self.assertNotIn("\x1b", out)
        self.assertEqual((terminal.screen(), bool(terminal.drawn())), ([], True))

    def test_is_not_where_it_would_disturb(self):
        for running in [False, True]:
            if running:
                self.start_daemon()
            for name, arguments, pipe, term in [("a pipe", [], True, "xterm"), ("JSON in a pipe", ["--json"], False, "xterm"),
                                                ("a terminal that erases nothing", [], False, "dumb")]:
                with self.subTest(name, daemon=running):
                    terminal = Terminal(self)
                    process = self.daemon.begin("poll", *arguments, stdout=subprocess.PIPE,
                                                stderr=subprocess.PIPE if pipe else terminal.slave, term=term)
                    terminal.start()
                    out, err = process.communicate(timeout=harness.PATIENCE)
                    terminal.wait()
                    self.assertEqual((err or b"", terminal.written()), (b"", ""))
                    self.assertEqual(out.count(b"\n"), 3)

    def test_a_complaint_stands_alone(self):
        self.start_daemon()
        terminal = Terminal(self)
        process = self.daemon.begin("poll", "fast", "nobody", stdout=terminal.slave, stderr=terminal.slave, term="xterm")
        terminal.start()
        self.assertEqual(process.wait(harness.PATIENCE), 1)
        terminal.wait()
        self.assertEqual(terminal.screen(), ["commonplace: no source 'nobody' is configured; `commonplace sources` lists them"])


if __name__ == "__main__":
    harness.main()
