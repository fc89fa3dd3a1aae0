"""What we publish, read by our own parser, beside what is stored: the same stories."""

import re

import documents

UNTITLED = "Untitled"
UNSAFE = r'[\s<>"{}|\\^`]'  # not in an IRI


def faults(data, feed, stored, folder):
    """Of a feed: `feed` is the same in JSON, where each item names its story; `stored` is key → entry as `entries
    --json` prints it."""
    copies = {}
    for entry in stored.values():
        copies.setdefault(entry["story"], []).append(entry)
    read = documents.entries_read_back(data, folder)
    found = [("Warning", warning) for warning in read.get("warnings", [])]
    if len(read["entries"]) != len(feed["items"]):
        found.append(("Count", f"{len(read['entries'])} of {len(feed['items'])}"))
    for entry, item in zip(read["entries"], feed["items"]):
        if entry["id"] != item["id"]:
            found.append(("Order", f"{entry['id']} where {item['id']} was expected"))
            continue
        found += [("Warning", f"{entry['id']}: {warning}") for warning in entry.get("warnings", [])]
        found += [("Difference", f"{entry['id']}: {what}")
                  for what in differences(entry, copies[stored[item["_commonplace"]["key"]]["story"]])]
    return found


def differences(read, copies):
    """What was read is one of the copies, under the date of the first; else what is not like the most alike."""
    found = min((unlike(read, copy) for copy in copies), key=len)
    if read.get("published") not in [copy["published"] for copy in copies]:
        found.append(("published", read.get("published"), min(copy["published"] for copy in copies)))
    return found


def unlike(read, kept):
    """Which members differ, as [(name, read, kept)]."""
    pairs = {
        "title": (read.get("title"), title(kept, read)),
        "type": (read.get("type"), kept.get("type")),
        "event": (when(read), when(kept)),
        "link": (read.get("link"), link) if (link := public_address(kept)) else (None, None),
        "authors": (names(read) if names(kept) else [], names(kept)),
        "language": (read.get("language"), kept["language"]) if kept.get("language") else (None, None),
        "image": (read.get("image", {}).get("url"), kept.get("image", {}).get("url")),
    }
    return [(name, *pair) for name, pair in pairs.items() if pair[0] != pair[1]]


def title(kept, read):
    """An entry without one is published under the beginning of its excerpt, or its address."""
    if kept.get("title"):
        return kept["title"]
    shown = read.get("title", "")
    if kept.get("excerpt"):
        return shown if kept["excerpt"].startswith(shown.rstrip("…")) else kept["excerpt"]
    return kept.get("link") or UNTITLED


def public_address(kept):
    """Without a name and password, as an IRI; None where it is no address that a feed may hold."""
    found = re.fullmatch(r"(https?://)(?:[^/?#]*@)?([^/?#]+)(.*)", kept.get("link", ""))
    if not found or re.search(UNSAFE, found[2]):
        return None
    return found[1] + found[2] + re.sub(UNSAFE, lambda c: f"%{ord(c[0]):02X}", found[3])


def when(entry):
    event = entry.get("event") or {}
    return [event.get(name) for name in ("start", "end", "location")]


def names(entry):
    """Of authors. One that looks like markup is not compared: parsers forgive escaping twice."""
    return [author["name"] for author in entry.get("authors", []) if author.get("name") and "<" not in author["name"]]
