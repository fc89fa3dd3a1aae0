"""Alert rules and dashboard: they ask for metrics that a real daemon has, in expressions that Prometheus understands."""

import json
import pathlib
import re
import shutil
import subprocess
import unittest

import harness
import partner_feed

MONITORING = pathlib.Path(__file__).resolve().parents[2] / "monitoring"
RULES = MONITORING / "commonplace-alerts.yml"
DASHBOARD = MONITORING / "commonplace-dashboard.json"

# Labels that Prometheus adds.
OF_THE_SCRAPE = {"instance", "job"}


def panels():
    return json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]


def dashboard_expressions():
    """As Grafana sends them, with a value for each of its variables."""
    for panel in panels():
        for target in panel["targets"]:
            yield target["expr"].replace("$instance", ".*").replace("$__rate_interval", "5m")


def metrics_named_in(text):
    """Metric name → the labels that something in the text expects of it."""
    named = {}
    for name, matchers in re.findall(r"\b(commonplace_[a-z_]+)(?:\{([^}]*)\})?", text):
        named.setdefault(name, set()).update(re.findall(r"(\w+)\s*[=!]~?\s*\"", matchers))
    return named


class Names(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        origin = harness.Origin(self)
        origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{origin.url("/feed")}"\n',
            "20-everything.toml": '[topic.everything]\ntitle = "Everything"\n'}).start()
        self.daemon.wait_for_poll("tidewater")

    def test_all_are_metrics_of_a_real_daemon(self):
        offered = {}
        for line in self.daemon.admin("/metrics").text().splitlines():
            if sample := re.match(r"([a-z_]+)(?:\{(.*)\})? ", line):
                offered.setdefault(sample[1], set()).update(re.findall(r"(\w+)=\"", sample[2] or ""))
        expressions = "\n".join([RULES.read_text(encoding="utf-8"), *dashboard_expressions()])
        wanted = metrics_named_in(expressions)
        self.assertGreater(len(wanted), 10)
        for name, labels in wanted.items():
            self.assertIn(name, offered)
            self.assertLessEqual(labels, offered[name] | OF_THE_SCRAPE, name)

    def test_the_manual_of_metrics_is_complete(self):
        manual = (MONITORING.parent / "docs" / "operations.md").read_text(encoding="utf-8")
        for name in set(re.findall(r"^# TYPE (\S+)", self.daemon.admin("/metrics").text(), flags=re.M)):
            self.assertIn(f"`{name}", manual)


class Dashboard(unittest.TestCase):
    def test_panels_have_a_title_an_explanation_and_a_place_of_their_own(self):
        taken = set()
        for panel in panels():
            self.assertTrue(panel["title"] and panel["description"])
            place = panel["gridPos"]
            cells = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
            self.assertFalse(cells & taken, panel["title"])
            self.assertLessEqual(place["x"] + place["w"], 24)
            taken |= cells
        self.assertEqual(len({panel["id"] for panel in panels()}), len(panels()))

    def test_every_query_follows_the_variables(self):
        for panel in panels():
            for target in panel["targets"]:
                self.assertIn("$instance", target["expr"])
                self.assertEqual(target["datasource"]["uid"], "${datasource}")


@unittest.skipUnless(shutil.which("promtool"), "promtool is not installed")
class Prometheus(harness.EndToEnd):
    def promtool(self, *arguments, cwd=MONITORING):
        judged = subprocess.run(["promtool", *arguments], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                check=False)
        self.assertEqual(judged.returncode, 0, judged.stdout)

    def test_the_rules_are_understood_and_do_what_they_say(self):
        self.promtool("check", "rules", RULES.name)
        self.promtool("test", "rules", "commonplace-alerts.test.yml")
        self.promtool("check", "config", "prometheus.yml")

    def test_the_queries_of_the_dashboard_are_understood(self):
        rules = self.folder / "queries.json"  # which is YAML too
        rules.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": [
            {"record": f"query:{number}", "expr": expression} for number, expression in enumerate(dashboard_expressions())]}]}))
        self.promtool("check", "rules", str(rules), cwd=self.folder)


class Tested(unittest.TestCase):
    def test_every_rule_has_a_test(self):
        rules = re.findall(r"- alert: (\w+)", RULES.read_text(encoding="utf-8"))
        tests = (MONITORING / "commonplace-alerts.test.yml").read_text(encoding="utf-8")
        self.assertEqual([rule for rule in rules if f"alertname: {rule}" not in tests], [])


if __name__ == "__main__":
    harness.main()
