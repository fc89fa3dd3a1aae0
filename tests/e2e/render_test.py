"""`commonplace render`: the same bytes as the daemon serves, as files; and the same after a restart and on another node."""

import os
import re
import shutil

import harness
import partner_feed

ENCODINGS = {"": "identity", ".gz": "gzip", ".br": "br"}
TOPICS = """
[topic.partnerships]
title = "Partnerships"
match = "partner OR partnership"

[topic.everything]
title = "Everything"
"""
SECRET = """
[topic.board]
title = "For the board"
match = "alone"
access = ["open-sesame"]
"""
ALONE = partner_feed.Item("reading-alone", "Reading alone", "Fri, 25 Oct 2024", "Nobody else takes part in this one.")


class Render(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = self.start_daemon()
        self.site = self.folder / "site"

    def start_daemon(self, **more):
        daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "20-topics.toml": TOPICS, **more}).start()
        daemon.wait_for_poll("tidewater")
        harness.wait_until(lambda: b"seed-libraries" in daemon.get("/topics/everything.atom").body, "the stories")
        return daemon

    def render(self):
        rendered = self.daemon.command("render", self.site)
        self.assertEqual((rendered.code, rendered.err), (0, ""))
        return [int(number) for number in re.findall(r"\d+", rendered.out)]

    def headers(self):
        return harness.json.loads((self.site / "headers.json").read_text())

    def files(self):
        return {str(path.relative_to(self.site)) for path in self.site.rglob("*") if path.is_file()}

    def assert_same_as_served(self, daemon):
        """Each file, in each encoding, is what the daemon sends, with the same ETag."""
        for path, told in self.headers().items():
            for ending, encoding in ENCODINGS.items():
                file = self.site / (told["file"] + ending)
                answer = daemon.get(path, {"Accept-Encoding": encoding})
                self.assertEqual(answer.status, 200, path)
                if not file.exists():
                    self.assertIsNone(answer.headers["Content-Encoding"], (path, encoding))
                    continue
                self.assertEqual(answer.headers["Content-Encoding"], None if encoding == "identity" else encoding, path)
                self.assertEqual(answer.body, file.read_bytes(), (path, encoding))
                etag = told[{"": "etag", ".gz": "gzip_etag", ".br": "br_etag"}[ending]]
                self.assertEqual(answer.headers["ETag"], etag, (path, encoding))
                self.assertEqual(answer.headers["Content-Type"], told["type"], path)
                self.assertEqual(answer.headers["Last-Modified"], told.get("last_modified"), path)

    def test_files_are_what_is_served_here_later_and_elsewhere(self):
        documents, changed, removed = self.render()
        self.assertEqual((changed, removed), (documents, 0))
        headers = self.headers()
        for path in ("/", "/topics/partnerships", "/topics/partnerships.atom", "/topics/partnerships.rss",
                     "/topics/everything.json", "/topics/everything/embed", "/sources", "/opml.xml", "/sitemap.xml", "/robots.txt", "/assets/style.css"):
            self.assertIn(path, headers)
        entries = [path for path in headers if path.startswith("/entries/")]
        self.assertEqual(len(entries), len(partner_feed.ITEMS))
        self.assertEqual(headers[entries[0]]["file"], entries[0][1:] + "/index.html")
        self.assertTrue((self.site / "topics/partnerships/index.html").exists())
        self.assert_same_as_served(self.daemon)

        self.daemon.restart()
        self.daemon.poll()
        self.assert_same_as_served(self.daemon)

        other = harness.Daemon(self, {})
        shutil.rmtree(other.config)
        shutil.copytree(self.daemon.config, other.config)
        self.daemon.command("poll")  # nothing new
        self.assertEqual(self.daemon.stop(), 0)
        for file in self.daemon.folder.glob("commonplace.db*"):  # the file and what is not yet in it
            shutil.copy(file, other.folder)
        other.choose_ports()
        self.assert_same_as_served(other.start())

    def test_what_is_the_same_is_not_touched(self):
        documents, _, _ = self.render()
        before = {name: os.stat(self.site / name).st_mtime_ns for name in self.files()}
        self.assertEqual(self.render(), [documents, 0, 0])
        self.assertEqual({name: os.stat(self.site / name).st_mtime_ns for name in self.files()}, before)

    def test_what_is_published_no_more_is_removed_and_nothing_else(self):
        self.render()
        (self.site / "topics/partnerships/note.txt").write_text("ours")
        (self.site / "about.html").write_text("ours")
        self.daemon.write("20-topics.toml", TOPICS.replace("everything", "all").replace("partnerships", "together"))
        self.daemon.reload()
        self.render()
        files = self.files()
        self.assertFalse({name for name in files if "everything" in name})
        self.assertFalse((self.site / "topics/everything").exists())
        self.assertIn("topics/all.atom", files)
        self.assertEqual({name for name in files if "partnerships" in name}, {"topics/partnerships/note.txt"})
        self.assertIn("about.html", files)

    def test_what_is_not_for_everybody_is_not_rendered(self):
        self.origin.serve("/feed", harness.Document(partner_feed.rss([ALONE, *partner_feed.ITEMS])))
        self.daemon.write("20-topics.toml", TOPICS.replace('title = "Everything"', 'title = "Everything"\nmatch = "-alone"')
                          + SECRET)
        self.daemon.reload()
        self.daemon.poll()
        self.assertEqual(self.daemon.get("/topics/board.atom").status, 401)
        harness.wait_until(lambda: b"reading-alone" in self.daemon.get("/topics/board.atom?token=open-sesame").body,
                           "what the board reads")
        self.render()
        for name in self.files():
            self.assertNotIn("board", name)
            if not name.endswith((".gz", ".br")):
                text = (self.site / name).read_text()
                self.assertNotIn("reading-alone", text, name)
                self.assertNotIn("For the board", text, name)

    def test_it_reads_beside_the_daemon_and_after_it(self):
        self.render()
        self.daemon.stop()
        documents, changed, removed = self.render()
        self.assertGreater(documents, 0)
        self.assertEqual((changed, removed), (0, 0))

    def test_it_says_what_it_cannot_write(self):
        self.site.write_text("a file")
        rendered = self.daemon.command("render", self.site)
        self.assertEqual(rendered.code, 74)
        self.assertIn(str(self.site), rendered.err)


if __name__ == "__main__":
    harness.main()
