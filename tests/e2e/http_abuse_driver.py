#!/usr/bin/env python3
"""Abuse of the public listener: the cases of http_abuse.py, then a thousand connections that drip their requests.

  http_abuse_driver.py --abuse http_abuse.py --commonplace BINARY [--only SUBSTR]

The daemon serves two of the sample sources. Beside a thousand connections that send a header line a second, ordinary
GETs over connections of their own must be answered within 20 ms (p99), and none of the thousand may be open after
twelve seconds. The last line is "N passed, M failed".
"""

import argparse
import contextlib
import http.client
import pathlib
import re
import resource
import socket
import subprocess
import sys
import time

import harness

DRIPPING = 1000
GONE_AFTER = 12  # seconds
P99 = 0.020
ABUSE_SECONDS = 240  # a run takes about one minute
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "feeds.d" / "samples"
PATH = "/topics/all.atom"
DROP_IN = f"""
[source.harbor-county]
url = "file:harbor-county.rss"
[source.valmont]
url = "file:valmont.atom"
[topic.all]
title = "All"
"""


@contextlib.contextmanager
def serving_daemon():
    with harness.running({"news.toml": DROP_IN}, service=f'file_root = "{SAMPLES}"') as daemon:
        daemon.wait_for_poll("harbor-county", "valmont")
        harness.wait_until(lambda: b"<entry" in daemon.get(PATH).body, "the feed")
        yield daemon


def run_abuse(daemon, options):
    """What http_abuse.py counts."""
    done = subprocess.run([sys.executable, options.abuse, "--port", str(daemon.port), "--path", PATH, "--strict",
                           "--need-gzip", "--pid", str(daemon.pid), "--only", options.only],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=ABUSE_SECONDS, check=False)
    print(done.stdout.rpartition("\n")[0].rpartition("\n")[0])
    counted = re.search(r"(\d+) passed, (\d+) failed\s*$", done.stdout)
    return (int(counted[1]), int(counted[2])) if counted else (0, 1)


def open_dripping(port):
    dripping = []
    for _ in range(DRIPPING):
        connection = socket.create_connection(("127.0.0.1", port), timeout=5)
        connection.setblocking(False)
        connection.send(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n".encode())
        dripping.append(connection)
    return dripping


def time_of_get(port):
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", PATH)
    status = connection.getresponse().status
    connection.close()
    return time.monotonic() - began if status == 200 else float("inf")


def drip(connections):
    """One more header line of each; returns those that are still open."""
    left = []
    for connection in connections:
        try:
            connection.send(b"X-a: b\r\n")
            if connection.recv(4096):
                left.append(connection)
        except BlockingIOError:
            left.append(connection)
        except OSError:
            pass
    return left


def run_dripping(daemon):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, DRIPPING + 200)), hard))
    connections = open_dripping(daemon.port)
    began, times, left = time.monotonic(), [], list(connections)
    while time.monotonic() - began < GONE_AFTER:
        left = drip(left)
        until = time.monotonic() + 1
        while time.monotonic() < until:
            times.append(time_of_get(daemon.port))
            time.sleep(0.01)
    left = drip(left)
    for connection in connections:
        connection.close()
    times.sort()
    p99 = times[len(times) * 99 // 100]
    print(f"     {DRIPPING} dripping connections: {len(times)} GETs beside them, p50 {times[len(times) // 2] * 1000:.1f} ms, "
          f"p99 {p99 * 1000:.1f} ms; {len(left)} still open after {GONE_AFTER} s")
    faults = [p99 >= P99, len(left) > 0]
    for what, failed in zip(("answers beside drippers", "drippers cut off"), faults):
        print(f"{'FAIL' if failed else 'ok  '} {what}")
    return faults.count(False), faults.count(True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--abuse", required=True)
    parser.add_argument("--commonplace", required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    harness.use(options.commonplace)
    with serving_daemon() as daemon:
        totals = [run_abuse(daemon, options)]
        if not options.only:
            totals.append(run_dripping(daemon))
    passed, failed = (sum(column) for column in zip(*totals))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
