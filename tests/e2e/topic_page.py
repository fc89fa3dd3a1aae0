"""A published page → what a reader sees on it."""

from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree import ElementTree

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _TreeParser(HTMLParser):
    """Our pages close what they open, so a tree is all a test needs; a page that does not fails here."""

    def __init__(self):
        super().__init__()
        self.builder = ElementTree.TreeBuilder()

    def handle_starttag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag):
        self.builder.end(tag)

    def handle_data(self, data):
        self.builder.data(data)


def read_html(text):
    """The page's root element."""
    parser = _TreeParser()
    parser.feed(text)
    parser.close()
    return parser.builder.close()


def words(element):
    """Its text as it is read aloud; "" for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Teaser:
    """A story as a topic's page shows it."""
    title: str
    link: str
    meta: str  # "News · 24 October 2024"
    event: str
    excerpt: str
    credit: str
    permalink: str


def teasers(page):
    """The stories of a topic's page in their order."""
    return [_teaser(article) for article in page.iterfind(".//article[@class='story']")]


def _teaser(article):
    def part(css_class):
        return article.find(f"p[@class='{css_class}']")

    heading = article.find("h3/a")
    return Teaser(title=words(heading), link=heading.get("href"), meta=words(part("meta")), event=words(part("event")),
                  excerpt=words(part("excerpt")), credit=words(part("credit")),
                  permalink=part("credit").findall("a")[-1].get("href"))
