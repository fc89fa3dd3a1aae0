"""Subscription lists: what other readers export comes in, what we export comes back the same, here and in other readers."""

import json
import pathlib
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import harness
import partner_feed

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Subscriptions</title></head><body>
<outline text="Partners &amp; friends">
  <outline text="Tidewater" title="Tidewater &quot;Partners&quot;" type="rss" xmlUrl="{tidewater}"
           htmlUrl="https://tidewater-partners.example/"/>
  <outline text="Deeper"><outline text="Bücherei" type="atom" xmlUrl="{library}"/></outline>
</outline>
<outline text="Bücherei" type="rss" xmlUrl="https://b.example/feed?a=1&amp;b=2"/>
<outline text="Search" type="rss" xmlUrl="query:Unread:unread = &quot;yes&quot;"/>
</body></opml>
"""

# Every key that a source has and this version acts on.
EVERYTHING = r"""[defaults]
timezone = "Europe/Paris"
headers = { Accept-Language = "fr", X-Of-All = "${env:OF_ALL}" }

[source.harbor]
url = "https://h.example/rss?a=1&b='2'"
title = 'Harbor "County" <Library>'
homepage = "https://h.example/"
type = "Event"
types = { Webinar = 'webinar OR "live session"', "図書" = "librar*" }
tags = ["partners", "a, b", "it's"]
priority = 10
language = "en"
ignore_offset = true
interval = "90m"
min_interval = "30m"
max_interval = "1d"
rights = "full"
license = "CC BY 4.0"
include = '"story time" OR -x'
exclude = "NEAR/5(a b)"
future_dates = "event"
headers = { Authorization = "Bearer ${file:/run/secrets/token}" }
username = "librarian"
password = "${env:PASSWORD}"
proxy = "socks5h://me:${env:PROXY}@127.0.0.1:1080"
allow_networks = ["10.0.0.0/8"]
http_version = "2"
enabled = false

[source.forum]
url = "https://f.example/news"

[source.forum.page]
entries = "//div[@class='n']"
title = ".//h3"
link = ".//a/@href"
date = ".//time"
summary = ".//p"
meta = ".//i"
meta_pattern = '(?P<type>\w+) / (?P<date>.+)'

[topic.everything]
title = "Everything"
"""


class Lists(harness.EndToEnd):
    def make_folder(self, name, **files):
        folder = self.folder / name
        folder.mkdir()
        for stem, text in files.items():
            (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
        return folder

    def import_into(self, folder, text, *arguments):
        document = text if isinstance(text, bytes) else text.encode("utf-8")
        return self.run_command("import", "--config", folder, *arguments, "-", stdin=document)

    def export(self, folder, *arguments):
        exported = self.run_command("export", "--config", folder, *arguments)
        self.assertEqual((exported.code, exported.err), (0, ""))
        return exported.out

    def check(self, folder, sources):
        checked = self.run_command("check", "--config", folder)
        self.assertEqual((checked.code, checked.err), (0, ""))
        self.assertIn(f"{sources} sources and 0 topics", checked.out)

    @staticmethod
    def contents(folder):
        return {path.name: path.read_text(encoding="utf-8") for path in pathlib.Path(folder).iterdir()}


class Import(Lists):
    TEXT = LIST.format(tidewater="https://t.example/feed", library="https://l.example/atom")

    def test_each_source_becomes_a_drop_in(self):
        folder = self.make_folder("feeds.d")
        imported = self.import_into(folder, self.TEXT)
        self.assertEqual(imported.code, 0)
        self.assertEqual(self.contents(folder), {
            "tidewater-partners.toml": "[source.tidewater-partners]\nurl = \"https://t.example/feed\"\n"
                                       "title = 'Tidewater \"Partners\"'\n"
                                       "homepage = \"https://tidewater-partners.example/\"\n"
                                       "tags = [\"partners-friends\"]\n",
            "bucherei.toml": "[source.bucherei]\nurl = \"https://l.example/atom\"\ntitle = \"Bücherei\"\n"
                             "tags = [\"partners-friends\", \"deeper\"]\n",
            "bucherei-2.toml": "[source.bucherei-2]\nurl = \"https://b.example/feed?a=1&b=2\"\ntitle = \"Bücherei\"\n"})
        self.assertEqual(imported.out.split(), [str(folder / f"{slug}.toml")
                                                for slug in ["tidewater-partners", "bucherei", "bucherei-2"]])
        self.assertIn("'Search' has an address that is not http or https", imported.err)
        self.assertIn("3 sources written, 1 left out", imported.err)
        self.check(folder, 3)

    def test_a_second_time_it_writes_nothing(self):
        folder = self.make_folder("feeds.d")
        self.import_into(folder, self.TEXT)
        before = self.contents(folder)
        again = self.import_into(folder, self.TEXT)
        self.assertEqual((again.code, again.out, self.contents(folder)), (0, "", before))
        self.assertIn("0 sources written, 3 already configured, 1 left out", again.err)

    def test_no_file_is_written_over(self):
        folder = self.make_folder("feeds.d", bucherei="# mine\n")
        (folder / "tidewater-partners.toml").symlink_to("/nowhere/at-all")
        imported = self.import_into(folder, self.TEXT)
        self.assertEqual((folder / "bucherei.toml").read_text(encoding="utf-8"), "# mine\n")
        self.assertTrue((folder / "tidewater-partners.toml").is_symlink())
        self.assertEqual(imported.code, 74, imported.err)
        self.assertIn("tidewater-partners.toml: File exists", imported.err)
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         ["bucherei-2.toml", "bucherei-3.toml", "bucherei.toml", "tidewater-partners.toml"])

    def test_a_dry_run_shows_and_writes_nothing(self):
        folder = self.make_folder("feeds.d")
        shown = self.import_into(folder, self.TEXT, "--dry-run")
        self.assertEqual((shown.code, self.contents(folder)), (0, {}))
        self.assertIn("[source.bucherei]", shown.out)
        self.assertIn("3 sources would be written", shown.err)

    def test_what_is_no_list_is_one_clear_sentence(self):
        folder = self.make_folder("feeds.d")
        deep = b"<opml><body>" + b"<outline text='f'>" * 100_000 + b"</outline>" * 100_000 + b"</body></opml>"
        for document in [b"", b"https://a.example/feed\n", b'{"feeds": []}', b"<!doctype html><title>x</title>",
                         partner_feed.rss(partner_feed.ITEMS), bytes(range(256)) * 100, deep]:
            told = self.import_into(folder, document)
            self.assertEqual((told.code, told.out), (65, ""), document[:40])
            self.assertRegex(told.err, r"^commonplace: -: [^\n]+\n$")
        self.assertEqual(self.contents(folder), {})
        missing = self.run_command("import", "--config", folder, self.folder / "none.opml")
        self.assertEqual(missing.code, 74)
        nowhere = self.import_into(self.folder / "none", self.TEXT)
        self.assertEqual(nowhere.code, 74)
        self.assertIn("is not a folder", nowhere.err)

    def test_a_list_of_a_hundred_thousand_is_read_and_not_told_line_by_line(self):
        folder = self.make_folder("feeds.d")
        outlines = "".join(f'<outline text="T" xmlUrl="http://a.example/{i % 10}"/><outline text="T" type="rss"/>'
                           for i in range(50_000))
        shown = self.import_into(folder, f"<opml><body>{outlines}</body></opml>", "--dry-run")
        self.assertEqual((shown.code, shown.out.count("[source.")), (0, 10))
        self.assertLess(shown.err.count("\n"), 50)
        self.assertIn("49990 more than once in the list, 50000 left out", shown.err)

    def test_it_says_whom_a_strangers_list_would_trust(self):
        folder = self.make_folder("feeds.d")
        told = self.import_into(folder, """<opml><body><outline xmlUrl="https://a.example/f" commonplace:slug="a"
            commonplace:headers='{"X": "${file:/etc/machine-id}"}' commonplace:allow_networks='["127.0.0.0/8"]'/>
            </body></opml>""")
        self.assertEqual(told.code, 0)
        self.assertIn("source 'a' will send ${file:/etc/machine-id} to https://a.example/f", told.err)
        self.assertIn("'allow_networks'", told.err)

    def test_settings_that_check_would_refuse_are_not_written(self):
        folder = self.make_folder("feeds.d")
        told = self.import_into(folder, """<opml><body><outline xmlUrl="https://a.example/f" commonplace:slug="a"
            commonplace:interval="soon"/><outline xmlUrl="file:///etc/passwd" commonplace:slug="b"/>
            <outline xmlUrl="https://c.example/f" commonplace:slug="c" commonplace:evil="1"/>
            <outline xmlUrl="https://d.example/f" commonplace:slug="../d"/></body></opml>""")
        self.assertEqual(told.code, 1)
        self.assertEqual(list(self.contents(folder)), ["d.toml"])
        for part in ["'a' is left out: 'soon' is not a duration", "'b' is left out: file: sources need 'file_root'",
                     "'c' is left out: unknown key 'evil'", "1 source written, 3 left out"]:
            self.assertIn(part, told.err)
        self.check(folder, 1)


class RoundTrip(Lists):
    def test_every_setting_comes_back(self):
        first, second = self.make_folder("first", all=EVERYTHING), self.make_folder("second")
        exported = self.export(first)
        imported = self.import_into(second, exported)
        self.assertEqual(imported.code, 0, imported.err)
        self.assertEqual(sorted(self.contents(second)), ["forum.toml", "harbor.toml"])
        self.assertEqual(self.export(second), exported)
        ours, theirs = (json.loads(self.export(folder, "--json")) for folder in [first, second])
        self.assertEqual(ours["sources"], theirs["sources"])
        self.assertEqual(ours["topics"], [{"topic": "everything", "title": "Everything"}])
        [forum, harbor] = ours["sources"]
        self.assertEqual((forum["source"], forum["timezone"], forum["page"]["summary"]),
                         ("forum", "Europe/Paris", ".//p"))
        self.assertEqual(harbor["headers"], {"Accept-Language": "fr", "X-Of-All": "${env:OF_ALL}",
                                             "Authorization": "Bearer ${file:/run/secrets/token}"})

    def test_no_secret_leaves_in_the_clear(self):
        secrets = ["hunter2", "Xtoken1", "Xcookie", "Xuserinfo", "Xproxy", "Xquery12345"]
        folder = self.make_folder("feeds.d", a=f"""[source.a]
url = "https://me:Xuserinfo@a.example/feed?feed_token=Xquery12345&page=1"
password = "hunter2"
headers = {{ Authorization = "Bearer Xtoken1", Cookie = "s=Xcookie", Accept = "text/xml" }}
proxy = "http://me:Xproxy@proxy.example:3128"
""")
        for arguments in [[], ["--json"]]:
            exported = self.run_command("export", "--config", folder, *arguments)
            self.assertEqual(exported.code, 0)
            for secret in secrets:
                self.assertNotIn(secret, exported.out + exported.err)
            for kept in ["https://a.example/feed?page=1", "text/xml", "http://proxy.example:3128"]:
                self.assertIn(kept, exported.out)
            for key in ["url", "password", "headers", "proxy"]:
                self.assertIn(f"'{key}'", exported.err)

    def test_what_stands_in_the_environment_is_not_looked_up(self):
        folder = self.make_folder("feeds.d", a='[source.a]\nurl = "https://a.example/"\npassword = "${env:HOME}"\n')
        exported = self.export(folder)
        self.assertIn("${env:HOME}", exported)
        self.assertNotIn(str(self.folder), exported)

    def test_a_mistake_is_told_and_the_rest_is_exported(self):
        folder = self.make_folder("feeds.d", a='[source.a]\nurl = "https://a.example/"\n', b="[source.b]\nurl = 1\n")
        exported = self.run_command("export", "--config", folder)
        self.assertEqual(exported.code, 78)
        self.assertIn("b.toml:2:7: error:", exported.err)
        self.assertIn("https://a.example/", exported.out)


class OtherReaders(Lists):
    def newsboat(self, *arguments):
        if not shutil.which("newsboat"):
            self.fail("newsboat is missing: install the Debian package newsboat")
        done = subprocess.run(["newsboat", "-u", self.folder / "urls", "-c", self.folder / "cache.db", *arguments],
                              env=harness.environment(self.folder), stdout=subprocess.PIPE, check=True,
                              timeout=harness.PATIENCE)
        return done.stdout

    def test_newsboat_reads_what_we_export_and_we_read_what_it_does(self):
        folder = self.make_folder("feeds.d", a='[source.a]\nurl = "https://a.example/feed?x=1&y=2"\n'
                                               'title = "Ä & <b>"\ntags = ["one", "two"]\n',
                                  b='[source.b]\nurl = "https://b.example/"\npage = { entries = "//li" }\n')
        (self.folder / "list.opml").write_text(self.export(folder), encoding="utf-8")
        (self.folder / "urls").write_text("", encoding="utf-8")
        self.newsboat("-i", self.folder / "list.opml")
        urls = (self.folder / "urls").read_text(encoding="utf-8")
        self.assertEqual([line.split()[0] for line in urls.splitlines()], ["https://a.example/feed?x=1&y=2"])
        other = self.make_folder("other")
        imported = self.import_into(other, self.newsboat("-e"))
        self.assertEqual(imported.code, 0, imported.err)
        self.assertEqual(self.contents(other),
                         {"a-example.toml": '[source.a-example]\nurl = "https://a.example/feed?x=1&y=2"\n'})

    def test_what_we_export_is_a_flat_list_of_opml_2(self):
        folder = self.make_folder("feeds.d", all=EVERYTHING)
        root = ElementTree.fromstring(self.export(folder))
        self.assertEqual((root.tag, root.get("version")), ("opml", "2.0"))
        self.assertEqual([child.tag for child in root], ["head", "body"])
        outlines = {outline.get("text"): outline for outline in root.find("body")}
        harbor = outlines['Harbor "County" <Library>']
        self.assertEqual({name: harbor.get(name) for name in ["type", "xmlUrl", "htmlUrl", "language", "category"]},
                         {"type": "rss", "xmlUrl": "https://h.example/rss?a=1&b='2'", "htmlUrl": "https://h.example/",
                          "language": "en", "category": "partners,a  b,it's"})
        self.assertEqual([outlines["forum"].get(name) for name in ["type", "url", "xmlUrl"]], [None] * 3)


class Served(Lists):
    def test_the_daemon_polls_and_serves_what_was_imported(self):
        origin = harness.Origin(self)
        origin.serve("/tidewater", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        origin.serve("/library", harness.Document(partner_feed.rss(partner_feed.ITEMS[:2])))
        daemon = harness.Daemon(self, {"90-topic.toml": '[topic.everything]\ntitle = "Everything"\n'
                                                        'sources = ["#partners-friends"]\n'}).start()
        (self.folder / "list.opml").write_text(
            LIST.format(tidewater=origin.url("/tidewater"), library=origin.url("/library")), encoding="utf-8")
        imported = daemon.command("import", self.folder / "list.opml")
        self.assertEqual(imported.code, 0, imported.err)
        daemon.reload()
        daemon.wait_for_poll("tidewater-partners", "bucherei")
        self.assertEqual({entry["source"] for entry in daemon.entries("--topic", "everything")},
                         {"tidewater-partners", "bucherei"})
        harness.wait_until(lambda: "Seed libraries" in daemon.get("/topics/everything").text(), "the topic's page")


if __name__ == "__main__":
    harness.main()
