"""`commonplace status` and `reload`: what an operator asks of the daemon that is running."""

import harness
import partner_feed

GOOD = harness.Document(partner_feed.rss(partner_feed.ITEMS), etag='"one"')
BAD = "[source.bad]\nurl = 7\n"


class Control(harness.EndToEnd):
    SERVICE = ""

    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/good", GOOD)
        self.origin.serve("/broken", harness.Document(b"Sorry!", "text/plain", status=500))
        self.daemon = harness.Daemon(self, {
            "10-good.toml": self.source("good"),
            "11-broken.toml": self.source("broken"),
            "20-all.toml": "[topic.all]\n"}, service=self.SERVICE)

    def source(self, slug, more=""):
        return f'[source.{slug}]\nurl = "{self.origin.url("/" + slug)}"\n{more}'

    def start(self):
        self.daemon.start()
        self.daemon.wait_for_poll("good", "broken")


class Status(Control):
    def test_says_what_is_broken_since_when_why_and_what_happens_next(self):
        self.start()
        told = self.daemon.command("status")
        self.assertEqual((told.code, told.err), (0, ""))
        self.assertNotIn("\x1b", told.out)
        for part in ["Library partner news: 1 source needs attention, of 2.", "\nbroken\n",
                     "The last poll failed: the server failed (HTTP 500).", "It is tried again in 1",
                     "2 sources (1 fine, 1 failing), 10 entries, 1 topic; next poll in",
                     f"http://127.0.0.1:{self.daemon.admin_port}/status"]:
            self.assertIn(part, told.out)
        self.assertLess(told.out.index("needs attention"), told.out.index("entries"), "what is broken comes first")

    def test_is_one_object_for_programs(self):
        self.start()
        self.daemon.write("12-bad.toml", BAD)
        self.daemon.reload()
        [status] = self.daemon.command("status", "--json").json_lines()
        self.assertEqual((status["sources"], status["topics"], status["entries"], status["ready"]), (2, 1, 10, True))
        self.assertEqual(status["states"], {"ok": 1, "failing": 1})
        self.assertEqual([source["source"] for source in status["broken"]], ["broken"])
        self.assertIn("HTTP 500", status["broken"][0]["words"])
        self.assertEqual(status["left_out"], [str(self.daemon.config / "12-bad.toml")])
        answer = self.daemon.admin("/api/status").json()
        self.assertEqual({**status, "now": answer["now"]}, answer)

    def test_a_daemon_that_does_not_run_is_said_with_what_helps(self):
        for command in ["status", "reload"]:
            told = self.daemon.command(command)
            self.assertEqual((told.code, told.out), (69, ""))
            self.assertIn(f"no daemon answers at 127.0.0.1:{self.daemon.admin_port}", told.err)
            self.assertIn("systemctl start commonplace", told.err)

    def test_somebody_else_who_answers_is_told_apart(self):
        told = self.daemon.command("status", "--admin-listen", f"localhost:{self.origin.port}")
        self.assertEqual((told.code, told.out), (69, ""))
        self.assertIn("no commonplace daemon", told.err)


class Poll(Control):
    def test_any_number_of_sources_can_be_named_to_a_daemon(self):
        self.start()
        slugs = [f"a-branch-of-a-library-with-a-rather-long-name-{number}" for number in range(300)]
        self.daemon.write("12-off.toml", "".join(self.source(slug, "enabled = false\n") for slug in slugs))
        self.assertEqual(self.daemon.command("reload").code, 0)
        told = self.daemon.command("poll", "--json", *slugs)
        self.assertEqual(told.code, 1, "none is enabled")
        self.assertEqual(sorted(report["source"] for report in told.json_lines()), sorted(slugs))

    def test_a_host_that_asked_to_be_left_alone_is_after_a_restart(self):
        self.origin.serve("/broken", harness.Document(b"Later.", "text/plain", status=429, headers={"Retry-After": "3000"}))
        self.assertEqual(self.daemon.command("poll", "broken").code, 1)
        for slug, who in [("good", "127.0.0.1"), ("broken", "its server")]:
            told = self.daemon.command("poll", slug)
            self.assertEqual(told.code, 0)
            self.assertIn(f"{slug}: waiting: {who} asked us to stay away for", told.out)
        self.assertEqual(self.origin.seen("/good"), [])
        self.assertEqual(self.daemon.command("poll", "--force", "good").code, 0)


class UnixSocket(Control):
    def test_a_daemon_on_a_unix_socket_is_asked_there(self):
        address = f"unix:{self.folder}/admin.sock"
        process = self.daemon.begin("serve", "--admin-listen", address)
        told = harness.wait_until(lambda: (lambda told: told if told.code == 0 and '"ready":true' in told.out else None)(
            self.daemon.command("status", "--json", "--admin-listen", address)), "the daemon")
        self.assertEqual(told.json_lines()[0]["sources"], 2)
        self.assertEqual(self.daemon.command("reload", "--admin-listen", address).code, 0)
        process.terminate()
        process.wait(harness.PATIENCE)
        gone = self.daemon.command("status", "--admin-listen", address)
        self.assertEqual(gone.code, 69)
        self.assertIn("no daemon answers at unix:", gone.err)


class Reload(Control):
    def reload(self, code=0):
        told = self.daemon.command("reload")
        self.assertEqual(told.code, code, told.err)
        return told

    def test_answers_what_changed_and_the_log_says_the_same(self):
        for name in ["11-broken.toml", "20-all.toml"]:
            (self.daemon.config / name).unlink()
        # One file, so that nobody sees half of the change.
        self.daemon.write("10-good.toml", self.source("good") + self.source("broken") + "[topic.all]\n")
        self.start()
        self.assertEqual(self.reload().out, "reloaded: nothing changed; 2 sources, 1 topic\n")
        self.daemon.write("10-good.toml", self.source("good", 'tags = ["x"]\n') + self.source("late") +
                          '[topic.all]\ntitle = "All"\n[topic.more]\n')
        report = self.daemon.command("reload", "--json").json_lines()[0]
        log = self.daemon.log()
        if report["message"].startswith("nothing"):  # the daemon looked by itself, a moment earlier
            report["message"] = next(line.split("reloaded: ")[1] for line in log.splitlines() if "1 source added" in line)
        else:
            self.assertEqual(report["sources"], {"added": ["late"], "changed": ["good"], "removed": ["broken"]})
            self.assertEqual(report["topics"], {"added": ["more"], "changed": ["all"], "removed": []})
        self.assertEqual(report["message"],
                         "1 source added (late), 1 source changed (good), 1 source removed (broken), 1 topic added (more), "
                         "1 topic changed (all); 2 sources, 2 topics")
        self.assertIn("info reloaded: " + report["message"], log)

    def test_a_bad_drop_in_is_told_and_the_others_apply(self):
        self.start()
        self.daemon.write("12-bad.toml", BAD)
        told = self.reload(code=1)
        bad = str(self.daemon.config / "12-bad.toml")
        self.assertIn(f"{bad}:2:7: error: 'url' must be a string", told.err)
        self.assertIn(f"{bad} is left out", told.err)
        self.assertIn("1 bad drop-in left out", told.out)
        self.daemon.write("10-good.toml", BAD)
        told = self.reload(code=1)
        self.assertIn(f"{self.daemon.config / '10-good.toml'} is bad; its last good content stays in force", told.err)
        self.assertEqual(self.daemon.source("good")["state"], "ok")

    def test_a_service_gone_bad_keeps_its_last_good_content(self):
        self.start()
        service = self.daemon.config / "00-service.toml"
        good = service.read_text(encoding="utf-8")
        self.daemon.write("00-service.toml", good + "parallel = 'many'\n")
        self.daemon.write("21-more.toml", "[topic.more]\n")
        told = self.reload(code=1)
        self.assertIn(f"{service} is bad; its last good content stays in force", told.err)
        self.assertEqual(len(self.daemon.admin("/api/topics").json()), 2, "the other files' changes apply")
        [status] = self.daemon.command("status", "--json").json_lines()
        self.assertEqual((status["service"], status["kept"]), ("Library partner news", [str(service)]))
        self.assertIn("commonplace_config_errors 1", self.daemon.admin("/metrics").text())

    def test_a_second_service_changes_nothing(self):
        self.start()
        self.daemon.write("05-more.toml", "[service]\nlanguage = 'la'\n")
        told = self.reload(code=78)
        self.assertIn("05-more.toml:1:1: error: [service] is already in", told.err)
        [message] = self.daemon.admin("/api/status").json()["messages"]
        self.assertIn("05-more.toml:1:1: error:", message)
        self.assertIn("commonplace_config_errors 1", self.daemon.admin("/metrics").text())
        (self.daemon.config / "05-more.toml").unlink()
        self.reload()
        self.assertEqual(self.daemon.admin("/api/status").json()["messages"], [])

    def test_the_log_level_follows(self):
        self.start()
        self.daemon.poll("good")
        self.assertNotIn("debug poll source=good", self.daemon.log())
        service = self.daemon.config / "00-service.toml"
        self.daemon.write("00-service.toml", service.read_text(encoding="utf-8") + 'log_level = "debug"\n')
        self.reload()
        self.daemon.poll("good")
        self.assertIn("debug poll source=good", self.daemon.log())


if __name__ == "__main__":
    harness.main()
