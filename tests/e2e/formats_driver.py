#!/usr/bin/env python3
"""Every document that the service publishes of a large and hostile store: valid, and read back to the same entries.

  formats_driver.py --cases ../shared --commonplace BINARY [--verbose]

The store holds generated feeds (about 5,000 entries), the seed and the hostile documents, each a source with a topic of
its own, half of them republished whole. A document is one case. The last line is "N passed, M failed".
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import documents
import harness
import read_back
from topic_page import read_html

PAGES = 400  # entries whose page is looked at
ARCHIVES = 5  # documents of a topic


class Store(unittest.TestCase):
    """Only for what the harness asks of a test: a folder, and cleaning up."""

    def __init__(self, folder):
        super().__init__()
        self.folder = pathlib.Path(folder)

    def runTest(self):
        """Not run as one."""


def prepare(cases, samples):
    """Writes the documents below `samples`; source slug → (file, homepage)."""
    def generate(script, *arguments):
        subprocess.run([sys.executable, "-B", str(cases / script), *map(str, arguments)], check=True,
                       stdout=subprocess.DEVNULL)

    generate("dedup/dedup_gen.py", "--seed", 11, "--out", samples / "dedup", "--feeds", 60, "--stories", 4000)
    generate("hostile/make_docs.py", "--out", samples / "hostile")
    (samples / "seed").mkdir()
    (samples / "seed" / "feed.rss").write_bytes((cases / "seed" / "feed.rss").read_bytes())

    truth = json.loads((samples / "dedup" / "truth.json").read_text("utf-8"))
    sources = {f"dedup-{feed['file'][:2]}": (f"dedup/feeds/{feed['file']}", f"https://{feed['host']}/")
               for feed in truth["feeds"]}
    sources["seed"] = ("seed/feed.rss", "https://www.webjunction.org/")
    hostile = sorted(path for path in (samples / "hostile").rglob("*") if path.is_file() and path.suffix != ".jsonl")
    for number, path in enumerate(hostile):
        sources[f"hostile-{number}"] = (str(path.relative_to(samples)), f"https://hostile-{number}.example/")
    return sources


def drop_in(sources):
    """The sources, each with a topic; every second may be republished whole and has a licence."""
    lines = ['[topic.everything]\ntitle = "Everything & more"\nlimit = 500\n']
    for number, (slug, (file, home)) in enumerate(sources.items()):
        rights = 'rights = "full"\nlicense = "CC BY 4.0"\n' if number % 2 else ""
        lines.append(f'[source.{slug}]\nurl = {json.dumps("file:" + file)}\nhomepage = "{home}"\n{rights}'
                     f'[topic.{slug}]\ntitle = "Only {slug}"\nsources = ["{slug}"]\nlimit = 500\n')
    return "\n".join(lines)


def page_faults(answer):
    """A page closes what it opens, and nothing on it can run."""
    if answer.status != 200:
        return [("HttpError", str(answer.status))]
    if "default-src 'none'" not in answer.headers["Content-Security-Policy"]:
        return [("ContentSecurityPolicy", answer.headers["Content-Security-Policy"])]
    page = read_html(answer.text())
    found = [("SecurityRisk", element.tag) for element in page.iter()
             if element.tag in ("iframe", "object", "embed", "svg", "math", "style", "base")]
    found += [("SecurityRisk", element.get("type", "a script")) for element in page.iter("script")
              if element.get("type") != "application/ld+json"]
    found += [("SecurityRiskAttr", f"{element.tag}/@{name}") for element in page.iter() for name in element.attrib
              if name.startswith("on") or name == "style"]
    return found


class Judge:
    """Counts documents, and says what is wrong with those that are."""

    def __init__(self, verbose):
        self.passed, self.failed, self.verbose = 0, 0, verbose

    def judge(self, name, found):
        if not found:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAIL {name}")
        for fault, where in found[:None if self.verbose else 5]:
            print(f"     {fault}: {where!r}"[:400])


def examine(daemon, stored, topics, judge):
    """All documents of a running service."""
    for topic in topics:
        answers = {kind: daemon.get(f"/topics/{topic}.{kind}") for kind in ("atom", "rss", "json")}
        for kind, answer in answers.items():
            path = f"/topics/{topic}.{kind}"
            judge.judge(path, documents.faults(answer, kind, harness.PUBLIC_URL + path))
            if answer.status == 200 and answers["json"].status == 200:
                judge.judge(path + " read back", read_back.faults(answer.body, answers["json"].json(), stored, daemon.folder))
        for path, kind in [(f"/topics/{topic}.ics", "ics"), (f"/topics/{topic}.atom?type=News&limit=400", "atom"),
                           (f"/topics/{topic}.rss?since=2026-01-01", "rss")]:
            judge.judge(path, documents.faults(daemon.get(path), kind, harness.PUBLIC_URL + path if kind != "ics" else None))
        for number in range(1, ARCHIVES + 1):
            path = f"/topics/{topic}/archive/{number}.atom"
            answer = daemon.get(path)
            if answer.status == 404:
                break
            judge.judge(path, documents.faults(answer, "atom", harness.PUBLIC_URL + path))
        judge.judge(f"/topics/{topic}", page_faults(daemon.get(f"/topics/{topic}")))
    judge.judge("/topics/everything.opml", documents.faults(daemon.get("/topics/everything.opml"), "opml"))
    judge.judge("/opml.xml", documents.faults(daemon.get("/opml.xml"), "opml"))
    judge.judge("/sitemap.xml", documents.faults(daemon.get("/sitemap.xml"), "sitemap"))
    judge.judge("/opensearch.xml", documents.faults(daemon.get("/opensearch.xml"), "opensearch"))
    judge.judge("/events.ics", documents.faults(daemon.get("/events.ics"), "ics"))
    for path in ("/", "/events", "/sources"):
        judge.judge(path, page_faults(daemon.get(path)))
    for query in ("library", "partner*", "%22story+time%22", "xml+OR+script"):
        answer = daemon.get(f"/search.atom?q={query}")
        judge.judge(f"/search.atom?q={query}", documents.faults(answer, "atom"))
        judge.judge(f"/search?q={query}", page_faults(daemon.get(f"/search?q={query}")))
    keys = sorted(stored)
    for key in keys[::max(1, len(keys) // PAGES)]:
        judge.judge(f"/entries/{key}", page_faults(daemon.get(f"/entries/{key}")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", required=True, type=pathlib.Path)
    parser.add_argument("--commonplace", required=True)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    harness.use(options.commonplace)
    judge = Judge(options.verbose)
    with tempfile.TemporaryDirectory() as folder:
        samples = pathlib.Path(folder) / "samples"
        samples.mkdir()
        sources = prepare(options.cases.resolve(), samples)
        store = Store(folder)
        try:
            daemon = harness.Daemon(store, {"10-all.toml": drop_in(sources)}, service=f'file_root = "{samples}"')
            polled = daemon.command("poll", "--json", patience=300)
            stored = {entry["key"]: entry for entry in
                      map(json.loads, daemon.command("entries", "--json", patience=120).out.splitlines())}
            print(f"{len(sources)} sources, {len(stored)} entries, poll ended with {polled.code}")
            daemon.start()
            examine(daemon, stored, ["everything", *sources], judge)
        finally:
            store.doCleanups()
    print(f"{judge.passed} passed, {judge.failed} failed")
    return 1 if judge.failed else 0


if __name__ == "__main__":
    sys.exit(main())
