"""Feeds of a topic narrowed by parameters: each question has one address, whoever spells it how."""

import concurrent.futures
from xml.etree import ElementTree

import harness
import partner_feed

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
TOKEN = "branch-token-17"


class Narrowed(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "20-all.toml": '[topic.all]\ntitle = "Everything"\nlimit = 3\n',
            "21-staff.toml": f'[topic.staff]\ntitle = "For staff"\naccess = ["{TOKEN}"]\n'}).start()
        harness.wait_until(lambda: self.titles("/topics/all.atom"), "the stories")

    def titles(self, path):
        answer = self.daemon.get(path)
        self.assertEqual(answer.status, 200, answer.body)
        feed = ElementTree.fromstring(answer.body)
        return [entry.findtext("atom:title", namespaces=ATOM) for entry in feed.iterfind("atom:entry", ATOM)]

    def test_each_parameter_narrows(self):
        self.assertEqual(len(self.titles("/topics/all.atom?limit=500")), 10)
        self.assertEqual(self.titles("/topics/all.atom?type=webinar"),
                         ["Past the front desk: Walking a story with the parks department",
                          "Thinking in steps @ your library: Puzzles for the very young"])
        self.assertEqual(self.titles("/topics/all.atom?q=kitchen"),
                         ["The shared kitchen: What cooking clubs teach a library"])
        self.assertEqual(len(self.titles("/topics/all.atom?since=2024-09-24&limit=10")), 5)
        self.assertEqual(len(self.titles("/topics/all.atom?source=tidewater&limit=10")), 10)
        self.assertEqual(self.titles("/topics/all.atom?lang=fr"), [])
        self.assertEqual(len(self.daemon.get("/topics/all.json?q=kitchen").json()["items"]), 1)
        self.assertEqual(self.daemon.get("/topics/all.rss?q=kitchen").text().count("<item>"), 1)
        self.assertEqual(self.daemon.get("/topics/all.ics?q=kitchen").text().count("BEGIN:VEVENT"), 0)

    def test_equal_questions_have_one_address(self):
        spellings = ["type=Webinar&limit=5&q=library+partner", "q=library%20%20partner&limit=05&type=webinar",
                     "utm_source=x&q=library+partner&type=WEBINAR&limit=5&since="]
        answers = [self.daemon.get(f"/topics/all.atom?{spelling}") for spelling in spellings]
        for answer in answers:
            self.assertEqual((answer.body, answer.headers["ETag"]), (answers[0].body, answers[0].headers["ETag"]))
            again = self.daemon.get(f"/topics/all.atom?{spellings[1]}", {"If-None-Match": answer.headers["ETag"]})
            self.assertEqual(again.status, 304)
        own = ElementTree.fromstring(answers[0].body).find("atom:link[@rel='self']", ATOM).get("href")
        self.assertEqual(own, f"{harness.PUBLIC_URL}/topics/all.atom?type=Webinar&limit=5&q=library+partner")

    def test_defaults_and_strangers_change_nothing(self):
        whole = self.daemon.get("/topics/all.atom")
        for query in ["", "limit=3", "type=&q=", "utm_source=x", "page=7"]:
            answer = self.daemon.get(f"/topics/all.atom?{query}")
            self.assertEqual((query, answer.headers["ETag"]), (query, whole.headers["ETag"]))

    def test_what_means_nothing_is_refused_with_a_reason(self):
        for query, reason in [("type=Soup", "there is no type 'Soup'"), ("source=nobody", "there is no source 'nobody'"),
                              ("lang=e", "is no language"), ("since=soon", "is no date"),
                              ("limit=0", "is no number of entries"), ("q=title:(", "at character")]:
            for form in ["atom", "rss", "json", "ics"]:
                answer = self.daemon.get(f"/topics/all.{form}?{query}")
                self.assertEqual((query, answer.status), (query, 400))
                self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
                self.assertIn(reason, answer.text())

    def test_same_bytes_after_a_restart(self):
        before = self.daemon.get("/topics/all.atom?q=library&limit=9")
        self.daemon.restart()
        after = self.daemon.get("/topics/all.atom?q=library&limit=9")
        self.assertEqual((after.headers["ETag"], after.headers["Last-Modified"]),
                         (before.headers["ETag"], before.headers["Last-Modified"]))

    def test_many_readers_at_once_are_all_answered(self):
        with concurrent.futures.ThreadPoolExecutor(60) as readers:
            answers = list(readers.map(lambda n: self.daemon.get(f"/topics/all.atom?limit={n}&q=library").status, range(5, 125)))
        self.assertEqual(set(answers), {200})

    def test_a_token_opens_and_is_told_to_nobody(self):
        self.assertEqual(self.daemon.get("/topics/staff.atom?q=kitchen").status, 401)
        answer = self.daemon.get(f"/topics/staff.atom?token={TOKEN}&q=kitchen")
        self.assertEqual(answer.status, 200)
        self.assertTrue(answer.headers["Cache-Control"].startswith("private"))
        self.assertNotIn(TOKEN, answer.text() + str(answer.headers))
        self.assertIn("/topics/staff.atom?q=kitchen", answer.text())


if __name__ == "__main__":
    harness.main()
