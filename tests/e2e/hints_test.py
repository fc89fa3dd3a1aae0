"""What a command says that cannot do what is asked: also what can be done about it."""

import harness
import partner_feed
from terminal import Terminal


class Hints(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n[topic.everything]\n'})

    def refused(self, code, *arguments):
        told = self.daemon.command(*arguments)
        self.assertEqual(told.code, code, told.err)
        [line] = told.err.splitlines()
        self.assertTrue(line.startswith("commonplace: "), line)
        return line

    def test_a_slug_that_is_misspelled(self):
        self.assertEqual(self.daemon.command("poll").code, 0)
        for arguments in [["poll", "tidewter"], ["entries", "--source", "tidewter"], ["explain", "tidewter"],
                          ["report", "tidewter"], ["parse", "--source", "tidewter", "-"]]:
            self.assertIn("did you mean 'tidewater'?", self.refused(1, *arguments))
        self.assertIn("did you mean 'everything'?", self.refused(1, "entries", "--topic", "everythin"))
        self.daemon.start()
        self.assertIn("did you mean 'tidewater'?", self.refused(1, "poll", "tidewter"))
        self.assertIn("`commonplace sources` lists", self.refused(1, "explain", "something-else-altogether"))

    def test_a_folder_that_is_not_there(self):
        for command in [["sources"], ["entries"], ["poll"], ["explain", "x"], ["try", "x"], ["config"]]:
            told = self.run_command(*command, "--config", self.folder / "nowhere")
            self.assertEqual((told.code, told.out), (78, ""), command)
            self.assertIn("nowhere is no folder of drop-ins; name it with --config", told.err)

    def test_a_store_that_is_not_there_yet(self):
        for arguments in [["sources"], ["topics"], ["entries"], ["try", "library"], ["explain", "tidewater"]]:
            self.assertIn("`commonplace poll` does so once", self.refused(1, *arguments))

    def test_a_store_that_another_holds(self):
        self.daemon.start()
        line = self.refused(69, "serve")
        self.assertIn(f"is in use by process {self.daemon.pid} (commonplace)", line)
        self.assertIn("`commonplace status`", line)
        service = self.daemon.config / "00-service.toml"
        service.write_text(service.read_text(encoding="utf-8").replace(
            f"127.0.0.1:{self.daemon.admin_port}", f"127.0.0.1:{harness.free_port()}"), encoding="utf-8")
        line = self.refused(69, "poll")
        self.assertIn(f"is in use by process {self.daemon.pid} (commonplace), and no daemon answers at", line)

    def test_tables_fit_the_terminal(self):
        self.assertEqual(self.daemon.command("poll").code, 0)
        self.origin.serve("/feed", harness.Document(b"Sorry!", "text/plain", status=500))
        self.assertEqual(self.daemon.command("poll").code, 1)
        for arguments in [["sources"], ["entries"], ["topics"], ["config"], ["explain", "tidewater"]]:
            for columns in [60, 100]:
                terminal = Terminal(self, columns=columns)
                process = self.daemon.begin(*arguments, stdout=terminal.slave, stderr=terminal.slave, term="xterm")
                terminal.start()
                self.assertEqual(process.wait(harness.PATIENCE), 0)
                terminal.wait()
                lines = terminal.screen()
                self.assertGreater(len(lines), 1)
                self.assertLessEqual(max(map(len, lines)), columns, "\n".join(lines))
        self.assertIn("the server failed (HTTP 500)", self.daemon.command("sources").out, "nothing is cut in a pipe")

    def test_tables_that_are_empty(self):
        self.daemon.write("10.toml", "")
        self.assertEqual(self.daemon.command("poll").code, 0)
        for command, hint in [("sources", "`commonplace add URL`"), ("topics", "[topic.SLUG]"),
                              ("entries", "`commonplace sources`")]:
            told = self.daemon.command(command)
            self.assertEqual((told.code, len(told.out.splitlines())), (0, 1))
            self.assertIn(hint, told.err)
            self.assertEqual(self.daemon.command(command, "--json").err, "")


if __name__ == "__main__":
    harness.main()
