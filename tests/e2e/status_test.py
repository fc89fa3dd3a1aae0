"""What an operator sees of one source, and what Prometheus reads."""

import re

import harness
import partner_feed
from topic_page import read_html, words

GOOD = harness.Document(partner_feed.rss(partner_feed.ITEMS), etag='"one"')


class Status(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/good", GOOD)
        self.origin.serve("/broken", harness.Document(b"Sorry!", "text/plain", status=500))
        self.daemon = harness.Daemon(self, {
            "10-good.toml": f'[source.good]\nurl = "{self.origin.url("/good")}"\ntags = ["partners"]\n'
                            'headers = { Authorization = "Bearer s3cret" }\n',
            "11-broken.toml": f'[source.broken]\nurl = "{self.origin.url("/broken")}"\n'}).start()
        self.daemon.wait_for_poll("good", "broken")

    def page(self, slug):
        answer = self.daemon.admin(f"/status/{slug}")
        self.assertEqual(answer.status, 200)
        self.assertNotIn("s3cret", answer.text())
        return words(read_html(answer.text()))

    def test_the_page_tells_what_explain_tells(self):
        page = self.page("broken")
        explained = self.daemon.command("explain", "broken").out
        why = next(line for line in explained.splitlines() if line.startswith("why then"))
        self.assertIn(why.removeprefix("why then").strip(), page)
        for part in ["The last poll failed:", "500", "It is tried again in", "next poll", "max_interval", self.origin.url("/broken")]:
            self.assertIn(part, page)
        self.assertIn("/status/broken", self.daemon.admin("/status").text())

    def test_history_keeps_runs_and_survives_a_restart(self):
        for _ in range(3):
            self.daemon.poll("good")
        self.origin.serve("/good", harness.Document(b"Sorry!", "text/plain", status=503))
        self.daemon.poll("good")
        polls = self.daemon.source("good")["polls"]
        self.assertEqual([(run.get("http"), run["polls"], run["new"]) for run in polls],
                         [(503, 1, 0), (304, 3, 0), (200, 1, len(partner_feed.ITEMS))])
        self.assertIn("503", polls[0]["message"])
        self.assertGreater(polls[2]["seconds"], 0)
        self.daemon.restart()
        self.assertEqual(self.daemon.source("good")["polls"][1:], polls[1:])
        page = self.page("good")
        for part in ["3 polls,", "304, unchanged", "partners", "Authorization (values are not shown)"]:
            self.assertIn(part, page)

    def test_programs_read_the_same(self):
        source = self.daemon.source("good")
        self.assertEqual(source["settings"]["tags"], "partners")
        self.assertEqual(source["bounds"]["interval"], 3600)
        self.assertEqual(self.daemon.admin("/api/sources/nobody").status, 404)
        self.assertEqual(self.daemon.admin("/status/nobody").status, 404)
        self.assertEqual(self.daemon.get("/status/good").status, 404, "never on the public listener")
        self.assertEqual(self.daemon.get("/metrics").status, 404)

    def test_the_page_is_sorted_and_narrowed_by_links(self):
        def listed(query):
            page = self.daemon.admin("/status" + query).text()
            return re.findall(r'<tr><th scope="row"><a href="/status/([a-z]+)"', page)
        self.assertEqual(listed(""), ["broken", "good"])
        self.assertEqual(listed("?sort=-source"), ["good", "broken"])
        self.assertEqual(listed("?sort=entries"), ["good", "broken"])
        self.assertEqual(listed("?show=broken"), ["broken"])
        self.assertEqual(listed("?sort=%ff&show=x"), ["broken", "good"])

    def test_the_page_of_a_source_shows_its_rhythm_and_what_its_publisher_should_know(self):
        page = self.daemon.admin("/status/good").text()
        self.assertIn('<svg role="img"', page)
        self.assertNotIn("style=", page)
        source = self.daemon.source("good")
        for warning in source["warnings"]:
            self.assertIn(f"({warning['entries']} entr", page)
        self.assertEqual(sum(source["rhythm"]["hours"]) > 0, "By the hour of the day (UTC)" in page)

    def test_topics_and_entries_for_programs(self):
        self.daemon.write("20-topics.toml", '[topic.books]\ntitle = "Books"\nmatch = "kitchen"\n')
        self.daemon.reload()
        [topic] = self.daemon.admin("/api/topics").json()
        self.assertEqual((topic["topic"], topic["title"], topic["stories"]), ("books", "Books", 1))
        entries = self.daemon.admin("/api/entries").json()
        self.assertEqual(len(entries), len(partner_feed.ITEMS))
        self.assertEqual(entries, self.daemon.entries())
        self.assertEqual([entry["key"] for entry in self.daemon.admin("/api/entries?topic=books").json()],
                         [entry["key"] for entry in self.daemon.entries("--topic", "books")])
        self.assertEqual(len(self.daemon.admin("/api/entries?source=good&limit=3").json()), 3)
        self.assertEqual(self.daemon.admin("/api/entries?source=broken").json(), [])
        for query, status, part in [("limit=0", 400, "from 1 to 1000"), ("since=soon", 400, "not a date"),
                                    ("match=%28a", 400, "match: character"), ("topic=bocks", 404, "did you mean 'books'?")]:
            answer = self.daemon.admin("/api/entries?" + query)
            self.assertEqual(answer.status, status)
            self.assertIn(part, answer.text())
        self.assertEqual(self.daemon.get("/api/entries").status, 404, "never on the public listener")

    def metrics(self):
        answer = self.daemon.admin("/metrics")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        samples = {}
        for line in answer.text().splitlines():
            if not line.startswith("#"):
                name, value = re.fullmatch(r"(\w+(?:\{[^{}]*\})?) (\S+)", line).groups()
                self.assertNotIn(name, samples)
                samples[name] = float(value)
        return samples

    def test_metrics_follow_the_sources(self):
        self.daemon.poll("good")
        metrics = self.metrics()
        source = self.daemon.source("good")
        self.assertEqual(metrics['commonplace_source_polls_total{source="good",status="ok"}'], 1)
        self.assertEqual(metrics['commonplace_source_polls_total{source="good",status="unchanged"}'], 1)
        self.assertEqual(metrics['commonplace_source_polls_total{source="broken",status="error"}'], 1)
        self.assertEqual(metrics['commonplace_source_entries_total{source="good"}'], source["entries"])
        self.assertEqual(metrics['commonplace_source_failures{source="broken"}'], 1)
        self.assertEqual(metrics['commonplace_source_trouble{source="broken"}'], 1)
        self.assertEqual(metrics['commonplace_sources{state="ok"}'], 1)
        self.assertNotIn('commonplace_source_last_success_timestamp_seconds{source="broken"}', metrics)
        last = metrics['commonplace_source_last_success_timestamp_seconds{source="good"}']
        self.assertLess(last, metrics['commonplace_source_next_poll_timestamp_seconds{source="good"}'])
        self.assertEqual(metrics["commonplace_config_errors"], 0)

        self.daemon.write("11-broken.toml", "[source.broken]\nurl = 7\n")
        self.daemon.write("10-good.toml", f'[source.other]\nurl = "{self.origin.url("/good")}"\n')
        self.daemon.reload()
        self.daemon.wait_for_poll("other")
        metrics = self.metrics()
        self.assertEqual(metrics["commonplace_config_errors"], 1)
        self.assertFalse([name for name in metrics if '"good"' in name], "only what is configured has a label")


if __name__ == "__main__":
    harness.main()
