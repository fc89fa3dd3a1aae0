"""The units: what systemd says of them, and the real daemon under what they forbid, on the sockets they describe."""

import http.client
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import unittest

import confinement
import harness
import partner_feed

UNITS = pathlib.Path(__file__).resolve().parents[2] / "systemd"
SERVICE = UNITS / "commonplace.service"
LAUNCHER = pathlib.Path(confinement.__file__)

HIGHEST_EXPOSURE = 1.2


def analyze(*arguments):
    return subprocess.run(["systemd-analyze", "--no-pager", *map(str, arguments)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
class Units(harness.EndToEnd):
    def copy_units(self):
        """As installed, but for the program, which is not in its place while it is tested."""
        copies = []
        for unit in sorted([*UNITS.glob("*.service"), *UNITS.glob("*.socket"), *UNITS.glob("*.timer")]):
            copy = self.folder / unit.name
            text = unit.read_text(encoding="utf-8")
            copy.write_text(re.sub(r"^(Exec\w+=\S*)/usr/bin/commonplace", r"\1" + harness.binary(), text, flags=re.M),
                            encoding="utf-8")
            copies.append(copy)
        return copies

    def test_systemd_finds_nothing_to_complain_about(self):
        verified = analyze("verify", "--man=no", *self.copy_units())
        self.assertEqual((verified.returncode, verified.stdout), (0, ""))

    def test_the_service_is_exposed_to_little(self):
        judged = analyze("security", "--offline=yes", f"--threshold={round(HIGHEST_EXPOSURE * 10)}", SERVICE)
        self.assertEqual(judged.returncode, 0, judged.stdout)
        self.assertRegex(judged.stdout, r"Overall exposure level for commonplace\.service: [01]\.\d")


def ask_by_file(path, target, headers=None, method="GET"):
    """One request over a socket file."""
    connection = http.client.HTTPConnection("localhost", timeout=harness.PATIENCE)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.settimeout(harness.PATIENCE)
    connection.sock.connect(str(path))
    try:
        connection.request(method, target, headers=headers or {})
        response = connection.getresponse()
        return harness.Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


class ConfinedDaemon(harness.Daemon):
    """The daemon as the unit starts it. It is ready when it says so to systemd, which is us."""

    watchdog = 1  # second

    def spawn(self):
        self.notes = []
        self._notes = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        address = self.folder / "notify"
        address.unlink(missing_ok=True)
        self._notes.bind(str(address))
        self._notes.setblocking(False)
        self._test.addCleanup(self._notes.close)
        given = getattr(self, "given", [])
        surroundings = {**harness.environment(self.folder), "NOTIFY_SOCKET": str(address),
                        "WATCHDOG_USEC": str(self.watchdog * 1_000_000),
                        "GIVEN_FDS": ",".join(str(one.fileno()) for one, _ in given),
                        "LISTEN_FDNAMES": ":".join(name for _, name in given)}
        # Looking for leaks takes calls that the filter is right to refuse.
        surroundings["ASAN_OPTIONS"] = surroundings.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self.give_away()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self.confined("serve", "--admin-listen", f"127.0.0.1:{self.admin_port}"),
                cwd=self.folder, env=surroundings, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                pass_fds=[one.fileno() for one, _ in given])

    def confined(self, *arguments):
        """The words of a command of the program as the unit would run it."""
        return [sys.executable, "-B", LAUNCHER, SERVICE, self.folder, "--", harness.binary(), *arguments, *map(str, self._place())]

    def give_away(self):
        """What is in the folder belongs to the account that the daemon runs as."""
        if os.geteuid() != 0:
            return
        self._test.folder.chmod(0o755)
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chown(path, confinement.NOBODY, confinement.NOBODY)

    def heard(self):
        """What it has told systemd so far, line by line."""
        while True:
            try:
                self.notes += self._notes.recv(4096).decode().splitlines()
            except BlockingIOError:
                return self.notes

    def _came_up(self):
        if self._process.poll() is not None:
            return "ended"
        return "ready" if "READY=1" in self.heard() else None

    def wait_to_hear(self, line, times=1):
        def heard():
            if self._process.poll() is not None:
                raise AssertionError(f"the daemon ended with {self._process.returncode}:\n{self.log()}")
            return self.heard().count(line) >= times

        harness.wait_until(heard, line)


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
class Confined(harness.EndToEnd):
    """No call that the unit refuses is made, whatever the daemon does: one such call would kill it."""

    def setUp(self):
        super().setUp()
        try:
            confinement.ctypes.CDLL("libseccomp.so.2")
        except OSError:
            self.skipTest("libseccomp is not installed")
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS), etag='"1"'))
        self.daemon = ConfinedDaemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "11-by-name.toml": f'[source.by-name]\nurl = "http://localhost:{self.origin.port}/feed"\n',
            "20-everything.toml": '[topic.everything]\ntitle = "Everything"\n'},
            allow_networks=("127.0.0.0/8", "::1/128"))

    def serve_tls(self):
        """A publisher whose certificate nobody vouches for; its port."""
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-subj", "/CN=localhost", "-days", "1", "-keyout", "key.pem", "-out", "cert.pem"],
                       cwd=self.folder, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "cert.pem", self.folder / "key.pem")
        return harness.Origin(self, tls=context).port

    def test_what_the_unit_forbids_is_forbidden_here_too(self):
        for program in (["nice", "-n", "5", "true"], ["ip", "link"]):
            ended = subprocess.run([sys.executable, "-B", LAUNCHER, SERVICE, self.daemon.folder, "--",
                                    shutil.which(program[0]), *program[1:]], capture_output=True, check=False)
            self.assertEqual(ended.returncode, -confinement.SIGSYS, ended.stderr)

    def test_polling_and_serving(self):
        self.daemon.write("12-tls.toml", f'[source.tls]\nurl = "https://localhost:{self.serve_tls()}/feed"\n')
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater", "by-name", "tls")
        self.assertEqual(self.daemon.source("tidewater")["state"], "ok")
        self.assertEqual(self.daemon.source("by-name")["state"], "ok")
        self.assertRegex(self.daemon.source("tls")["message"], "certificate")
        harness.wait_until(lambda: self.daemon.get("/search?q=children").text().count("<article") > 0, "a search that finds")
        for path in ["/", "/topics/everything", "/topics/everything.atom", "/events", "/sources", "/opml.xml"]:
            self.assertEqual(self.daemon.get(path, {"Accept-Encoding": "gzip"}).status, 200, path)
        for path in ["/status", "/metrics", "/api/sources"]:
            self.assertEqual(self.daemon.admin(path).status, 200, path)
        self.assertEqual(self.daemon.command("poll").code, 1, "through the daemon; one publisher is not to be trusted")
        self.daemon.write("20-everything.toml", '[topic.everything]\ntitle = "All of it"\nmatch = "library OR kitchen"\n')
        self.daemon.give_away()
        exec_reload, = confinement.read_unit(SERVICE)["ExecReload"]
        reload = subprocess.run(self.daemon.confined(*exec_reload.split()[1:]), cwd=self.daemon.folder, capture_output=True,
                                text=True, check=False, env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
        self.assertEqual((reload.returncode, reload.stderr), (0, ""))
        self.daemon.wait_to_hear("RELOADING=1")
        self.daemon.wait_to_hear("READY=1", 2)
        harness.wait_until(lambda: "All of it" in self.daemon.get("/").text(), "the changed topic")
        self.daemon.wait_to_hear("WATCHDOG=1", 2)
        self.assertEqual(self.daemon.stop(), 0, self.daemon.log())
        self.assertIn("STOPPING=1", self.daemon.heard())
        self.daemon.check_store()

    def test_on_the_sockets_that_systemd_holds(self):
        self.daemon.given = []
        for unit in ["commonplace.socket", "commonplace-admin.socket"]:
            settings = confinement.read_unit(UNITS / unit)
            path = self.daemon.folder / pathlib.Path(settings["ListenStream"][0]).name
            listening = socket.socket(socket.AF_UNIX)
            listening.bind(str(path))
            listening.listen()
            self.addCleanup(listening.close)
            self.daemon.given.append((listening, settings["FileDescriptorName"][0]))
        self.daemon.start()
        readers, operator = self.daemon.folder / "http.sock", self.daemon.folder / "admin.sock"
        self.assertEqual(ask_by_file(readers, "/topics/everything").status, 200)
        self.assertEqual(ask_by_file(operator, "/status").status, 200)
        self.assertEqual(ask_by_file(readers, "/status").status, 404, "readers see nothing of the operator's side")
        self.assertEqual(ask_by_file(operator, "/api/reload", method="POST").status, 200)
        for port in [self.daemon.port, self.daemon.admin_port]:
            with self.assertRaises(ConnectionRefusedError):
                harness.ask(port, "/readyz")
        self.assertEqual(self.daemon.stop(), 0, self.daemon.log())
        self.daemon.start()  # the sockets outlive it
        self.assertEqual(ask_by_file(readers, "/topics/everything").status, 200)
        self.assertEqual(self.daemon.stop(), 0, self.daemon.log())


if __name__ == "__main__":
    harness.main()
