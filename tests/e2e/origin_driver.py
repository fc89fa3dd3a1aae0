#!/usr/bin/env python3
"""Polls every path of a hostile origin with the real daemon, and compares what it says with what the origin's index asks.

    origin_driver.py --origin ORIGIN.py --commonplace PROGRAM [--only SUBSTRING] [--verbose]

ORIGIN.py listens on loopback and ends by itself; its `/_index` names each path with the result to expect: ok, error,
gone, retry_later or any, how many entries, and the address that is kept. Paths that answer Retry-After hold their host,
so each of them gets a daemon of its own; the others share one. The daemon's own first poll is followed by two that are
asked for; entries are counted after the first. Then come its listeners with bad certificates, its name server, which
answers with other addresses each time (in a network namespace, where we may have one), and a hundred sources that drip
beside a hundred good ones. Ends with 'N passed, M failed'.
"""
import argparse
import contextlib
import datetime
import http.server
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import harness

MORE_POLLS = 2  # with the daemon's own first one three: a permanent move is believed after as many
POLL_PATIENCE = 600  # seconds for one poll of all paths, some of which drip
RESULTS = {"ok": {"ok", "unchanged"}, "error": {"error", "blocked"}, "gone": {"gone"}, "retry_later": {"error", "waiting"}}


def slug_of(path):
    return "p-" + re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")


class Origin:
    """The origin's process, and what it tells of itself."""

    def __init__(self, program, *options):
        arguments = [sys.executable, program, "--port", "0", "--seconds", "900", "--cap-seconds", "60", *options]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        facts = json.loads(self.process.stdout.readline())
        self.networks = [f"127.0.0.1:{facts[name]}" for name in ("port", "port2")]
        self.base = f"http://127.0.0.1:{facts['port']}"
        self.port = facts["port"]
        self.tls = facts.get("tls", {})

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


def tally(found):
    """How many of these questions, each with what is wrong, had nothing wrong; and how many had."""
    for what, wrong in found.items():
        if wrong:
            print(f"FAIL {what}: {wrong}")
    failed = sum(bool(wrong) for wrong in found.values())
    return len(found) - failed, failed


def run(origin, paths, verbose):
    """Asks all of these paths with one daemon; how many were as expected, and how many not."""
    with harness.running({"paths.toml": drop_in(paths)}, origin.networks) as daemon:
        slugs = [slug_of(path["path"]) for path in paths]
        daemon.wait_for_poll(*slugs)
        first = by_source(daemon.command("sources", "--json"))
        rounds = [by_source(daemon.poll(*slugs, patience=POLL_PATIENCE)) for _ in range(MORE_POLLS)]
        rows = by_source(daemon.command("sources", "--json"))
        peak = peak_mb(daemon.pid)
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
    print(f"     {len(paths)} paths, at most {peak:.0f} MB")
    return len(paths) - failed, failed


def run_certificates(origin):
    """Certificates that are expired, of another name, or signed by nobody: refused, in words, by each poll."""
    addresses = {f"tls-{name}": url for name, url in origin.tls.items()}
    networks = [url.split("/")[2] for url in addresses.values()]
    paths = [{"path": slug, "url": url} for slug, url in addresses.items()]
    with harness.running({"paths.toml": drop_in(paths)}, networks) as daemon:
        slugs = [slug_of(slug) for slug in addresses]
        daemon.wait_for_poll(*slugs)
        polls = by_source(daemon.poll(*slugs))
    return tally({slug: "" if poll["status"] == "error" and "certificate" in poll["message"] else poll
                  for slug, poll in polls.items()})


# Name → the statuses that are right. `rebind` is 127.0.0.1, which is allowed, and 127.0.0.2, the canary, in turn.
NAMES = {"ok": {"ok", "unchanged"}, "rebind": {"ok", "unchanged", "blocked"}, "both": {"ok", "unchanged", "blocked"},
         "private": {"blocked"}, "metadata": {"blocked"}, "ten": {"blocked"}}
NAME_ROUNDS = 8


def run_names(program):
    """Names whose addresses change between two looks. Runs inside a namespace that has its own name server."""
    origin = Origin(program, "--dns-port", "53")
    try:
        sources = [{"path": name, "url": f"http://{name}.example:{origin.port}/ok"} for name in NAMES]
        with harness.running({"names.toml": drop_in(sources)}, origin.networks) as daemon:
            slugs = [slug_of(name) for name in NAMES]
            daemon.wait_for_poll(*slugs)
            rounds = [by_source(daemon.poll(*slugs)) for _ in range(NAME_ROUNDS)]
        found = {}
        for name, right in NAMES.items():
            statuses = [polled[slug_of(name)]["status"] for polled in rounds]
            found[f"name {name}"] = "" if set(statuses) <= right else f"status {statuses}, not {sorted(right)}"
        found["canary behind a name"] = origin.ask("/_hits")["canary"]
        return tally(found)
    finally:
        origin.close()


def run_names_apart(options):
    """The same, in namespaces of network and mounts; nothing is tested where the machine does not allow them."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as resolver:
        resolver.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
        resolver.flush()
        enter = ["unshare", "--net", "--mount"]
        if subprocess.run([*enter, "true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
            print("     no network namespace is allowed here: the names were left out")
            return 0, 0
        script = 'ip link set lo up && mount --bind "$0" /etc/resolv.conf && exec "$@"'
        inner = [sys.executable, "-B", __file__, "--origin", options.origin, "--commonplace", options.commonplace]
        done = subprocess.run([*enter, "sh", "-c", script, resolver.name, *inner, "--names"], stdout=subprocess.PIPE,
                              text=True, check=False)
    lines = done.stdout.splitlines() or ["the namespace could not be set up: 0 passed, 1 failed"]
    print("\n".join(lines[:-1]))
    return tuple(int(number) for number in re.search(r"(\d+) passed, (\d+) failed", lines[-1]).groups())


GOOD, DRIPPING = 100, 100
DRIPS, DRIP_SECONDS = 60, 15  # of one document: within the limits, so that each source drips again and again
LATENESS_SECONDS = 60  # how long it is watched


class ManyHosts:
    """Publishers on as many loopback addresses as needed, so that each is a host of its own; /drip-N takes its time."""

    def __init__(self, count):
        self.asked = []  # (time, path)
        self._servers = []
        self.urls = []
        for number in range(count):
            host = f"127.0.{1 + number // 200}.{1 + number % 200}"
            server = harness._Server((host, 0), _DripHandler)
            server.publisher = self
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            self._servers.append(server)
            self.urls.append(f"http://{host}:{server.server_address[1]}")
        self.ended = threading.Event()

    def close(self):
        self.ended.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _DripHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        publisher = self.server.publisher
        publisher.asked.append((time.time(), self.path))
        drips = 0 if self.path.startswith("/good") else DRIPS
        body = b"<rss version='2.0'><channel><title>x</title></channel></rss>"
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body) + drips * 100))
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(drips):
                self.wfile.write(b" " * 100)
                self.wfile.flush()
                if publisher.ended.wait(DRIP_SECONDS / DRIPS):
                    return
            self.wfile.write(body)

    def log_message(self, *_):
        """Quiet."""


def run_lateness():
    """A hundred good sources every few seconds beside a hundred that drip: how late the good ones are asked."""
    hosts = ManyHosts(GOOD + DRIPPING)
    try:
        good = "".join(f'[source.good-{i}]\nurl = "{hosts.urls[i]}/good-{i}"\n' for i in range(GOOD))
        dripping = "".join(f'[source.drip-{i}]\nurl = "{hosts.urls[GOOD + i]}/drip-{i}"\n' for i in range(DRIPPING))
        rhythm = '[defaults]\ninterval = "5s"\nmin_interval = "5s"\nmax_interval = "5s"\n'
        with harness.running({"many.toml": rhythm + good + dripping}, ["127.0.0.0/8"]) as daemon:
            due, late = {}, []
            for slug in [f"good-{i}" for i in range(GOOD)]:
                daemon.wait_for_poll(slug)
            hosts.asked.clear()
            seen = 0
            ends = time.monotonic() + LATENESS_SECONDS
            while time.monotonic() < ends:
                asked = hosts.asked[seen:]
                seen += len(asked)
                late += [moment - due.pop(path[1:]) for moment, path in asked if path[1:] in due and "good" in path]
                for source in daemon.admin("/api/sources").json():
                    moment = timestamp(source["next_poll"])
                    if moment < time.time() + 20:  # else it is being polled, and due again should that never end
                        due[source["source"]] = moment
                time.sleep(0.1)
        late.sort()
        p99 = late[len(late) * 99 // 100] if late else float("inf")
        print(f"     {len(late)} polls of {GOOD} good sources beside {DRIPPING} that drip: p50 "
              f"{late[len(late) // 2] if late else 0:.2f} s, p99 {p99:.2f} s late")
        enough = len(late) >= GOOD * LATENESS_SECONDS / 5.5 / 2
        return tally({"lateness": "" if p99 < 1 and enough else f"p99 {p99:.2f} s of {len(late)} polls"})
    finally:
        hosts.close()


def timestamp(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--commonplace", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--names", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    harness.use(options.commonplace)
    if options.names:
        print("{} passed, {} failed".format(*run_names(options.origin)))
        return 0
    origin = Origin(options.origin, "--tls")
    try:
        paths = [path for path in origin.ask("/_index")["paths"] if options.only in path["path"]]
        alone = [path for path in paths if path["expect"]["result"] == "retry_later"]
        shared = [path for path in paths if path not in alone]
        totals = [run(origin, group, options.verbose) for group in [shared] + [[path] for path in alone] if group]
        if not options.only:
            totals += [run_certificates(origin), run_names_apart(options), run_lateness()]
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
