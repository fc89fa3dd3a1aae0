#!/usr/bin/env python3
"""Polls every path of a hostile origin with the real daemon, and compares what it says with what the origin's index asks.

    origin_driver.py --origin ORIGIN.py --commonplace PROGRAM [--only SUBSTRING] [--verbose]

ORIGIN.py listens on loopback and ends by itself; its `/_index` names each path with the result to expect: ok, error,
gone, retry_later or any, how many entries, and the address that is kept. Paths that answer Retry-After hold their host,
so each of them gets a daemon of its own; the others share one. The daemon's own first poll is followed by two that are
asked for; entries are counted after the first. Ends with 'N passed, M failed'.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import urllib.request

import harness

MORE_POLLS = 2  # with the daemon's own first one three: a permanent move is believed after as many
POLL_PATIENCE = 600  # seconds for one poll of all paths, some of which drip
RESULTS = {"ok": {"ok", "unchanged"}, "error": {"error", "blocked"}, "gone": {"gone"}, "retry_later": {"error", "waiting"}}


def slug_of(path):
    return "p-" + re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")


class Origin:
    """The origin's process, and what it tells of itself."""

    def __init__(self, program):
        arguments = [sys.executable, program, "--port", "0", "--seconds", "900", "--cap-seconds", "60"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        facts = json.loads(self.process.stdout.readline())
        self.networks = [f"127.0.0.1:{facts[name]}" for name in ("port", "port2")]
        self.base = f"http://127.0.0.1:{facts['port']}"

    def ask(self, path):
        with urllib.request.urlopen(self.base + path, timeout=10) as answer:
            return json.load(answer)

    def close(self):
        self.process.kill()
        self.process.wait()


def drop_in(paths):
    """One source for each path, asked once by the daemon itself and then only when we say so."""
    sources = "".join(f"[source.{slug_of(path['path'])}]\nurl = {json.dumps(path['url'])}\n" for path in paths)
    return f'[defaults]\ninterval = "12h"\nmin_interval = "12h"\n{sources}'


def by_source(outcome):
    return {row["source"]: row for row in outcome.json_lines()}


def peak_mb(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024


def complaints(path, polls, row, stored):
    """What of the expectation does not hold, in words."""
    expect = path["expect"]
    result = expect["result"]
    statuses = [poll["status"] for poll in polls]
    if result in RESULTS and not set(statuses) <= RESULTS[result]:
        yield f"status {statuses}, not {result}: {[poll.get('message', '') for poll in polls]}"
    slowest = max(poll["seconds"] for poll in polls)
    if slowest > expect["max_s"]:
        yield f"took {slowest:.1f} s, more than {expect['max_s']}"
    for poll in polls:
        if poll["status"] in ("error", "blocked", "gone") and not poll.get("message"):
            yield "says nothing of what is wrong"
        if re.search(r"[\x00-\x1f\x7f]", poll.get("message", "")):
            yield f"has control characters in {poll['message']!r}"
    entries = expect.get("entries")
    if entries is not None and stored != entries:
        yield f"{stored} entries are stored, not {entries}"
    address = expect.get("stored_url")
    if address is not None:
        kept = row.get("adopted_url") or row["url"]
        if not kept.endswith(address):
            yield f"keeps {kept}, not {address}"


def run(origin, paths, verbose):
    """Asks all of these paths with one daemon; how many were as expected, and how many not."""
    test = harness.EndToEnd()
    test.setUp()
    try:
        daemon = harness.Daemon(test, {"paths.toml": drop_in(paths)}, origin.networks).start()
        slugs = [slug_of(path["path"]) for path in paths]
        daemon.wait_for_poll(*slugs)
        first = by_source(daemon.command("sources", "--json"))
        rounds = [by_source(daemon.poll(*slugs, patience=POLL_PATIENCE)) for _ in range(MORE_POLLS)]
        rows = by_source(daemon.command("sources", "--json"))
        failed = 0
        for path, slug in zip(paths, slugs):
            polls = [polled[slug] for polled in rounds]
            found = list(complaints(path, polls, rows[slug], first[slug]["entries"]))
            failed += bool(found)
            for complaint in found:
                print(f"FAIL {path['path']}: {complaint}")
                print(f"     expected: {path['expected']}")
            if verbose and not found:
                print(f"ok   {path['path']}: {polls[0]['status']} {polls[0].get('message', '')[:150]}")
        print(f"     {len(paths)} paths, at most {peak_mb(daemon.pid):.0f} MB")
        return len(paths) - failed, failed
    finally:
        if not test.doCleanups():
            raise AssertionError("a sanitizer complained, or the daemon could not be ended")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--commonplace", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    harness.use(options.commonplace)
    origin = Origin(options.origin)
    try:
        paths = [path for path in origin.ask("/_index")["paths"] if options.only in path["path"]]
        alone = [path for path in paths if path["expect"]["result"] == "retry_later"]
        shared = [path for path in paths if path not in alone]
        totals = [run(origin, group, options.verbose) for group in [shared] + [[path] for path in alone] if group]
        hits = origin.ask("/_hits")
        passed, failed = (sum(column) for column in zip(*totals))
        for what in ("canary", "leaks"):
            if hits[what]:
                print(f"FAIL {what}: {hits[what]}")
                failed += 1
            else:
                passed += 1
        print(f"{passed} passed, {failed} failed")
        return 1 if failed else 0
    finally:
        origin.close()


if __name__ == "__main__":
    sys.exit(main())
