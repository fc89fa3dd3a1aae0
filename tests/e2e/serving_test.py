"""The public listener as readers, proxies and the system find it."""

import http.client
import os
import pathlib
import resource
import signal
import socket
import time

import harness
import partner_feed

FEED = "/topics/all.atom"


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=harness.PATIENCE)
        self._path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._path)


class Serving(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        origin = harness.Origin(self)
        origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{origin.url("/feed")}"\n',
            "20-topics.toml": '[topic.all]\ntitle = "All"\n'})
        self.socket = self.daemon.folder / "http.sock"
        self.daemon.also_listen(f"unix:{self.socket}")
        self.daemon.start()
        harness.wait_until(lambda: b"<entry" in self.daemon.get(FEED).body, "the feed")

    def test_what_can_only_be_read_says_so(self):
        for path in ("/", "/topics/all", FEED, "/entries/0123456789ab", "/search?q=a", "/healthz", "/assets/style.css"):
            for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
                answer = self.daemon.get(path, method=method)
                self.assertEqual((answer.status, answer.headers["Allow"]), (405, "GET, HEAD, OPTIONS"), (method, path))

    def test_heads_and_ranges(self):
        whole = self.daemon.get(FEED)
        for headers in ({"Range": "bytes=0-9"}, {"Range": "bytes=0-9", "If-Range": whole.headers["ETag"]}):
            answer = self.daemon.get(FEED, headers)
            self.assertEqual((answer.status, answer.body), (200, whole.body))
        head = self.daemon.get(FEED, method="HEAD")
        self.assertEqual(head.body, b"")
        names = [name for name in whole.headers if name != "Date"]
        self.assertEqual([(name, head.headers[name]) for name in names], [(name, whole.headers[name]) for name in names])

    def test_a_unix_socket_answers_the_same(self):
        over_tcp = self.daemon.get(FEED, {"Accept-Encoding": "br"})
        connections = [UnixConnection(self.socket) for _ in range(100)]  # more than one address may have
        for connection in connections:
            connection.request("GET", FEED, headers={"Host": "x", "Accept-Encoding": "br", "X-Forwarded-Host": "evil.example",
                                                     "X-Forwarded-Proto": "ftp", "Forwarded": "host=evil.example"})
        for connection in connections:
            answer = connection.getresponse()
            self.assertEqual((answer.status, answer.read()), (200, over_tcp.body))
            self.assertEqual(answer.headers["ETag"], over_tcp.headers["ETag"])
            connection.close()

    def test_what_is_in_flight_is_finished_and_the_socket_removed(self):
        # Nobody reads before the daemon is told to stop, and the page is asked for more often than buffers take.
        slow = socket.create_connection(("127.0.0.1", self.daemon.port))
        idle = socket.create_connection(("127.0.0.1", self.daemon.port))
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertTrue(idle.recv(4096))
        slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertTrue(slow.recv(1, socket.MSG_PEEK))
        self.daemon._process.send_signal(signal.SIGTERM)
        self.assertEqual(idle.recv(4096), b"")
        answer = b""
        while part := slow.recv(65536):
            answer += part
        self.assertTrue(answer.endswith(b"</html>\n"), answer[-100:])
        self.assertEqual(self.daemon._process.wait(timeout=harness.PATIENCE), 0)
        self.assertFalse(self.socket.exists())

    def test_without_descriptors_it_neither_spins_nor_stays_deaf(self):
        open_now = len(os.listdir(f"/proc/{self.daemon.pid}/fd"))
        _, hard = resource.prlimit(self.daemon.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(self.daemon.pid, resource.RLIMIT_NOFILE, (open_now + 8, hard))
        waiting = []
        for _ in range(60):
            waiting.append(socket.create_connection(("127.0.0.1", self.daemon.port)))
        began, used = time.monotonic(), self.cpu_seconds()
        self.assertEqual(self.daemon.get(FEED).status, 200, "whoever asks is answered in place of those who do not")
        time.sleep(1)
        busy = (self.cpu_seconds() - used) / (time.monotonic() - began)
        self.assertLess(busy, 0.2)
        for connection in waiting:
            connection.close()
        resource.prlimit(self.daemon.pid, resource.RLIMIT_NOFILE, (hard, hard))
        self.assertEqual(self.daemon.get(FEED).status, 200)

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.daemon.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    harness.main()
