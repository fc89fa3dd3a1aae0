"""Sources that fail: each is called what it is, and the others do not notice."""

import harness
import partner_feed
from topic_page import read_html, teasers, words

HTML_PAGE = harness.Document(b"<!doctype html><html><head><title>Please log in</title></head><body>Members only.</body>"
                             b"</html>", "text/html")
TOPIC = '[topic.everything]\ntitle = "Everything"\n'


def source(slug, url):
    return f'[source.{slug}]\nurl = "{url}"\n'


class Failing(harness.EndToEnd):
    """One source that is well, and one for each way to fail."""

    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/good", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.origin.serve("/broken", harness.Document(b"Sorry!", "text/plain", status=500))
        self.origin.serve("/page", HTML_PAGE)
        self.origin.serve("/gone", harness.Document(b"", "text/plain", status=410))
        self.closed_port = harness.free_port()
        self.daemon = harness.Daemon(self, {
            "10-good.toml": source("good", self.origin.url("/good")),
            "11-broken.toml": source("broken", self.origin.url("/broken")),
            "12-page.toml": source("page", self.origin.url("/page")),
            "13-gone.toml": source("gone", self.origin.url("/gone")),
            "14-closed.toml": source("closed", f"http://127.0.0.1:{self.closed_port}/feed"),
            "20-topic.toml": TOPIC}).start()
        self.daemon.wait_for_poll("good", "broken", "page", "gone", "closed")

    # slug, state, what the sentence must say
    CASES = [("broken", "failing", "500"),
             ("page", "failing", "HTML"),
             ("gone", "gone", "410"),
             ("closed", "failing", "connect")]

    def test_each_says_what_is_wrong_and_when_it_is_tried_next(self):
        listed = {row["source"]: row for row in self.daemon.command("sources", "--json").json_lines()}
        page = words(read_html(self.daemon.admin("/status").text()))
        for slug, state, part in self.CASES:
            status = self.daemon.source(slug)
            self.assertEqual((status["state"], status["failures"]), (state, 1), status)
            self.assertIn(part, status["message"])
            self.assertIn(status["message"], page)
            self.assertGreater(status["next_poll"], status["last_poll"])
            self.assertNotIn("last_success", status)
            for member in ["state", "failures", "since", "next_poll", "message"]:
                self.assertEqual(listed[slug][member], status[member])
        self.assertIn("4 sources need attention, of 5.", page)

    def test_the_others_are_not_affected(self):
        harness.wait_until(lambda: len(teasers(read_html(self.daemon.get("/topics/everything").text()))) == 10,
                           "the good source's entries")
        self.assertEqual(self.daemon.source("good")["state"], "ok")
        self.assertEqual(self.daemon.poll("good").code, 0)

    def test_polling_one_by_hand_says_so_and_counts(self):
        polled = self.daemon.poll()
        self.assertEqual(polled.code, 1)
        reports = {report["source"]: report for report in polled.json_lines()}
        self.assertEqual({slug: (report["status"], report.get("http")) for slug, report in reports.items()},
                         {"good": ("unchanged", 200), "broken": ("error", 500), "page": ("error", 200),
                          "gone": ("gone", 410), "closed": ("error", None)})
        for slug, _, part in self.CASES:
            self.assertIn(part, reports[slug]["message"])
            self.assertEqual(self.daemon.source(slug)["failures"], 2)

    def test_one_that_recovers_is_well_again(self):
        item = partner_feed.Item("back", "Back again", "Fri, 01 Nov 2024", "The server was repaired.")
        repaired = partner_feed.rss([item], "Repaired", "https://repaired.example/")
        self.origin.serve("/broken", harness.Document(repaired))
        [report] = self.daemon.poll("broken").json_lines()
        self.assertEqual((report["status"], report["new"]), ("ok", 1))
        status = self.daemon.source("broken")
        self.assertEqual((status["state"], status["failures"]), ("ok", 0))
        self.assertNotIn("message", status)

    def test_one_that_breaks_later_keeps_what_it_published(self):
        self.origin.serve("/good", HTML_PAGE)
        self.assertEqual(self.daemon.poll("good").code, 1)
        self.assertEqual(self.daemon.source("good")["state"], "failing")
        self.daemon.restart()
        self.assertEqual(len(teasers(read_html(self.daemon.get("/topics/everything").text()))), 10)


class PrivateAddresses(harness.EndToEnd):
    def test_are_refused_and_not_even_connected_to(self):
        origin = harness.Origin(self)
        origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        hosts = {"dotted": "127.0.0.1", "named": "localhost", "short": "127.1", "mapped": "[::ffff:127.0.0.1]"}
        spellings = {slug: f"http://{host}:{origin.port}/feed" for slug, host in hosts.items()}
        daemon = harness.Daemon(self, {f"{slug}.toml": source(slug, url) for slug, url in spellings.items()},
                                allow_networks=()).start()
        daemon.wait_for_poll(*spellings)
        polled = daemon.poll()
        self.assertEqual(polled.code, 1)
        for report in polled.json_lines():
            self.assertEqual(report["status"], "blocked", report)
            self.assertIn("loopback", report["message"])
        self.assertEqual(origin.seen(), [])

    def test_are_refused_where_a_redirect_leads_there(self):
        inside, outside = harness.Origin(self), harness.Origin(self)
        inside.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        outside.serve("/feed", harness.Document(b"", status=302, headers={"Location": inside.url("/feed")}))
        daemon = harness.Daemon(self, {"10.toml": source("moved", outside.url("/feed"))},
                                allow_networks=(f"127.0.0.1/32:{outside.port}",)).start()
        daemon.wait_for_poll("moved")
        [report] = daemon.poll("moved").json_lines()
        self.assertEqual(report["status"], "blocked", report)
        self.assertEqual((len(outside.seen()), inside.seen()), (2, []))


class Files(harness.EndToEnd):
    FEED = (b'<rss version="2.0"><channel><title>From a file</title><description>x</description><item>'
            b"<title>Shelf marks</title><link>news/shelf-marks.html</link><guid isPermaLink=\"false\">1</guid>"
            b"<pubDate>Fri, 01 Nov 2024 10:00:00 GMT</pubDate><description>How to read them.</description></item>"
            b"</channel></rss>")

    def test_are_read_below_file_root_and_lean_on_the_homepage(self):
        daemon = harness.Daemon(self, {
            "10.toml": '[source.local]\nurl = "file:local.rss"\nhomepage = "https://local.example/library/"\n',
            "20.toml": TOPIC}, service='file_root = "samples"')
        (daemon.config / "samples").mkdir()
        (daemon.config / "samples" / "local.rss").write_bytes(self.FEED)
        daemon.start()
        daemon.wait_for_poll("local")
        [entry] = daemon.entries()
        self.assertEqual(entry["title"], "Shelf marks")
        self.assertEqual(entry["link"], "https://local.example/library/news/shelf-marks.html")
        self.assertEqual(daemon.poll().json_lines()[0]["status"], "unchanged")

    def test_elsewhere_are_out_of_reach(self):
        (self.folder / "secret.rss").write_bytes(self.FEED)
        for url in [f"file://{self.folder}/secret.rss", "file:../../../secret.rss"]:
            daemon = harness.Daemon(self, {"10.toml": source("secret", url)}, service='file_root = "samples"')
            (daemon.config / "samples").mkdir()
            checked = daemon.command("check")
            self.assertEqual(checked.code, 78, url)
            self.assertIn("file_root", checked.err)

    def test_links_that_lead_out_of_file_root_are_not_followed(self):
        (self.folder / "secret.rss").write_bytes(self.FEED)
        daemon = harness.Daemon(self, {"10.toml": source("secret", "file:link.rss")}, service='file_root = "samples"')
        (daemon.config / "samples").mkdir()
        (daemon.config / "samples" / "link.rss").symlink_to(self.folder / "secret.rss")
        polled = daemon.poll()
        self.assertEqual(polled.code, 1, polled)
        self.assertEqual(daemon.entries(), [])


class SignedIn(harness.EndToEnd):
    """A source whose address holds a password."""

    def test_nothing_tells_it(self):
        origin = harness.Origin(self)
        origin.serve("/good", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        good = origin.url("/good").replace("://", "://ann:geheim@")
        daemon = harness.Daemon(self, {"10-good.toml": source("good", good),
                                       "11-lost.toml": source("lost", good.replace("/good", "/lost")),
                                       "20-topic.toml": TOPIC}).start()
        daemon.wait_for_poll("good", "lost")
        self.assertTrue(all("Authorization" in seen.headers for seen in origin.seen("/good")), "the origin was told")
        told = [daemon.command(*words).out for words in (["sources", "--json"], ["sources"], ["explain", "good"],
                                                         ["entries", "--json"], ["report", "good"], ["poll", "--json"])]
        told += [daemon.admin(path).text() for path in ("/status", "/status/good", "/status/lost", "/api/sources",
                                                        "/api/sources/good", "/metrics")]
        told += [daemon.get("/topics/everything").text(), daemon.log()]
        self.assertIn(origin.url("/good"), told[0])
        for text in told:
            self.assertNotIn("geheim", text)


if __name__ == "__main__":
    harness.main()
