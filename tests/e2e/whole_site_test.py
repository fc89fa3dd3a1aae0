"""Everything that can be reached from the start page by following links, in every form it has: no link is dead, and nothing is
said anywhere that is not for everybody."""

import base64
import json
import random
import re
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import harness
from topic_page import read_html

FORMS = ["", ".atom", ".rss", ".json", ".ics", ".opml", "/embed", "/archive/1.atom"]
MOST = 400  # documents: more, and a page leads on for ever

EXCERPTED, WHOLE, SECRET = "quincunxed", "serendipitous", "clandestine"  # words that stand nowhere but where they are put

SETTINGS = """
[source.quiet]
url = "{origin}/quiet"
title = "Quiet partner"

[source.open]
url = "{origin}/open"
title = "Open partner"
rights = "full"

[source.staff-notes]
url = "{origin}/staff"
title = "Staff notes"
rights = "full"

[topic.partners]
title = "Partners"
sources = ["quiet", "open"]

[topic.staff]
title = "For staff"
sources = ["staff-notes"]
access = ["a-token-of-the-branch"]
"""


def feed(name, word, count=3):
    """Entries whose text goes on, and says the word, long after an excerpt has ended."""
    def text(number):
        chance = random.Random(f"{name} {number}")
        beginning = " ".join("".join(chance.choices("aeiklmnorstu", k=7)) for _ in range(60))
        return f"<p>{beginning}</p><p>And then {word}, said late.</p>"

    items = "".join(
        f"""<item><title>{name} tells {text(number)[3:40]}</title><link>https://{name}.example/{number}</link>
        <guid>{name}-{number}</guid><pubDate>Thu, 2{number} Oct 2026 10:00:00 GMT</pubDate>
        <ev:startdate>2027-12-0{number}</ev:startdate>
        <description>Words of {name}, {text(number)[40:90]}</description>
        <content:encoded><![CDATA[{text(number)}<img src="https://{name}.example/{number}.jpg" alt="A picture">]]></content:encoded></item>"""
        for number in range(1, count + 1))
    return (f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>{name}</title>
        <link>https://{name}.example/</link><description>x</description>{items}</channel></rss>""").encode("utf-8")


def links_of(path, answer):
    """Where a document leads: whole addresses."""
    kind = answer.headers["Content-Type"].split(";")[0]
    found = re.findall(r"<([^>]+)>", answer.headers.get("Link", ""))
    if kind == "text/html":
        for element in read_html(answer.text()).iter():
            found += [element.get(name) for name in ("href", "src", "action") if element.get(name)]
    elif kind.endswith("xml"):
        for element in ElementTree.fromstring(answer.body).iter():
            found += [value for name, value in element.attrib.items() if name not in ("scheme", "domain")]
            found.append((element.text or "").strip())
    elif kind.endswith("json"):
        found += re.findall(r'"(https?://[^"]+)"', json.dumps(answer.json()))
    here = harness.PUBLIC_URL + path
    return {urljoin(here, link) for link in found if link.startswith(("/", harness.PUBLIC_URL)) or kind == "text/html"}


class WholeSite(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        origin = harness.Origin(self)
        feeds = {name: feed(name, word) for name, word in [("quiet", EXCERPTED), ("open", WHOLE), ("staff", SECRET)]}
        feeds["staff"] = self.notes_of_staff(feeds)
        for name, document in feeds.items():
            origin.serve("/" + name, harness.Document(document))
        self.daemon = harness.Daemon(self, {"10-all.toml": SETTINGS.format(origin=origin.url(""))}).start()
        harness.wait_until(lambda: self.daemon.get("/topics/partners.atom").text().count("<entry>") == 6, "the entries")
        harness.wait_until(lambda: self.daemon.get("/search?q=words").text().count("<article") == 6, "the search index")

    def notes_of_staff(self, feeds):
        return feeds["staff"]

    def crawl(self, *paths):
        """Path → answer, of all that can be reached within the site."""
        answers, waiting = {}, list(paths)
        while waiting:
            path = waiting.pop()
            if path in answers:
                continue
            self.assertLess(len(answers), MOST, f"there is no end to {path}")
            answers[path] = answer = self.daemon.get(path)
            if answer.status == 302:
                waiting.append(answer.headers["Location"])
            if answer.status != 200 or path.startswith("/assets/"):
                continue
            for link in links_of(path, answer):
                parts = urlsplit(link)
                if f"{parts.scheme}://{parts.netloc}" == harness.PUBLIC_URL and "{" not in link:
                    waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return answers

    def test_every_link_leads_somewhere_and_nothing_says_too_much(self):
        searches = [f"/search{form}?q={word}" for form in ("", ".atom") for word in (EXCERPTED, WHOLE, SECRET, "words")]
        answers = self.crawl("/", "/opml.xml", "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/events", "/events.ics", "/sources", *searches,
                             *(f"/topics/partners{form}" for form in FORMS))
        self.assertEqual({path: answer.status for path, answer in answers.items() if answer.status not in (200, 302)}, {})
        self.assertGreaterEqual(len(answers), 25, sorted(answers))
        asked = {path for path in answers if path.startswith("/search")}
        for path, answer in answers.items():
            text = answer.text() if not answer.headers["Content-Type"].startswith("image/") else ""
            with self.subTest(path):
                for word in (EXCERPTED, SECRET):
                    if not (path in asked and word in path):  # what was asked is said again
                        self.assertFalse(word in text, word)
                for name in ("For staff", "staff tells", "Staff notes", "https://staff.example", "a-token-of-the-branch"):
                    self.assertFalse(name in text, name)
        whole = [path for path, answer in answers.items() if WHOLE in answer.body.decode("utf-8", "replace")]
        self.assertIn("/topics/partners.atom", whole, "the whole text may be shown, and is not")

    def test_a_search_shows_no_words_around_what_may_only_be_excerpted(self):
        found = self.daemon.get(f"/search?q={EXCERPTED}")
        self.assertEqual(found.status, 200)
        self.assertNotIn("said late", found.text())
        self.assertIn("said late", self.daemon.get(f"/search?q={WHOLE}").text())


class SharedStories(WholeSite):
    """What staff reads is carried by others too, for everybody."""

    def notes_of_staff(self, feeds):
        items = [re.search(rb"<item>.*?</item>", feeds[name], re.S)[0].replace(f"https://{name}.".encode(), b"https://staff.")
                 for name in ("quiet", "open")]
        return feeds["staff"].replace(b"</channel>", b"".join(items) + b"</channel>")

    def test_the_copies_that_staff_reads_are_known_to_staff(self):
        headers = {"Authorization": "Basic " + base64.b64encode(b"x:a-token-of-the-branch").decode()}
        text = self.daemon.get("/topics/staff.atom", headers=headers).text()
        for key in re.findall(r"/([0-9a-z]{12})</id>", text):
            self.assertEqual(self.daemon.get(f"/entries/{key}", headers=headers).status, 200)
        self.assertEqual(text.count("<entry>"), 5)
        self.assertIn("Open partner", text)


if __name__ == "__main__":
    harness.main()
