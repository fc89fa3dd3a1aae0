"""What a publisher is told of a feed, from a file and from a configured source."""

import harness

HEALTHY = """<rss version="2.0"><channel><title>Riverside</title><link>https://riverside.example/</link>
<description>News</description><language>en</language>
<item><title>Story time</title><link>https://riverside.example/1</link><guid>https://riverside.example/1</guid>
<pubDate>Thu, 24 Oct 2024 12:30:00 +0000</pubDate></item>
</channel></rss>
"""
UNDATED = HEALTHY.replace("<pubDate>Thu, 24 Oct 2024 12:30:00 +0000</pubDate>", "<pubDate>next Friday</pubDate>")


class Report(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.config = self.folder / "feeds.d"
        self.config.mkdir()
        (self.config / "00.toml").write_text(
            '[service]\nallow_networks = ["127.0.0.1/32"]\nfile_root = "."\n'
            f'[source.web]\nurl = "{self.origin.url("/feed")}"\nheaders = {{ X-Token = "letmein" }}\n'
            '[source.disk]\nurl = "file:disk.rss"\nhomepage = "https://riverside.example/"\n'
            '[source.announcing]\nurl = "file:future.rss"\nfuture_dates = "event"\n', encoding="utf-8")

    def report(self, *arguments, stdin=b""):
        return self.run_command("report", "--config", self.config, *arguments, stdin=stdin)

    def test_a_healthy_feed_gets_a_friendly_sentence(self):
        told = self.report("-", stdin=HEALTHY.encode())
        self.assertEqual((told.code, told.err), (0, ""))
        for part in ["Riverside", "RSS 2.0 with 1 entry", "2024-10-24", "nothing to mend"]:
            self.assertIn(part, told.out)
        silent = self.report("--json", "-", stdin=HEALTHY.encode())
        self.assertEqual((silent.code, silent.out, silent.err), (0, "", ""))

    def test_a_mistake_is_told_with_its_line_and_what_would_be_right(self):
        feed = self.folder / "feed.rss"
        feed.write_text(UNDATED, encoding="utf-8")
        told = self.report(feed)
        self.assertEqual((told.code, told.err), (0, ""))
        for part in [str(feed), "line 4", '"next Friday"', "<pubDate>", "RFC 822"]:
            self.assertIn(part, told.out)
        [finding] = self.report("--json", feed).json_lines()
        self.assertEqual({name: finding[name] for name in ["rule", "line", "lines", "count", "entries", "examples"]},
                         {"rule": "unreadable-date", "line": 4, "lines": [4], "count": 1, "entries": 1,
                          "examples": ["next Friday"]})
        self.assertLessEqual({"what", "effect", "advice", "serious"}, set(finding))

    def test_a_source_is_asked_now_with_its_settings(self):
        self.origin.serve("/feed", harness.Document(UNDATED.encode(), "text/html"))
        told = self.report("--json", "web")
        self.assertEqual((told.code, told.err), (0, ""))
        self.assertEqual([finding["rule"] for finding in told.json_lines()], ["unreadable-date", "media-type"])
        [request] = self.origin.seen("/feed")
        self.assertEqual(request.headers["X-Token"], "letmein")
        self.assertIn(self.origin.url("/feed"), self.report("web").out)

    def test_a_source_may_be_a_file(self):
        (self.config / "disk.rss").write_text(HEALTHY, encoding="utf-8")
        self.assertIn("nothing to mend", self.report("disk").out)

    def test_what_a_source_means_by_a_date_is_no_mistake(self):
        (self.config / "future.rss").write_text(HEALTHY.replace("24 Oct 2024", "24 Oct 2999"), encoding="utf-8")
        self.assertEqual(self.report("--json", "announcing").out, "")
        [finding] = self.report("--json", self.config / "future.rss").json_lines()
        self.assertEqual(finding["rule"], "date-in-the-future")

    def test_exit_codes(self):
        page = self.report("-", stdin=b"<!doctype html><title>Login</title>")
        self.assertEqual((page.code, page.err), (65, ""))
        self.assertIn("title 'Login'", page.out)
        for arguments, code, words in [(["nobody"], 1, "no source"), ([self.folder / "none.rss"], 74, "none.rss"),
                                       (["web"], 69, "HTTP 404"), ([], 64, "")]:
            told = self.report(*arguments)
            self.assertEqual((told.code, told.out if code != 64 else ""), (code, ""), told.err)
            self.assertIn(words, told.err)


if __name__ == "__main__":
    harness.main()
