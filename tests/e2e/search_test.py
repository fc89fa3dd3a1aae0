"""Searching what is stored: at the command line, on the page, in the feed; while it is indexed and after it was killed."""

import html
import os
import pty
import re
import subprocess
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ElementTree

import harness
import partner_feed

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

SECRET = "zymurgy"  # stands in full texts only
# What the publishers of full texts write about; nobody would take the one for a copy of the other.
STORIES = {"short": "Harbour pilots lend out charts, lanterns and a spare dinghy on Fridays. ",
           "whole": "The mountain branch opens its weather archive to walkers before each season. "}


def full_text_feed(name, count=1):
    items = "".join(
        f"<item><title>Report {number} of {name}</title><link>https://{name}.example/{number}</link>"
        f"<guid>{name}-{number}</guid><pubDate>Tue, 22 Oct 2024 10:15:00 GMT</pubDate>"
        f"<description>What {name} did, number {number}.</description>"
        f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"&lt;p&gt;{STORIES[name] * 10} Then {SECRET} &amp;amp; bees, at last.&lt;/p&gt;"
        f"</content:encoded></item>" for number in range(count))
    return f'<rss version="2.0"><channel><title>{name}</title><link>https://{name}.example/</link>{items}</channel></rss>'


def path(target, **parameters):
    return target + "?" + urllib.parse.urlencode(parameters)


class Search(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/tidewater", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.origin.serve("/short", harness.Document(full_text_feed("short").encode()))
        self.origin.serve("/whole", harness.Document(full_text_feed("whole").encode()))
        self.daemon = harness.Daemon(self, {
            "10-sources.toml":
                f'[source.tidewater]\nurl = "{self.origin.url("/tidewater")}"\ntags = ["partners"]\n'
                f'[source.short]\nurl = "{self.origin.url("/short")}"\ntitle = "Short & sweet"\n'
                f'[source.whole]\nurl = "{self.origin.url("/whole")}"\nrights = "full"\n',
            "20-topics.toml": '[topic.all]\ntitle = "All of it"\nlimit = 500\n[topic.kitchens]\ntitle = "Kitchens"\nmatch = "kitchen"\n'})

    def start(self):
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater", "short", "whole")
        self.wait_until_found("type:(News OR Webinar)", 12)

    def found(self, query, **more):
        """How many entries the feed of a search counts."""
        answer = self.daemon.get(path("/search.atom", q=query, **more))
        self.assertEqual(answer.status, 200, answer.text())
        return int(ElementTree.fromstring(answer.body).find(OPENSEARCH + "totalResults").text)

    def wait_until_found(self, query, count):
        harness.wait_until(lambda: self.found(query) == count, f"{count} entries to be found by {query}")


class CommandLine(Search):
    def poll(self):
        self.assertEqual(self.daemon.command("poll").code, 0)

    def test_a_poll_leaves_everything_findable(self):
        self.poll()
        with harness.sqlite3.connect(self.daemon.database) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM search_row").fetchone(), (12,))
        database.close()

    def test_entries_match_what_is_asked(self):
        self.poll()
        titles = {item.slug: unicodedata.normalize("NFC", item.title) for item in partner_feed.ITEMS}
        for arguments, expected in [
                (["--match", "librarian"], ["november-21-under-one-roof"]),
                (["--match", "title:kitchens"], ["shared-kitchen"]),
                (["--match", '"story walks"'], ["walking-the-story"]),
                (["--match", "ilisagvik"], ["kuparuk-library"]),
                (["--match", "partner type:Webinar"], ["walking-the-story", "thinking-in-steps"]),
                (["--match", "partner", "--limit", "1"], ["october-24-seed-libraries"]),
                (["--match", "kitchen", "--topic", "kitchens", "--source", "tidewater"], ["shared-kitchen"]),
                (["--match", "partner*", "--since", "2024-10-10", "--source", "tidewater"],
                 ["october-24-seed-libraries", "november-21-under-one-roof"]),
                (["--match", "nobody"], [])]:
            self.assertEqual([entry["title"] for entry in self.daemon.entries(*arguments)],
                             [titles[slug] for slug in expected], arguments)
        self.assertEqual(len(self.daemon.entries("--match", SECRET)), 2)

    def test_entries_match_what_was_never_indexed(self):
        self.poll()
        with harness.sqlite3.connect(self.daemon.database) as database:
            database.execute("DELETE FROM search_row")
        database.close()
        self.assertEqual(len(self.daemon.entries("--match", "partner*")), 10)
        [tried] = self.daemon.command("try", "--json", "partner*").json_lines()
        self.assertEqual(tried["entries"], 10)

    def test_a_query_is_tried(self):
        self.poll()
        [tried] = self.daemon.command("try", "--json", "kitchen OR " + SECRET).json_lines()
        newest = tried.pop("newest")
        self.assertEqual(tried, {"query": "kitchen OR " + SECRET, "entries": 3, "stories": 3,
                                 "by_source": {"short": 1, "tidewater": 1, "whole": 1}, "by_type": {"News": 3},
                                 "by_topic": {"all": 3, "kitchens": 1}})
        self.assertEqual([entry["source"] for entry in newest][2], "tidewater")
        told = self.daemon.command("try", "kitchen").out.splitlines()
        self.assertEqual(told[:4], ["1 entry in 1 story", "by source: tidewater 1", "by type:   News 1",
                                    "by topic:  all 1, kitchens 1"])
        self.assertRegex(told[6], r"^[0-9a-z]{12} +2024-09-10 +News +tidewater +The shared kitchen")
        self.assertEqual(self.daemon.command("try", "nobody").out, "Nothing that is stored matches.\n")
        [one] = self.daemon.command("try", "--json", "--limit", "1", "partner*").json_lines()
        self.assertEqual((one["entries"], len(one["newest"])), (10, 1))

    def test_a_bad_query_is_told_with_65(self):
        self.poll()
        for command in [["entries", "--match"], ["try"]]:
            told = self.daemon.command(*command, "kitchen titel:a")
            self.assertEqual((told.code, told.out), (65, ""))
            self.assertIn("character 9: unknown field 'titel:'", told.err)

    def test_a_terminal_is_shown_the_place(self):
        master, slave = pty.openpty()
        process = self.daemon.begin("try", "kitchen titel:a", stdout=subprocess.PIPE, stderr=slave)
        os.close(slave)
        self.assertEqual(process.communicate(timeout=harness.PATIENCE)[0], b"")
        shown = os.read(master, 65536).decode().splitlines()
        os.close(master)
        self.assertEqual(process.returncode, 65)
        self.assertEqual(shown[-2:], ["  kitchen titel:a", "          ^"])


class Pages(Search):
    def setUp(self):
        super().setUp()
        self.start()

    def page(self, status=200, **parameters):
        answer = self.daemon.get(path("/search", **parameters))
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (status, "text/html; charset=utf-8"))
        return answer.text()

    def ids(self, feed):
        return {entry.findtext(ATOM + "id") for entry in feed.iter(ATOM + "entry")}

    def titles(self, page):
        return [re.sub("<.*?>", "", title) for title in re.findall(r"<h3.*?><a.*?>(.*?)</a></h3>", page)]

    def test_shows_what_was_found_and_marks_it(self):
        page = self.page(q="partner*")
        self.assertIn("10 entries found", page)
        self.assertIn("became <mark>partners</mark> over a drawer", page)
        self.assertIn('value="partner*"', page)
        self.assertEqual(len(self.titles(page)), 10)
        self.assertIn("Nothing found", self.page(q="nobody"))
        self.assertNotIn("found", self.page())

    def test_follows_its_own_links(self):
        page = self.page(q="partner* OR report")
        self.assertIn("12 entries found", page)
        for label, count in [("Short &amp; sweet", 1), ("Webinar", 2), ("Kitchens", 1)]:
            link = re.search(rf'<a href="([^"]*)"[^>]*>{label}</a> <span class="label">{count}</span>', page)
            self.assertTrue(link, label)
            narrowed = self.daemon.get(html.unescape(link[1])).text()
            self.assertEqual(len(self.titles(narrowed)), count)
            back = re.search(rf'<bdi>{label}</bdi> <a href="([^"]*)"', narrowed)
            self.assertIn("12 entries found", self.daemon.get(html.unescape(back[1])).text())
        newest = re.search(r'<a href="([^"]*)">Newest first</a>', page)
        self.assertEqual(self.titles(self.daemon.get(html.unescape(newest[1])).text())[0], partner_feed.ITEMS[0].title)

    def test_what_may_not_be_republished_is_found_but_not_shown(self):
        page = self.page(q=SECRET)
        self.assertEqual(sorted(self.titles(page)), ["Report 0 of short", "Report 0 of whole"])
        self.assertEqual(page.count(f"Then <mark>{SECRET}</mark> &amp; bees, at last"), 1)
        self.assertEqual(self.page(q=SECRET, source="short").count("bees"), 0)
        feed = self.daemon.get(path("/search.atom", q=SECRET, source="short")).text()
        self.assertEqual(feed.count("bees"), 0)

    def test_a_bad_query_stays_in_the_box(self):
        page = self.page(400, q='titel:"a & b"')
        self.assertIn("did you mean 'title:'?", page)
        self.assertIn('value="titel:&quot;a &amp; b&quot;"', page)
        self.assertIn("<mark>titel:", page)
        for bad in [{"page": "0"}, {"order": "best"}, {"source": "nobody"}, {"topic": "nobody"}]:
            self.assertIn('role="alert"', self.page(400, q="partner", **bad))
        told = self.daemon.get(path("/search.atom", q="titel:a"))
        self.assertEqual((told.status, told.headers["Content-Type"]), (400, "text/plain; charset=utf-8"))
        self.assertIn("did you mean 'title:'?", told.text())

    def test_is_answered_as_everything_is(self):
        for target in [path("/search", q="partner"), path("/search.atom", q="partner"), "/opensearch.xml"]:
            with self.subTest(target):
                answer = self.daemon.get(target)
                self.assertEqual(answer.status, 200)
                again = self.daemon.get(target, {"If-None-Match": answer.headers["ETag"]})
                self.assertEqual((again.status, again.body), (304, b""))
                head = self.daemon.get(target, method="HEAD")
                self.assertEqual((head.status, head.body, head.headers["ETag"], head.headers["Content-Length"]),
                                 (200, b"", answer.headers["ETag"], str(len(answer.body))))
                zipped = self.daemon.get(target, {"Accept-Encoding": "gzip"})
                self.assertEqual((zipped.headers["Content-Encoding"], zipped.unzipped()), ("gzip", answer.body))
                self.assertRegex(answer.headers["Cache-Control"], r"^public, max-age=\d+$")
                self.assertEqual(self.daemon.get(target, method="POST").status, 405)

    def test_the_feed_is_one(self):
        feed = ElementTree.fromstring(self.daemon.get(path("/search.atom", q="partner")).body)
        titles = [entry.findtext(ATOM + "title") for entry in feed.iter(ATOM + "entry")]
        self.assertEqual(titles, [entry["title"] for entry in self.daemon.entries("--match", "partner")])
        harness.wait_until(lambda: self.ids(feed) <= self.ids(ElementTree.fromstring(self.daemon.get("/topics/all.atom").body)),
                           "the topic to have the same entries under the same ids")

    def test_pages_follow_one_another(self):
        self.origin.serve("/whole", harness.Document(full_text_feed("whole", 45).encode()))
        self.daemon.poll("whole")
        self.wait_until_found("title:whole", 45)
        seen, target = [], path("/search", q="title:whole", order="date")
        while target:
            page = self.daemon.get(target).text()
            seen.append(self.titles(page))
            following = re.search(r'<a href="([^"]*)" rel="next">', page)
            target = html.unescape(following[1]) if following else None
        self.assertEqual([len(titles) for titles in seen], [20, 20, 5])
        self.assertEqual(len({title for titles in seen for title in titles}), 45)

    def test_every_page_leads_to_it(self):
        for target in ["/", "/topics/all", "/nowhere"]:
            page = self.daemon.get(target).text()
            self.assertIn('<link rel="search" type="application/opensearchdescription+xml"', page)
            self.assertIn('role="search" action="/search"', page)
        description = ElementTree.fromstring(self.daemon.get("/opensearch.xml").body)
        templates = [url.get("template") for url in description.iter(OPENSEARCH + "Url")]
        self.assertIn(harness.PUBLIC_URL + "/search?q={searchTerms}&page={startPage?}", templates)


class Indexing(Search):
    def test_an_edit_is_found_by_what_it_says_now(self):
        self.start()
        edited = [partner_feed.Item(item.slug, item.title, item.day, item.text.replace("drawer", "cupboard"), item.category)
                  for item in partner_feed.ITEMS]
        self.origin.serve("/tidewater", harness.Document(partner_feed.rss(edited)))
        self.daemon.poll("tidewater")
        self.wait_until_found("cupboard", 1)
        self.assertEqual(self.found("drawer"), 0)

    def test_what_a_kill_left_undone_is_done_after_a_restart(self):
        self.start()
        self.origin.serve("/whole", harness.Document(full_text_feed("whole", 400).encode()))
        self.daemon.command("poll", "whole")
        self.daemon.kill()
        self.daemon.check_store()
        self.assertEqual(len(self.daemon.entries("--match", "title:whole")), 400)
        self.daemon.start()
        self.wait_until_found("title:whole", 400)
        self.daemon.stop()
        self.daemon.check_store()


if __name__ == "__main__":
    harness.main()
