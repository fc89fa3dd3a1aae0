"""An external WebSub hub: feeds name it, and it is told when they have something new."""

import http.server
import threading
import unittest
import urllib.parse
import xml.etree.ElementTree as xml

import harness
import partner_feed

ATOM = "{http://www.w3.org/2005/Atom}"


class Hub(http.server.ThreadingHTTPServer):
    """Remembers what it is told."""

    def __init__(self, test):
        self.told = []
        hub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
                hub.told.append(urllib.parse.parse_qs(body))
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/"
        thread = threading.Thread(target=self.serve_forever)
        thread.start()
        test.addCleanup(thread.join)
        test.addCleanup(self.server_close)
        test.addCleanup(self.shutdown)


class WebSubHub(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.hub = Hub(self)
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS[:1])))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "20-news.toml": '[topic.news]\ntitle = "News"\n',
            "21-staff.toml": '[topic.staff]\ntitle = "Staff"\naccess = ["a-good-token"]\n'},
            service=f'hub = "{self.hub.url}"').start()
        self.daemon.wait_for_poll("tidewater")

    def told(self):
        return {tuple(told["hub.url"]) for told in self.hub.told}

    def test_feeds_name_it_and_guarded_ones_do_not(self):
        feed = xml.fromstring(self.daemon.get("/topics/news.atom").text())
        hubs = [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "hub"]
        self.assertEqual(hubs, [self.hub.url])
        channel = xml.fromstring(self.daemon.get("/topics/news.rss").text()).find("channel")
        self.assertEqual([link.get("href") for link in channel.findall(ATOM + "link") if link.get("rel") == "hub"],
                         [self.hub.url])
        self.assertEqual(self.daemon.get("/topics/news.json").json()["hubs"], [{"type": "WebSub", "url": self.hub.url}])
        for form in ("atom", "rss", "json"):
            self.assertIn(f'<{self.hub.url}>; rel="hub"', self.daemon.get(f"/topics/news.{form}").headers["Link"])
        for path in ("/topics/news.atom?limit=1&type=News", "/topics/staff.atom?token=a-good-token"):
            answer = self.daemon.get(path)
            self.assertEqual(answer.status, 200, path)
            self.assertNotIn("hub", answer.headers["Link"], path)
            self.assertNotIn(self.hub.url, answer.text(), path)

    def test_it_is_told_of_what_is_new(self):
        expected = {(f"{harness.PUBLIC_URL}/topics/news.{form}",) for form in ("atom", "rss", "json")}
        harness.wait_until(lambda: self.told() == expected, "the hub to be told")
        for told in self.hub.told:
            self.assertEqual(told["hub.mode"], ["publish"])
            self.assertEqual(told["hub.topic"], told["hub.url"])
        before = len(self.hub.told)
        self.daemon.poll("tidewater")
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS[:2])))
        self.daemon.poll("tidewater")
        harness.wait_until(lambda: len(self.hub.told) >= before + 3, "the hub to be told again")
        self.assertEqual(self.told(), expected, "staff's feeds are nobody else's business")

    def test_doctor_asks_whether_it_answers(self):
        def findings():
            lines = self.daemon.command("doctor", "--json").json_lines()
            return [(line["result"], line["message"]) for line in lines if line["check"] == "hub"]
        self.assertEqual(findings(), [("ok", f"the hub {self.hub.url} answers")])
        self.hub.shutdown()
        self.hub.server_close()
        [(result, message)] = findings()
        self.assertEqual(result, "fail")
        self.assertTrue(message.startswith(f"the hub {self.hub.url} does not answer: "), message)


if __name__ == "__main__":
    harness.main()
