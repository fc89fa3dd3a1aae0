#!/usr/bin/env python3
"""Polls every path of a hostile origin with the real daemon, and compares what it says with what the origin's index asks.

    origin_driver.py --origin ORIGIN.py --commonplace PROGRAM [--tls] [--only SUBSTRING] [--verbose]

ORIGIN.py listens on loopback and ends by itself; its `/_index` names each path with the result to expect: ok, error,
gone, retry_later or any, how many entries, and the address that is kept. Paths that answer Retry-After hold their host,
so each of them gets a daemon of its own; the others share one. The daemon's own first poll is followed by two that are
asked for; entries are counted after the first. Ends with 'N passed, M failed'.
"""
import argparse
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

MORE_POLLS = 2  # with the daemon's own first one three: a permanent move is believed after as many
FIRST_POLLS_SECONDS = 120  # how long the daemon may take for its own first polls
RESULTS = {"ok": {"ok", "unchanged"}, "error": {"error", "blocked"}, "gone": {"gone"}, "retry_later": {"error", "waiting"}}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def slug_of(path):
    return "p-" + re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")


class Origin:
    """The origin's process, and what it tells of itself."""

    def __init__(self, program, tls):
        arguments = [sys.executable, program, "--port", "0", "--seconds", "900", "--cap-seconds", "60"]
        self.process = subprocess.Popen(arguments + (["--tls"] if tls else []), stdout=subprocess.PIPE, text=True)
        self.facts = json.loads(self.process.stdout.readline())
        self.base = f"http://127.0.0.1:{self.facts['port']}"

    def ask(self, path):
        with urllib.request.urlopen(self.base + path, timeout=10) as answer:
            return json.load(answer)

    def close(self):
        self.process.kill()
        self.process.wait()


class Daemon:
    """A daemon with one source for each path, in a folder of its own."""

    def __init__(self, program, paths, ports):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="origin-"))
        drop_ins = self.folder / "feeds.d"
        drop_ins.mkdir()
        allowed = ", ".join(f'"127.0.0.1:{port}"' for port in ports)
        admin = free_port()
        lines = ["[service]", f"allow_networks = [{allowed}]", f'listen = ["127.0.0.1:{free_port()}"]',
                 f'admin_listen = "127.0.0.1:{admin}"', 'database = "sqlite:origin.db"', "host_rate = 10000",
                 "host_connections = 64", "parallel = 64", "[defaults]", 'interval = "12h"', 'min_interval = "12h"']
        for path in paths:
            lines += [f"[source.{slug_of(path['path'])}]", f"url = {json.dumps(path['url'])}"]
        (drop_ins / "all.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen([program, "serve", "--config", "feeds.d"], cwd=self.folder, stderr=self.log,
                                        stdout=self.log)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{admin}/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)

    def command(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--config", "feeds.d", "--json"], cwd=self.folder,
                              capture_output=True, timeout=600, check=False)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def poll(self, slugs):
        return {row["source"]: row for row in self.command("poll", *slugs)}

    def sources(self):
        return {row["source"]: row for row in self.command("sources")}

    def first_poll(self):
        """What the sources say of themselves once each has been asked by the daemon of its own accord."""
        deadline = time.monotonic() + FIRST_POLLS_SECONDS
        rows = self.sources()
        while any("last_poll" not in row for row in rows.values()) and time.monotonic() < deadline:
            time.sleep(0.2)
            rows = self.sources()
        return rows

    def rss_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.log.close()
        shutil.rmtree(self.folder)


def complaints(path, polls, row, stored):
    """What of the expectation does not hold, in words."""
    expect = path["expect"]
    result = expect["result"]
    statuses = [poll["status"] for poll in polls]
    if result in RESULTS and not set(statuses) <= RESULTS[result]:
        yield f"status {statuses}, not {result}: {[poll.get('message', '') for poll in polls]}"
    slowest = max(poll["seconds"] for poll in polls)
    if slowest > expect.get("max_s", 60):
        yield f"took {slowest:.1f} s, more than {expect['max_s']}"
    for poll in polls:
        if poll["status"] in ("error", "blocked", "gone") and not poll.get("message", ""):
            yield "says nothing of what is wrong"
        if re.search(r"[\x00-\x1f\x7f]", poll.get("message", "")):
            yield f"has control characters in {poll['message']!r}"
    entries = expect.get("entries")
    if entries is not None and not matches(stored, entries):
        yield f"{stored} entries are stored, not {entries}"
    address = expect.get("stored_url")
    if address is not None:
        kept = row.get("adopted_url") or row["url"]
        if not kept.endswith(address):
            yield f"keeps {kept}, not {address}"


def matches(stored, entries):
    if isinstance(entries, list):
        return entries[0] <= stored <= entries[-1]
    return stored == entries


def run(program, origin, paths, verbose):
    ports = [origin.facts[name] for name in origin.facts if name.startswith("port") or name.endswith("port")]
    daemon = Daemon(program, paths, ports)
    try:
        slugs = [slug_of(path["path"]) for path in paths]
        first = daemon.first_poll()
        rounds = [daemon.poll(slugs) for _ in range(MORE_POLLS)]
        rows = daemon.sources()
        failed = 0
        for path in paths:
            slug = slug_of(path["path"])
            polls = [polled[slug] for polled in rounds]
            found = list(complaints(path, polls, rows[slug], first[slug]["entries"]))
            failed += bool(found)
            for complaint in found:
                print(f"FAIL {path['path']}: {complaint}")
                print(f"     expected: {path['expected']}")
            if verbose and not found:
                print(f"ok   {path['path']}: {polls[0]['status']} {polls[0].get('message', '')[:150]}")
        print(f"     {len(paths)} paths, at most {daemon.rss_mb():.0f} MB")
        return len(paths) - failed, failed
    finally:
        daemon.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--commonplace", required=True)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    program = str(pathlib.Path(options.commonplace).resolve())
    origin = Origin(options.origin, options.tls)
    try:
        paths = [path for path in origin.ask("/_index")["paths"] if options.only in path["path"]]
        alone = [path for path in paths if path["expect"]["result"] == "retry_later"]
        shared = [path for path in paths if path not in alone]
        totals = [run(program, origin, group, options.verbose) for group in [shared] + [[path] for path in alone] if group]
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
