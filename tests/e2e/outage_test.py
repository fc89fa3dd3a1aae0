"""A machine without a network or a name server: nobody is blamed, and polling goes on soon after both are back.

Runs in namespaces of its own, in which it owns the network; where the machine does not allow that, it is skipped.
"""

import os
import socket
import subprocess
import sys
import threading

import harness

NAMESPACE = "COMMONPLACE_TEST_NAMESPACE"
RECOVERY = 60  # seconds within which polling must have recovered


class NameServer:
    """Says 127.0.0.1 to every question, over UDP."""

    def __init__(self, test):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self._run, daemon=True).start()
        test.addCleanup(self._socket.close)

    def _run(self):
        while True:
            try:
                question, address = self._socket.recvfrom(512)
            except OSError:
                return
            end = question.index(b"\0", 12) + 5
            is_a = question[end - 4:end - 2] == b"\0\1"
            answer = b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4\x7f\0\0\1" if is_a else b""
            head = question[:2] + b"\x81\x80\0\1" + (b"\0\1" if is_a else b"\0\0") + b"\0\0\0\0"
            self._socket.sendto(head + question[12:end] + answer, address)


def sources(origin, host, count):
    return "".join(f'[source.s{i}]\nurl = "http://{host.format(i=i)}:{origin.port}/{i}"\n' for i in range(count))


class Outage(harness.EndToEnd):
    COUNT = 20

    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self, host="0.0.0.0")  # the namespace is all ours
        document = harness.Document(b"<rss version='2.0'><channel><title>x</title></channel></rss>")
        for i in range(self.COUNT):
            self.origin.serve(f"/{i}", document)

    def assert_recovers(self, daemon):
        """Every source is polled once, soon, and nothing is held against it."""
        harness.wait_until(lambda: len({seen.path for seen in self.origin.seen()}) == self.COUNT, "every source",
                           patience=RECOVERY)
        daemon.wait_for_poll(*(f"s{i}" for i in range(self.COUNT)))
        for source in daemon.admin("/api/sources").json():
            self.assertEqual((source["state"], source["failures"]), ("ok", 0), source)
        self.assertEqual(len(self.origin.seen()), self.COUNT, "each source was asked once")
        self.assertNotIn("outage", daemon.admin("/api/status").json())

    def test_a_name_server_that_is_not_there(self):
        daemon = harness.Daemon(self, {"s.toml": sources(self.origin, "s{i}.example", self.COUNT)}).start()
        outage = harness.wait_until(lambda: daemon.admin("/api/status").json().get("outage"), "the outage to be told")
        self.assertIn("name server", outage)
        # The name in it is that of the source which was tried last, and may change between two answers.
        harness.wait_until(lambda: daemon.admin("/api/status").json()["outage"] in daemon.admin("/status").text(),
                           "the outage on the page")
        for source in daemon.admin("/api/sources").json():
            self.assertEqual((source["state"], source["failures"]), ("new", 0), source)
        NameServer(self)
        self.assert_recovers(daemon)

    def test_no_network(self):
        # 203.0.113.0/24 is nobody's; here it is put behind an interface of our own when the network "comes back".
        daemon = harness.Daemon(self, {"s.toml": sources(self.origin, "203.0.113.{i}", self.COUNT)},
                                ["203.0.113.0/24"]).start()
        outage = harness.wait_until(lambda: daemon.admin("/api/status").json().get("outage"), "the outage to be told")
        self.assertIn("unreachable", outage)
        self.assertEqual(self.origin.seen(), [])
        subprocess.run(["ip", "route", "add", "local", "203.0.113.0/24", "dev", "lo"], check=True)
        self.addCleanup(subprocess.run, ["ip", "route", "del", "local", "203.0.113.0/24", "dev", "lo"], check=True)
        self.assert_recovers(daemon)


def enter_namespaces():
    """Starts this file again where it may do with the network what it likes."""
    script = ('ip link set lo up && printf "nameserver 127.0.0.1\\noptions timeout:1 attempts:1\\n" > "$0" && '
              'mount --bind "$0" /etc/resolv.conf && exec "$@"')
    for enter in (["unshare", "--net", "--mount"], ["unshare", "--map-root-user", "--net", "--mount"]):
        if subprocess.run([*enter, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            resolver = f"/tmp/commonplace-resolver-{os.getpid()}"
            try:
                return subprocess.run([*enter, "sh", "-c", script, resolver, sys.executable, "-B", *sys.argv],
                                      env={**os.environ, NAMESPACE: "1"}, check=False).returncode
            finally:
                if os.path.exists(resolver):
                    os.unlink(resolver)
    print("skipped: this machine allows no namespaces")
    return 0


if __name__ == "__main__":
    if NAMESPACE in os.environ:
        harness.main()
    else:
        sys.exit(enter_namespaces())
