"""What the W3C feed validator documents as errors and warnings, as far as a schema cannot say it: each fault found is
(name of the validator's message, where). The names are those of its documentation pages.

Left out is what SPEC allows: UnknownNamespace, SelfDoesntMatchLocation on loopback, DuplicateUpdated.
"""

import datetime
import email.utils
import html.parser
import re
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"

# What a feed may hold without the validator's doubts, and what HTML closes by itself.
SAFE_ELEMENTS = set("""a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col
    colgroup data dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i
    img ins kbd li main mark menu nav ol p picture pre q rb rp rt rtc ruby s samp section small source span strike strong
    sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr""".split())
VOID_ELEMENTS = {"br", "col", "hr", "img", "source", "track", "wbr"}
ADDRESSES = {"href", "src", "cite", "poster", "longdesc", "background"}
SCHEMES = re.compile(r"(https?://[^/?#\s]|mailto:)", re.I)
UNSAFE_ATTRIBUTES = re.compile(r"on|style$|srcdoc$|formaction$|id$|name$")


class Body(html.parser.HTMLParser):
    """HTML inside a feed: only what is harmless, closed as it was opened, with whole addresses."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.faults = []
        self._open = []
        self.feed(markup)
        self.close()
        if self._open:
            self.faults.append(("NotHtml", f"<{self._open[-1]}> is not closed"))

    def handle_starttag(self, tag, attrs):
        if tag not in SAFE_ELEMENTS:
            self.faults.append(("SecurityRisk", f"<{tag}>"))
        for name, value in attrs:
            if UNSAFE_ATTRIBUTES.match(name):
                self.faults.append(("SecurityRiskAttr", f"{tag}/@{name}"))
            if name in ADDRESSES and not SCHEMES.match(value or ""):
                self.faults.append(("ContainsRelRef", f"{tag}/@{name}={value}"))
        if tag not in VOID_ELEMENTS:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.faults.append(("NotHtml", f"<{tag}/> closes itself"))

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(("NotHtml", f"</{tag}> where it was not opened"))

    def handle_comment(self, data):
        self.faults.append(("SecurityRisk", "a comment"))

    def handle_decl(self, decl):
        self.faults.append(("SecurityRisk", f"<!{decl}>"))


def body_faults(markup, where):
    return [(name, f"{where}: {what}") for name, what in Body(markup or "").faults]


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def text_of(element, path):
    found = element.find(path)
    return (found.text or "") if found is not None else ""


def document_faults(data, content_type, allowed_types):
    """Of any XML document: what it is sent as, its encoding, its characters."""
    media_type, _, charset = content_type.partition(";")
    if media_type.strip() not in allowed_types:
        yield "UnexpectedContentType", content_type
    if charset.strip().lower() not in ("", "charset=utf-8"):
        yield "EncodingMismatch", content_type
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield "UnicodeError", str(error)
        return
    if not text.startswith('<?xml version="1.0" encoding="UTF-8"?>'):
        yield "EncodingMismatch", "no declaration of UTF-8"
    for bad in re.finditer("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ufdd0-\ufdef]", text):
        yield "BadCharacters", f"U+{ord(bad.group()):04X} at {bad.start()}"
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield "SecurityRisk", "a document type"


def repeated(values):
    seen = set()
    for value in values:
        if value in seen:
            yield value
        seen.add(value)


def atom_faults(data, content_type="application/atom+xml", location=None):
    yield from document_faults(data, content_type, {"application/atom+xml", "text/xml"})
    feed = ElementTree.fromstring(data)
    links = feed.findall(ATOM + "link")
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    if len(own) != 1:
        yield "MissingSelf", f"{len(own)} links to itself"
    elif location and own[0] != location:
        yield "SelfDoesntMatchLocation", own[0]
    entries = feed.findall(ATOM + "entry")
    for key in repeated(entry.findtext(ATOM + "id") for entry in entries):
        yield "DuplicateEntries", key
    for element in [feed, *entries]:
        where = element.findtext(ATOM + "id") or "?"
        for key in repeated((link.get("rel"), link.get("type"), link.get("hreflang"))
                            for link in element.findall(ATOM + "link") if link.get("rel") in ("alternate", "self")):
            yield "DuplicateAtomLink", f"{where}: {key}"
        for link in element.findall(ATOM + "link"):
            if link.get("rel") == "enclosure" and link.get("type") == "":
                yield "MissingTypeAttr", where
        for name in ("id", "title", "updated", "published", "subtitle", "rights", "summary", "content", "source"):
            if len(element.findall(ATOM + name)) > 1:
                yield "DuplicateElement", f"{where}: {name}"
    newest = max((entry.findtext(ATOM + "updated") for entry in entries), default="")
    if newest and moment(newest) > moment(feed.findtext(ATOM + "updated")):
        yield "FeedOlderThanEntry", newest
    for entry in entries:
        yield from atom_entry_faults(entry)


def atom_entry_faults(entry):
    where = entry.findtext(ATOM + "id") or "?"
    published, updated = moment(entry.findtext(ATOM + "published")), moment(entry.findtext(ATOM + "updated"))
    if updated < published:
        yield "ImplausibleDate", f"{where}: updated {updated} before it was published {published}"
    if published.year < 1990:
        yield "ImplausibleDate", f"{where}: {published}"
    if not any(link.get("rel") == "alternate" for link in entry.findall(ATOM + "link")):
        yield "MissingAlternateLink", where
    if not text_of(entry, ATOM + "title").strip():
        yield "NotBlank", f"{where}: title"
    if not text_of(entry, ATOM + "summary") and not text_of(entry, ATOM + "content"):
        yield "MissingTextualContent", where
    for person in entry.iter(ATOM + "author"):
        if "@" in text_of(person, ATOM + "name") and "." in text_of(person, ATOM + "name").split("@")[-1]:
            yield "ContainsEmail", f"{where}: {text_of(person, ATOM + 'name')}"
    for name in ("summary", "content"):
        yield from body_faults(text_of(entry, ATOM + name), f"{where}: {name}")
    source = entry.find(ATOM + "source")
    if source is None or source.find(ATOM + "id") is None or source.find(ATOM + "title") is None:
        yield "MissingSourceElement", where


def rss_faults(data, content_type="application/rss+xml", location=None):
    yield from document_faults(data, content_type, {"application/rss+xml", "text/xml"})
    channel = ElementTree.fromstring(data).find("channel")
    own = [link.get("href") for link in channel.findall(ATOM + "link") if link.get("rel") == "self"]
    if len(own) != 1:
        yield "MissingAtomSelfLink", f"{len(own)} links to itself"
    elif location and own[0] != location:
        yield "SelfDoesntMatchLocation", own[0]
    items = channel.findall("item")
    for key in repeated(item.findtext("guid") for item in items):
        yield "DuplicateItems", key
    yield from rss_date_faults(channel, "lastBuildDate", "channel")
    for item in items:
        where = item.findtext("guid") or "?"
        if not where or where == "?":
            yield "MissingGuid", item.findtext("title") or "?"
        if item.find(DC + "date") is not None:
            yield "DuplicateSemantics", f"{where}: dc:date beside pubDate"
        if item.find("author") is not None:
            yield "DuplicateSemantics", f"{where}: author beside dc:creator"
        if len(item.findall("enclosure")) > 1:
            yield "DuplicateEnclosure", where
        if re.search(r"</?(b|i|p|a|em|br|span|strong|div|img)\b[^>]*>", item.findtext("title") or ""):
            yield "ContainsHTML", f"{where}: title"
        if not (item.findtext("title") or "").strip() and not (item.findtext("description") or "").strip():
            yield "ItemMustContainTitleOrDescription", where
        yield from rss_date_faults(item, "pubDate", where)
        for name in ("description", CONTENT + "encoded"):
            yield from body_faults(text_of(item, name), f"{where}: {name}")


def rss_date_faults(element, name, where):
    text = element.findtext(name) or ""
    try:
        read = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        yield "InvalidRFC2822Date", f"{where}: {name} {text}"
        return
    if read.strftime("%a") != text[:3]:
        yield "IncorrectDOW", f"{where}: {name} {text}"
    if read.year < 1990:
        yield "ImplausibleDate", f"{where}: {name} {text}"


def json_faults(feed, location=None):
    if location and feed["feed_url"] != location:
        yield "SelfDoesntMatchLocation", feed["feed_url"]
    for key in repeated(item["id"] for item in feed["items"]):
        yield "DuplicateItems", key
    for item in feed["items"]:
        if moment(item["date_modified"]) < moment(item["date_published"]):
            yield "ImplausibleDate", item["id"]
        yield from body_faults(item["content_html"], item["id"])
