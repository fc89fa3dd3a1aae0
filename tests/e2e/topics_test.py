"""A topic's settings at work: what is shown and what not, at once when they change, and why."""

import datetime
import email.utils
import subprocess

import harness
import partner_feed
from terminal import Terminal
from topic_page import read_html, teasers


class Topics(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\ntags = ["partners"]\n'})

    def topic(self, settings):
        self.daemon.write("20-kitchens.toml", f'[topic.kitchens]\ntitle = "Kitchens"\n{settings}\n')

    def start(self, settings):
        self.topic(settings)
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater")
        harness.wait_until(self.titles, "the stories on the page")

    def change(self, settings):
        self.topic(settings)
        self.daemon.reload()

    def titles(self):
        return [story.title for story in teasers(read_html(self.daemon.get("/topics/kitchens").text()))]

    def wait_for(self, *beginnings):
        def is_so():
            titles = self.titles()
            return len(titles) == len(beginnings) and all(map(str.startswith, titles, beginnings))
        harness.wait_until(is_so, f"{beginnings} on the page")

    def key(self, link):
        return next(entry["key"] for entry in self.daemon.entries() if link in entry["link"])

    def explained(self, link):
        told = self.daemon.command("explain", self.key(link))
        self.assertEqual((told.code, told.err), (0, ""))
        return [" ".join(line.split()) for line in told.out.splitlines() if "kitchens, " in line]

    def test_settings_apply_at_once_to_what_is_stored(self):
        self.start('match = "kitchen OR burnout OR puzzles"')
        self.wait_for("The shared kitchen", "When colleagues", "Thinking in steps")
        for settings, beginnings in [
                ('match = "kitchen OR murals"', ["The shared kitchen", "Murals"]),
                ('match = "kitchen OR murals"\nlimit = 1', ["The shared kitchen"]),
                ('per_source = 2', ["October 24", "November 21"]),
                ('types = ["Webinar"]', ["Past the front desk", "Thinking in steps"]),
                ('types = ["Webinar"]\nsources = ["#nobody"]', []),
                ('types = ["Webinar"]\nsources = ["#partners"]', ["Past the front desk", "Thinking in steps"]),
                ('match = "kitchen"\nmax_age = "1d"', [])]:
            with self.subTest(settings):
                self.change(settings)
                self.wait_for(*beginnings)
        self.assertEqual(len(self.origin.seen("/feed")), 1, "nobody is asked again")

    def test_what_grows_too_old_leaves_by_itself(self):
        published = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1, seconds=-10)
        item = partner_feed.ITEMS[0].to_rss().replace("Thu, 24 Oct 2024 00:00:00 +0000",
                                                      email.utils.format_datetime(published))
        self.origin.serve("/feed", harness.Document(partner_feed.rss([]).replace(b"</channel>",
                                                                                 item.encode() + b"</channel>")))
        self.start('max_age = "1d"')
        before = self.daemon.get("/topics/kitchens.atom").headers["ETag"]
        self.wait_for()
        self.assertNotEqual(self.daemon.get("/topics/kitchens.atom").headers["ETag"], before)
        self.assertEqual(len(self.daemon.entries()), 1, "it is still stored")

    def test_pins_come_first_and_what_is_hidden_is_gone(self):
        self.start('match = "kitchen OR murals"')
        kitchen, murals, roof = self.key("shared-kitchen"), self.key("murals"), self.key("under-one-roof")
        self.change(f'match = "kitchen OR murals"\npin = ["{murals}"]\nhide = ["{kitchen}"]')
        self.wait_for("Murals")
        feed = self.daemon.get("/topics/kitchens.atom").text()
        self.assertIn("Murals", feed)
        self.assertNotIn("shared kitchen", feed)
        self.assertNotIn('href="/topics/kitchens"', self.daemon.get(f"/entries/{kitchen}").text())
        self.change(f'match = "kitchen OR murals"\npin = ["{roof}", "{murals}"]')
        self.wait_for("November 21", "Murals", "The shared kitchen")
        self.assertNotIn("November 21", self.daemon.get("/topics/kitchens.atom").text())

    def test_says_why(self):
        self.start('match = "kitchen stove"')
        self.assertEqual(self.explained("shared-kitchen"),
                         ["in topic kitchens, kitchen in the title: kitchen; stove in the excerpt: stove"])
        self.assertEqual(self.explained("murals"), ["not in topic kitchens, kitchen is not there"])
        self.change(f'match = "kitchen stove"\nhide = ["{self.key("shared-kitchen")}"]')
        self.wait_for()
        self.assertRegex(self.explained("shared-kitchen")[0], "^left out kitchens, `hide` names it; else: kitchen in")
        told = self.daemon.command("explain", self.key("murals"), "--json").json_lines()[0]
        self.assertEqual(told["topic_reasons"],
                         [{"topic": "kitchens", "verdict": "not in topic", "why": "kitchen is not there"}])


class Queries(harness.EndToEnd):
    """What is wrong with a query is shown below it, on a terminal."""

    def shown(self, toml, *arguments):
        daemon = harness.Daemon(self, {"20.toml": toml})
        terminal = Terminal(self)
        process = daemon.begin(*arguments, stdout=subprocess.DEVNULL, stderr=terminal.slave)
        terminal.start()
        code = process.wait(harness.PATIENCE)
        terminal.wait()
        return code, terminal.screen()

    def test_a_mistake(self):
        code, lines = self.shown('[topic.a]\nmatch = "図書館 titel:partner"\n', "check")
        self.assertEqual(code, 78)
        self.assertRegex(lines[0], r"20\.toml:2:14: error: in 'match': unknown field 'titel:'; did you mean 'title:'\?")
        self.assertEqual(lines[1:], ["  図書館 titel:partner", "         ^"])

    def test_a_doubt(self):
        code, lines = self.shown('[topic.a]\nmatch = "cats or dogs"\n', "check")
        self.assertEqual(code, 0)
        self.assertRegex(lines[0], r"20\.toml:2:15: warning: 'or' is looked for as a word")
        self.assertEqual(lines[1:], ["  cats or dogs", "       ^"])

    def test_of_a_command(self):
        code, lines = self.shown("", "entries", "--match", "a OR")
        self.assertEqual(code, 65)
        self.assertEqual(lines, ["commonplace: query, character 5: expected a word, a phrase or '(' after OR",
                                 "  a OR", "      ^"])


if __name__ == "__main__":
    harness.main()
