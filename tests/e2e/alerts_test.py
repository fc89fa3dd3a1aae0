"""The operator's webhook: each change of state is told once, whatever happens to receiver and daemon."""

import json

import harness
import partner_feed

GOOD = harness.Document(partner_feed.rss(partner_feed.ITEMS))
BROKEN = harness.Document(b"Sorry!", "text/plain", status=500)
GONE = harness.Document(b"", "text/plain", status=410)


class Alerts(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)

    def serve_sources(self, **documents):
        """A drop-in for each, polled from this origin."""
        drop_ins = {}
        for slug, document in documents.items():
            self.origin.serve(f"/{slug}", document)
            drop_ins[f"10-{slug}.toml"] = f'[source.{slug}]\nurl = "{self.origin.url("/" + slug)}"\n'
        return drop_ins

    def start(self, drop_ins, hook, more="", **options):
        service = f'alerts = {{ webhook = "{hook}", after = "1s"{more} }}'
        return harness.Daemon(self, drop_ins, service=service, **options).start()

    def receiver(self, port=0):
        hook = harness.Origin(self, port)
        hook.serve("/hook/s3cret", harness.Document(b"ok", "text/plain"))
        return hook

    @staticmethod
    def told(hook):
        """Every alert that came, as JSON."""
        return [json.loads(seen.body) for seen in hook.seen("/hook/s3cret")]

    def wait_for(self, hook, *expected):
        """Until so many alerts have come; what they are must be these, in any order."""
        hook.wait_for_requests(len(expected), "/hook/s3cret")
        self.assertEqual(sorted((alert["event"], alert["source"]) for alert in self.told(hook)), sorted(expected))

    def test_each_change_is_told_once(self):
        hook = self.receiver()
        daemon = self.start(self.serve_sources(good=GOOD, broken=BROKEN, gone=GONE), hook.url("/hook/s3cret"))
        expected = [("failing", "broken"), ("gone", "gone")]
        self.wait_for(hook, *expected)
        alert = next(alert for alert in self.told(hook) if alert["source"] == "broken")
        self.assertEqual((alert["state"], alert["http"], alert["failures"]), ("failing", 500, 1))
        self.assertIn("500", alert["message"])
        self.assertIn("500", alert["text"])
        self.assertGreater(alert["next_poll"], alert["since"])
        self.assertEqual(alert["page"], f"http://127.0.0.1:{daemon.admin_port}/status/broken")
        self.assertEqual(alert["url"], self.origin.url("/broken"))
        self.assertEqual(hook.seen()[0].headers["Content-Type"], "application/json")

        daemon.poll()
        daemon.restart()
        daemon.poll()
        self.origin.serve("/broken", GOOD)
        daemon.poll("broken")
        expected.append(("recovered", "broken"))
        self.wait_for(hook, *expected)
        daemon.poll()
        self.assertEqual(daemon.stop(), 0)
        self.wait_for(hook, *expected)
        self.assertNotIn("s3cret", daemon.log())

    def test_a_source_that_moved_for_good(self):
        hook = self.receiver()
        drop_ins = self.serve_sources(old=harness.Document(b"", "text/plain", status=301,
                                                           headers={"Location": self.origin.url("/new")}))
        self.origin.serve("/new", GOOD)
        daemon = self.start(drop_ins, hook.url("/hook/s3cret"))
        daemon.wait_for_poll("old")
        for _ in range(4):
            daemon.poll("old")
        self.wait_for(hook, ("moved", "old"))
        alert = self.told(hook)[0]
        self.assertEqual((alert["state"], alert["moved_to"]), ("ok", self.origin.url("/new")))
        self.assertIn(self.origin.url("/new"), alert["text"])
        daemon.restart()
        daemon.poll("old")
        self.wait_for(hook, ("moved", "old"))

    def test_a_dead_receiver_is_told_what_is_true_when_it_is_back(self):
        port = harness.free_port()
        daemon = self.start(self.serve_sources(broken=BROKEN, gone=GONE), f"http://127.0.0.1:{port}/hook/s3cret")
        harness.wait_until(lambda: "not delivered" in daemon.log(), "the first attempt")
        self.origin.serve("/broken", GOOD)
        daemon.poll("broken")  # over before it could be told
        hook = self.receiver(port)
        self.wait_for(hook, ("gone", "gone"))

    def test_a_receiver_that_hangs_is_in_nobodys_way(self):
        hook = self.receiver()
        hook.hold("/hook/s3cret")
        daemon = self.start(self.serve_sources(good=GOOD, broken=BROKEN), hook.url("/hook/s3cret"))
        hook.wait_for_requests(1)
        self.assertEqual(daemon.poll("good").json_lines()[0]["status"], "unchanged")
        self.assertEqual(daemon.stop(), 0)

    def test_the_webhook_passes_the_same_gate(self):
        hook = self.receiver()
        daemon = self.start(self.serve_sources(good=GOOD), hook.url("/hook/s3cret"), allow_networks=())
        harness.wait_until(lambda: "not delivered" in daemon.log(), "the refusal")
        self.assertIn("is blocked: 127.0.0.1 is a loopback address", daemon.log())
        self.assertEqual((hook.seen(), self.origin.seen()), ([], []))

    def test_and_may_be_let_through_alone(self):
        hook = self.receiver()
        self.start(self.serve_sources(good=GOOD), hook.url("/hook/s3cret"), allow_networks=(),
                   more=f', allow_networks = ["127.0.0.1:{hook.port}"]')
        self.wait_for(hook, ("failing", "good"))
        self.assertIn("is blocked", self.told(hook)[0]["message"])
        self.assertEqual(self.origin.seen(), [])


if __name__ == "__main__":
    harness.main()
