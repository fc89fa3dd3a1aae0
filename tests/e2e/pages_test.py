"""Every page in a real browser: small, middling and large screens, light and dark, by keyboard, without scripts, without
pictures, on paper."""

import pathlib

import difficult_feed
import harness
import in_browser
import partner_feed

SAMPLES = pathlib.Path(__file__).parents[2] / "feeds.d"
TOKEN = "branch-token-17"

# A document that says it is all there is: what is absent was withdrawn.
LEAVING = b"""<rss version="2.0" xmlns:fh="http://purl.org/syndication/history/1.0"><channel><title>Leaving</title>
<link>https://leaving.example/</link><description>.</description><fh:complete/>%s
<item><title>What stays</title><link>https://leaving.example/news/stays</link></item></channel></rss>"""

TOPICS = {
    "20-everything.toml": f"""[topic.everything]
title = "Everything our partners say, in every language and script they say it in"
description = "All of it, without a choice. كل الأخبار. כל החדשות. 所有新聞. {difficult_feed.UNBROKEN}"
limit = 50
related = ["partnerships", "nothing", "arabic"]
[topic.everything.image]
url = "https://images.difficult-partners.example/missing-too.jpg"
alt = "A reading room with one lamp"
credit = "jenlen"
license = "CC BY-NC-ND 2.0"
""",
    "20-arabic.toml": """[topic.arabic]
title = "أخبار المكتبات"
description = "كل ما ينشره شركاؤنا بالعربية والعبرية."
languages = ["ar", "he"]
related = ["everything"]
""",
    "20-nothing.toml": '[topic.nothing]\ntitle = "Nothing yet"\nmatch = "thiswordisnowhere"\n',
    "20-staff.toml": f'[topic.staff]\ntitle = "For staff"\nmatch = "burnout"\naccess = ["{TOKEN}"]\n',
}


class Pages(in_browser.InBrowser):
    promises = {
        "screens": "they fit every screen and have no barriers",
        "keyboard": "they can be used by keyboard",
        "requests": "they ask nobody but us for anything but pictures",
        "scripts": "they work without scripts",
        "pictures": "they work without pictures",
        "print": "they can be printed",
        "feeds": "feeds can be read in a browser",
        "embedded": "a topic stands in the page of a library",
    }

    def setUp(self):
        super().setUp()
        origin = harness.Origin(self)
        origin.serve("/difficult", harness.Document(difficult_feed.rss()))
        origin.serve("/tidewater", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        origin.serve("/leaving", harness.Document(LEAVING % (b"<item><title>What was taken back</title><link>"
                     b"https://leaving.example/news/a-page-that-was-here-and-is-not-here-any-more</link></item>")))
        origin.serve("/gone", harness.Document(partner_feed.rss(partner_feed.ITEMS[:1]), status=404))
        sources = (f'[source.difficult]\nurl = "{origin.url("/difficult")}"\nrights = "full"\nlicense = "CC BY 4.0"\n'
                   f'[source.tidewater]\nurl = "{origin.url("/tidewater")}"\n'
                   f'[source.leaving]\nurl = "{origin.url("/leaving")}"\n'
                   f'[source.broken]\nurl = "{origin.url("/gone")}"\ntitle = "A partner who is not there"\n')
        samples = {path.name: path.read_text(encoding="utf-8") for path in SAMPLES.glob("[st]o*-*.toml")}
        self.daemon = harness.Daemon(self, {**samples, "10-sources.toml": sources, **TOPICS},
                                     service=f'file_root = "{SAMPLES / "samples"}"')
        self.daemon.start()
        self.daemon.wait_for_poll("difficult", "tidewater", "leaving", "broken", "harbor-county", "alpenrand", "exchange",
                                  "lakeland", "partners-forum", "rio-claro", "valmont")
        origin.serve("/difficult", harness.Document(difficult_feed.rss(edited=True)))
        self.assertEqual(self.daemon.poll("difficult").code, 0)
        harness.wait_until(lambda: "<article" in self.daemon.get("/search?q=OCLC").text(), "the search index")
        self.gone = next(entry["key"] for entry in self.daemon.entries() if entry.get("title") == "What was taken back")
        origin.serve("/leaving", harness.Document(LEAVING % b""))
        self.assertEqual(self.daemon.poll("leaving").code, 0)
        self.pages = self.all_pages()

    def all_pages(self):
        """name → path, and where it is not 200, the status."""
        keys = {entry.get("title", ""): entry["key"] for entry in self.daemon.entries()}
        entry = {name: next(key for title, key in keys.items() if title.startswith(beginning))
                 for name, beginning in {"entry": "The shared kitchen", "entry-full": "A full text",
                                         "entry-arabic": "مكتبة", "entry-hebrew": "הספרייה", "entry-chinese": "公共",
                                         "entry-long": "Difficult words", "entry-edited": "Partners without",
                                         "entry-copies": "Sixteen libraries"}.items()}
        return {
            "index": ("/", 200),
            "topic": ("/topics/partnerships", 200),
            "topic-everything": ("/topics/everything", 200),
            "topic-arabic": ("/topics/arabic", 200),
            "topic-empty": ("/topics/nothing", 200),
            **{name: (f"/entries/{key}", 200) for name, key in entry.items()},
            "events": ("/events", 200),
            "sources": ("/sources", 200),
            "embed": ("/topics/partnerships/embed", 200),
            "embed-everything": ("/topics/everything/embed?limit=50", 200),
            "embed-empty": ("/topics/nothing/embed", 200),
            "gone": (f"/entries/{self.gone}", 410),
            "search": ("/search?q=librar*", 200),
            "search-narrowed": ("/search?q=librar*&type=News&source=tidewater", 200),
            "search-box": ("/search", 200),
            "search-nothing": ("/search?q=" + difficult_feed.UNBROKEN * 2, 200),
            "search-broken": ("/search?q=%28librar*%20AND%20%22" + "partner" * 30, 400),
            "not-found": ("/topics/" + "nowhere" * 20, 404),
            "not-for-everybody": ("/topics/staff", 401),
            "bad-request": ("/%ff", 400),
        }

    def plan(self):
        return {"base": f"http://127.0.0.1:{self.daemon.port}", "topic": "/topics/partnerships",
                "feeds": [{"name": f"{topic}.{form}", "path": f"/topics/{topic}.{form}"}
                          for topic in ("everything", "arabic") for form in ("atom", "rss")],
                "pages": [{"name": name, "path": path, "status": status}
                          for name, (path, status) in self.pages.items()]}


if __name__ == "__main__":
    harness.main()
