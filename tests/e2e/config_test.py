"""Drop-ins, good and bad: one bad file never takes down the others, and whoever wrote it is told where it is wrong."""

import harness
import partner_feed
from topic_page import read_html, teasers, words

SYNTAX_ERROR = '[source.torn]\nurl = "https://torn.example/feed\n'
UNKNOWN_KEY = '[topic.spelled]\ntitle = "Spelled"\nmach = "library"\n'
WRONG_TYPE = '[source.typed]\nurl = "https://typed.example/feed"\npriority = "high"\n'
DUPLICATE_SLUG = '[topic.everything]\ntitle = "Everything twice"\n'

BAD_DROP_INS = {
    "31-torn.toml": SYNTAX_ERROR,
    "32-spelled.toml": UNKNOWN_KEY,
    "33-typed.toml": WRONG_TYPE,
    "34-twice.toml": DUPLICATE_SLUG,
}


class Configured(harness.EndToEnd):
    """One source with ten entries, one topic, and what a test adds."""

    def set_up_daemon(self, more=None):
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS), etag='"1"'))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "20-everything.toml": '[topic.everything]\ntitle = "Everything"\n', **(more or {})})
        return self.daemon

    def titles(self, topic):
        answer = self.daemon.get(f"/topics/{topic}")
        return [story.title for story in teasers(read_html(answer.text()))] if answer.status == 200 else None

    def wait_for_titles(self, topic, count):
        harness.wait_until(lambda: len(self.titles(topic) or []) == count, f"{count} stories in {topic}")

    def config_path(self, name):
        return self.daemon.config / name


class Check(Configured):
    def test_every_mistake_is_told_with_its_place(self):
        daemon = self.set_up_daemon(BAD_DROP_INS)
        checked = daemon.command("check")
        self.assertEqual((checked.code, checked.out), (78, ""))
        for name, place, part in [
                ("31-torn.toml", "2:", ""),
                ("32-spelled.toml", "3:1:", "unknown key 'mach'"),
                ("32-spelled.toml", "3:1:", "did you mean 'match'?"),
                ("33-typed.toml", "3:12:", "'priority' must be a whole number, not a string"),
                ("34-twice.toml", "1:8:", f"already in {self.config_path('20-everything.toml')}:1:8")]:
            line = [line for line in checked.err.splitlines() if name in line.split(":")[0]]
            self.assertEqual(len(line), 1, checked.err)
            self.assertTrue(line[0].startswith(f"{self.config_path(name)}:{place}"), line)
            self.assertRegex(line[0], r"^[^:]+:\d+:\d+: error: .")
            self.assertIn(part, line[0])
        self.assertEqual(len(checked.err.splitlines()), len(BAD_DROP_INS))

    def test_a_bad_query_is_shown_where_it_goes_wrong(self):
        daemon = self.set_up_daemon({"30.toml": '[topic.query]\ntitle = "Query"\nmatch = "(library OR"\n'})
        checked = daemon.command("check")
        self.assertEqual(checked.code, 78)
        self.assertRegex(checked.err, r"30\.toml:3:\d+: error: .*expected")

    def test_good_files_are_called_good(self):
        checked = self.set_up_daemon().command("check")
        self.assertEqual((checked.code, checked.err), (0, ""))
        self.assertIn("1 source", checked.out)
        self.assertEqual(self.origin.seen(), [], "check touches no network")

    def test_a_folder_that_is_not_there_is_a_mistake(self):
        checked = self.run_command("check", "--config", self.folder / "nowhere")
        self.assertEqual(checked.code, 78)
        self.assertIn("nowhere", checked.err)


class BadWithoutADaemon(Configured):
    def test_who_polls_or_publishes_is_told_what_was_left_out(self):
        daemon = self.set_up_daemon({"33-typed.toml": WRONG_TYPE})
        self.assertEqual(self.origin.seen(), [])
        for command in [["poll"], ["poll", "--json"], ["render", self.folder / "site"]]:
            ended = daemon.command(*command)
            self.assertEqual(ended.code, 0, ended.err)
            self.assertIn("33-typed.toml:3:12: error: 'priority' must be a whole number", ended.err)
        self.assertEqual(len(self.origin.seen("/feed")), 2, "the others go on")


class BadAtStart(Configured):
    def test_the_daemon_starts_with_the_other_files_and_shows_what_is_wrong(self):
        self.set_up_daemon(BAD_DROP_INS).start()
        self.wait_for_titles("everything", 10)
        self.assertEqual([status["source"] for status in self.daemon.admin("/api/sources").json()], ["tidewater"])
        status = words(read_html(self.daemon.admin("/status").text()))
        for name in BAD_DROP_INS:
            self.assertIn(str(self.config_path(name)), status)
            self.assertIn(str(self.config_path(name)), self.daemon.log())
        self.assertEqual(len(self.daemon.admin("/api/status").json()["messages"]), len(BAD_DROP_INS))

    def test_a_bad_service_table_keeps_it_from_starting(self):
        daemon = self.set_up_daemon({"05-more.toml": '[service]\ntitle = "Another"\n'})
        for command in ["serve", "check", "poll"]:
            ended = daemon.command(command)
            self.assertEqual(ended.code, 78, command)
            self.assertIn(f"{self.config_path('05-more.toml')}:1:1: error:", ended.err)
        self.assertEqual(self.origin.seen(), [])


class Reload(Configured):
    TOPIC = '[topic.young]\ntitle = "Young readers"\nmatch = "children"\n'

    def test_a_changed_topic_applies_to_what_is_stored_without_asking_anyone(self):
        self.set_up_daemon({"30-young.toml": self.TOPIC}).start()
        self.wait_for_titles("young", 1)
        self.daemon.write("30-young.toml", self.TOPIC.replace('"children"', '"children OR kitchen"'))
        self.daemon.reload()
        self.wait_for_titles("young", 2)
        self.assertEqual(self.titles("young"), ["The shared kitchen: What cooking clubs teach a library",
                                                "Thinking in steps @ your library: Puzzles for the very young"])
        self.daemon.write("30-young.toml", self.TOPIC.replace('"children"', '"kitchen"'))
        self.daemon.reload()
        self.wait_for_titles("young", 1)
        self.assertEqual(self.titles("young"), ["The shared kitchen: What cooking clubs teach a library"])
        self.assertEqual(len(self.origin.seen()), 1)

    def test_a_new_topic_is_published_and_a_removed_one_is_not(self):
        self.set_up_daemon().start()
        self.wait_for_titles("everything", 10)
        self.daemon.write("30-young.toml", self.TOPIC)
        self.daemon.reload()
        self.wait_for_titles("young", 1)
        self.config_path("30-young.toml").unlink()
        self.daemon.reload()
        harness.wait_until(lambda: self.daemon.get("/topics/young").status == 404, "the topic to be gone")
        self.assertEqual(self.daemon.get("/topics/young.atom").status, 404)
        self.assertEqual(len(self.titles("everything")), 10)

    def test_a_new_source_is_polled(self):
        self.set_up_daemon().start()
        self.wait_for_titles("everything", 10)
        item = partner_feed.Item("lanterns", "Lanterns in the reading room", "Fri, 01 Nov 2024", "A quiet evening.")
        self.origin.serve("/late", harness.Document(partner_feed.rss([item], "Late comers", "https://late.example/")))
        self.daemon.write("40-late.toml", f'[source.late]\nurl = "{self.origin.url("/late")}"\n')
        self.daemon.reload()
        self.wait_for_titles("everything", 11)
        self.assertEqual(len(self.origin.seen("/feed")), 1)

    def test_a_changed_source_is_fetched_afresh(self):
        self.set_up_daemon().start()
        self.wait_for_titles("everything", 10)
        self.daemon.write("10-tidewater.toml", f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n'
                                               "types = { Announcement = 'title:burnout' }\n")
        self.daemon.reload()
        self.origin.wait_for_requests(2, "/feed")
        self.assertEqual([request.status for request in self.origin.seen("/feed")], [200, 200])
        harness.wait_until(lambda: "Announcement" in self.daemon.get("/topics/everything").text(), "the new type")
        self.assertEqual(len(self.titles("everything")), 10)

    def test_a_file_gone_bad_keeps_its_last_good_content_also_after_a_restart(self):
        self.set_up_daemon({"30-young.toml": self.TOPIC}).start()
        self.wait_for_titles("young", 1)
        before = self.daemon.get("/topics/young")
        self.daemon.write("30-young.toml", self.TOPIC + "limit = many\n")
        self.daemon.write("31-kitchens.toml", '[topic.kitchens]\ntitle = "Kitchens"\nmatch = "kitchen"\n')
        self.daemon.reload()
        self.wait_for_titles("kitchens", 1)  # the other files' changes apply
        for _ in range(2):
            self.assertEqual(self.daemon.get("/topics/young").body, before.body)
            self.assertIn(f"{self.config_path('30-young.toml')}:4:",
                          words(read_html(self.daemon.admin("/status").text())))
            self.daemon.restart()

        self.daemon.write("30-young.toml", self.TOPIC.replace("Young readers", "The youngest"))
        self.daemon.reload()
        harness.wait_until(lambda: "The youngest" in self.daemon.get("/topics/young").text(), "the mended file")
        self.assertEqual(self.daemon.admin("/api/status").json()["messages"], [])

    def test_a_service_table_gone_bad_changes_nothing(self):
        self.set_up_daemon().start()
        self.wait_for_titles("everything", 10)
        self.daemon.write("05-more.toml", "[service]\nlanguage = 'la'\n")
        self.daemon.reload()
        self.assertEqual(self.daemon.get("/readyz").status, 200)
        self.assertEqual(len(self.titles("everything")), 10)


class ReloadDuringAPoll(Configured):
    """The publisher is still thinking about the first poll when the drop-ins change."""

    TOPIC = '[topic.young]\ntitle = "Young readers"\nmatch = "children"\n'

    def reload_during_the_first_poll(self, name, text, more=None):
        self.set_up_daemon(more)
        self.origin.hold("/feed")
        self.daemon.start()
        self.origin.wait_for_requests(1)
        self.daemon.write(name, text)
        self.daemon.reload()
        self.origin.release()

    def test_entries_go_into_a_topic_that_is_new(self):
        self.reload_during_the_first_poll("30-young.toml", self.TOPIC)
        self.wait_for_titles("young", 1)
        self.assertEqual(len(self.origin.seen()), 1)

    def test_entries_go_where_a_changed_rule_wants_them(self):
        self.reload_during_the_first_poll("30-young.toml", self.TOPIC.replace('"children"', '"children OR kitchen"'),
                                          {"30-young.toml": self.TOPIC})
        self.wait_for_titles("young", 2)
        self.assertEqual(len(self.origin.seen()), 1)

    def test_a_source_that_changed_is_asked_again(self):
        self.reload_during_the_first_poll("11-more.toml", "[defaults]\ntypes = { Announcement = 'title:burnout' }\n")
        harness.wait_until(lambda: "Announcement" in self.daemon.get("/topics/everything").text(), "the new type")
        self.assertEqual([request.status for request in self.origin.seen()], [200, 200])

    def test_a_source_that_was_taken_out_leaves_nothing(self):
        self.reload_during_the_first_poll("10-tidewater.toml", "")
        harness.wait_until(lambda: self.origin.answered() == 1, "the answer")
        self.daemon.restart()
        self.assertEqual(self.daemon.entries(), [])


class ExitCodes(Configured):
    def test_usage(self):
        for arguments in [[], ["unheard-of"], ["check", "--unheard-of"], ["parse"], ["entries", "--limit", "many"]]:
            ended = self.run_command(*arguments)
            self.assertEqual(ended.code, 64, arguments)
            self.assertNotEqual(ended.err, "", arguments)

    def test_an_unknown_name(self):
        daemon = self.set_up_daemon().start()
        self.wait_for_titles("everything", 10)
        for arguments in [["poll", "nobody"], ["entries", "--topic", "nobody"], ["entries", "--source", "nobody"],
                          ["parse", "--source", "nobody", "-"]]:
            ended = daemon.command(*arguments)
            self.assertEqual(ended.code, 1, arguments)
            self.assertIn("nobody", ended.err)
        daemon.stop()
        self.assertEqual(daemon.command("poll", "nobody").code, 1, "also without a daemon")

    def test_a_bad_query(self):
        daemon = self.set_up_daemon().start()
        ended = daemon.command("entries", "--match", "(library")
        self.assertEqual(ended.code, 65)
        self.assertIn("(library", ended.err)

    def test_what_is_no_feed(self):
        page = self.folder / "page.html"
        page.write_text("<!doctype html><title>Opening hours</title><p>Nine to five.", encoding="utf-8")
        ended = self.run_command("parse", page)
        self.assertEqual((ended.code, ended.out), (65, ""))
        self.assertRegex(ended.err, r"page\.html: .*HTML")

    def test_a_file_that_is_not_there(self):
        ended = self.run_command("parse", self.folder / "nowhere.rss")
        self.assertEqual(ended.code, 74)
        self.assertIn("nowhere.rss", ended.err)


if __name__ == "__main__":
    harness.main()
