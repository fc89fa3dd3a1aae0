"""`commonplace doctor`: what keeps the service from doing its work, and what helps."""

import os
import sqlite3
import time

import harness
import partner_feed


class Doctor(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n'})

    def examine(self, *arguments):
        """Check → its findings, the exit code under the empty name."""
        told = self.daemon.command("doctor", "--json", *arguments)
        self.assertEqual(told.err, "")
        found = {}
        for line in told.json_lines():
            found.setdefault(line["check"], []).append(line)
        results = [line["result"] for lines in found.values() for line in lines]
        self.assertEqual(told.code, 1 if "fail" in results else 0)
        return found

    def test_all_is_well(self):
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater")
        found = self.examine()
        for check in ["configuration", "permissions", "store", "daemon", "sources", "listener"]:
            self.assertEqual([finding["result"] for finding in found[check]], ["ok"], found[check])
        told = self.daemon.command("doctor")
        for line in told.out.splitlines():
            self.assertRegex(line, r"^(ok|warn|fail) +[a-z]+ +\S")
        self.assertIn(f"{self.daemon.database} is sound", told.out)

    def test_before_anything_was_done(self):
        found = self.examine()
        self.assertEqual((found["store"][0]["result"], found["store"][0]["next"]), ("warn", "commonplace poll"))
        self.assertEqual((found["daemon"][0]["result"], found["daemon"][0]["next"]),
                         ("warn", "systemctl start commonplace"))

    def test_mistakes_in_drop_ins(self):
        self.daemon.write("20-bad.toml", "[topic.bad]\nlimt = 3\n")
        [finding] = self.examine()["configuration"]
        self.assertEqual(finding["result"], "fail")
        self.assertIn("20-bad.toml:2:1: error: unknown key 'limt'", finding["message"])
        self.assertTrue(finding["next"].startswith("commonplace check"))

    def test_secrets_that_everybody_may_read(self):
        token = self.folder / "token"
        token.write_text("s3cret", encoding="utf-8")
        token.chmod(0o644)
        self.daemon.write("20-secret.toml", '[source.a]\nurl = "https://a.example/"\npassword = "s3cret"\nenabled = false\n')
        self.daemon.write("21-named.toml", '[source.b]\nurl = "https://b.example/"\nenabled = false\n'
                                           f'password = "${{file:{token}}}"\n')
        (self.daemon.config / "20-secret.toml").chmod(0o644)
        secrets = self.examine()["secrets"]
        self.assertEqual([finding["next"] for finding in secrets],
                         [f"chmod o-r {self.daemon.config / '20-secret.toml'}", f"chmod o-r {token}"])
        self.assertNotIn("s3cret", str(secrets))
        token.chmod(0o600)
        (self.daemon.config / "20-secret.toml").chmod(0o640)
        self.assertNotIn("secrets", self.examine())

    def test_what_everybody_may_change(self):
        self.daemon.config.chmod(0o777)
        [finding] = self.examine()["permissions"]
        self.assertEqual((finding["result"], finding["next"]), ("fail", f"chmod o-w {self.daemon.config}"))

    def test_a_damaged_store(self):
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater")
        self.daemon.stop()
        with sqlite3.connect(self.daemon.database) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        size = os.path.getsize(self.daemon.database)
        with self.daemon.database.open("r+b") as file:
            for page in range(3, size // 4096, 2):
                file.seek(page * 4096)
                file.write(b"\xff" * 64)
        [finding] = self.examine()["store"]
        self.assertEqual(finding["result"], "fail")
        self.assertIn("damaged", finding["message"])

    def test_a_clock_that_was_ahead(self):
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater")
        self.daemon.stop()
        with sqlite3.connect(self.daemon.database) as database:
            database.execute("UPDATE source SET since = ?", (int(time.time()) + 86400,))
        database.close()
        clock = [finding for finding in self.examine()["clock"] if finding["result"] == "fail"]
        self.assertEqual(len(clock), 1)
        self.assertIn("still to come", clock[0]["message"])

    def test_a_source_in_trouble_and_a_listener_that_is_not_there(self):
        self.origin.serve("/feed", harness.Document(b"Sorry!", "text/plain", status=500))
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater")
        service = self.daemon.config / "00-service.toml"
        service.write_text(service.read_text(encoding="utf-8").replace(
            f"127.0.0.1:{self.daemon.port}", f"127.0.0.1:{harness.free_port()}"), encoding="utf-8")
        found = self.examine()
        self.assertEqual((found["sources"][0]["result"], found["sources"][0]["next"]), ("warn", "commonplace status"))
        self.assertEqual(found["listener"][0]["result"], "warn")


if __name__ == "__main__":
    harness.main()
