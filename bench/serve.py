#!/usr/bin/env python3
"""What answering readers costs the daemon, beside nginx that serves the same bytes from files, in the same run.

    bench/serve.py [--binary build/release/commonplace] [--rounds 5] [--seconds 1] [--connections 64 1000]

A topic's Atom feed of some 60 KB is asked for plainly, with gzip, with brotli (the daemon alone: Debian's nginx has no
module for it) and with If-None-Match, by wrk with one thread. nginx has one worker, the daemon answers on one thread;
both stay on the first processor and wrk on the second. The figures are medians; CPU time is that of the answering
thread (/proc/PID/schedstat), so that who asks cannot distort it. The first round warms up and is not counted.
Last come the resident memory of the daemon before anybody asks and with the most connections open, and the bytes of a
head. Needs nginx and wrk.
"""

import argparse
import http.client
import os
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

NGINX = """
worker_processes 1; worker_rlimit_nofile 16384; daemon off; pid {root}/nginx.pid; error_log {root}/error.log;
{user}
events {{ worker_connections 8192; multi_accept on; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; keepalive_timeout 60; gzip_static on;
  open_file_cache max=100; types {{ application/atom+xml atom; }}
  client_body_temp_path {root}/b; proxy_temp_path {root}/p; fastcgi_temp_path {root}/f; uwsgi_temp_path {root}/u;
  scgi_temp_path {root}/s;
  server {{ listen 127.0.0.1:{port} backlog=4096; root {root}/files; }}
}}
"""

SERVICE = """
[service]
title = "News"
public_url = "https://news.example.org"
listen = ["127.0.0.1:{port}"]
admin_listen = "127.0.0.1:{admin}"
file_root = "samples"

[source.partner]
url = "file:feed.xml"
rights = "full"

[topic.news]
title = "News"
limit = 50
"""


def feed():
    """Fifty items of the length that news have."""
    dice = random.Random(7)
    words = ["".join(dice.choice("abcdeghiklmnoprstu") for _ in range(dice.randint(2, 9))) for _ in range(3000)]
    items = []
    for number in range(50):
        text = " ".join(words[min(int(dice.paretovariate(0.7)), 2999)] for _ in range(60))
        items.append(f"<item><title>{text[:50]}</title><link>https://partner.example/{number}</link><guid>{number}</guid>"
                     f"<pubDate>Thu, 24 Oct 2024 {number % 24:02}:{number:02}:00 GMT</pubDate>"
                     f"<description>{text}</description></item>")
    return f"<rss version='2.0'><channel><title>Partner</title>{''.join(items)}</channel></rss>"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, path, headers=()):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, response.headers, body


def wait_for(condition, what):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.05)
    sys.exit(f"waited in vain for {what}")


def cpu_seconds(pid):
    return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def resident(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])


def load(port, path, headers, connections, seconds):
    """Requests answered, requests a second, and what went wrong, by wrk."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
    for name, value in headers:
        command += ["-H", f"{name}: {value}"]
    out = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True,
                         preexec_fn=lambda: os.sched_setaffinity(0, {1})).stdout
    trouble = re.findall(r"(?:Socket errors|Non-2xx).*", out)
    return int(re.search(r"(\d+) requests in", out)[1]), float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), trouble


def hold(port, path, count):
    """So many connections that asked once and stay."""
    sockets = []
    for _ in range(count):
        held = socket.create_connection(("127.0.0.1", port))
        held.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n".encode())
        sockets.append(held)
    for held in sockets:
        held.recv(4096)
    return sockets


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="build/release/commonplace")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=1)
    parser.add_argument("--connections", type=int, nargs="+", default=[64, 1000])
    parser.add_argument("--only", choices=("plain", "gzip", "br", "304"), nargs="+",
                        default=("plain", "gzip", "br", "304"))
    options = parser.parse_args()
    root = pathlib.Path(tempfile.mkdtemp(prefix="commonplace-serve-"))
    started = []
    try:
        measure(options, root, started)
    finally:
        for process in started:
            process.terminate()
            process.wait()
        shutil.rmtree(root)


def measure(options, root, started):
    port, admin, nginx_port = free_port(), free_port(), free_port()
    (root / "feeds.d" / "samples").mkdir(parents=True)
    (root / "feeds.d" / "samples" / "feed.xml").write_text(feed())
    (root / "feeds.d" / "service.toml").write_text(SERVICE.format(port=port, admin=admin))
    daemon = subprocess.Popen([options.binary, "serve", "--config", root / "feeds.d", "--database",
                               f"sqlite:{root}/db"], stdout=subprocess.DEVNULL, stderr=(root / "log").open("w"))
    started.append(daemon)
    path = "/topics/news.atom"
    wait_for(lambda: ask(port, path)[2].count(b"<entry>") == 50, "the daemon's feed")

    files = root / "files" / "topics"
    files.mkdir(parents=True)
    root.chmod(0o755)
    plain, packed = ask(port, path), ask(port, path, [("Accept-Encoding", "gzip")])
    (files / "news.atom").write_bytes(plain[2])
    (files / "news.atom.gz").write_bytes(packed[2])
    user = "user root;" if os.geteuid() == 0 else ""
    (root / "nginx.conf").write_text(NGINX.format(root=root, port=nginx_port, user=user))
    nginx = subprocess.Popen(["nginx", "-c", root / "nginx.conf"], stderr=subprocess.DEVNULL)
    started.append(nginx)
    wait_for(lambda: ask(nginx_port, path)[0] == 200, "nginx")
    worker = int(subprocess.check_output(["pgrep", "-P", str(nginx.pid)]))
    servers = {"nginx": (nginx_port, worker), "daemon": (port, daemon.pid)}
    for _, pid in servers.values():
        os.sched_setaffinity(pid, {0})

    small = len(ask(port, path, [("Accept-Encoding", "br")])[2])
    print(f"{len(plain[2])} bytes, gzip {len(packed[2])}, brotli {small}; {options.rounds} rounds of {options.seconds} s")
    before = resident(daemon.pid)
    results = {}
    for turn in range(options.rounds + 1):
        for connections in options.connections:
            for case in options.only:
                for name, (where, pid) in servers.items():
                    if case == "br" and name == "nginx":
                        continue
                    headers = {"plain": [], "gzip": [("Accept-Encoding", "gzip")], "br": [("Accept-Encoding", "br")],
                               "304": [("If-None-Match", ask(where, path)[1]["ETag"])]}[case]
                    assert ask(where, path, headers)[0] == (304 if case == "304" else 200)
                    began = cpu_seconds(pid)
                    answered, rate, trouble = load(where, path, headers, connections, options.seconds)
                    used = (cpu_seconds(pid) - began) / answered * 1e6
                    if trouble:
                        print(f"{name} {case} {connections}: {trouble}")
                    if turn > 0:
                        results.setdefault((connections, case, name), []).append((rate, used))
    print("connections case   nginx: req/s  CPU us   daemon: req/s  CPU us   times nginx: req/s  CPU")
    for connections in options.connections:
        for case in options.only:
            mine = [statistics.median(column) for column in zip(*results[connections, case, "daemon"])]
            if case == "br":
                print(f"{connections:11} {case:6} {'':13} {'':7} {mine[0]:15.0f} {mine[1]:7.2f}")
                continue
            peer = [statistics.median(column) for column in zip(*results[connections, case, "nginx"])]
            print(f"{connections:11} {case:6} {peer[0]:13.0f} {peer[1]:7.2f} {mine[0]:15.0f} {mine[1]:7.2f} "
                  f"{mine[0] / peer[0]:20.2f} {mine[1] / peer[1]:5.2f}")
    loaded = resident(daemon.pid)
    held = hold(port, path, max(options.connections))
    print(f"resident: {before} KB before, {loaded} KB after, {resident(daemon.pid)} KB with {len(held)} idle connections; "
          f"nginx worker {resident(worker)} KB")


if __name__ == "__main__":
    main()
