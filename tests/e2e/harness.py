"""What the end-to-end tests share: the real binary, publishers on loopback, and waiting without sleeping blindly.

A test file ends with `harness.main()` and is run as `python3 X_test.py /path/to/commonplace [unittest arguments]`.
Everything a test makes lies in a folder of its own and is gone afterwards, and so is every process it started.
"""

import contextlib
import gzip
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Only a broken program takes that long, also under sanitizers on a busy machine.
PATIENCE = 60  # seconds before one wait is given up
DEADLINE = 300  # seconds before a whole file is
PUBLIC_URL = "https://news.example.org"

_binary = None
_out_of_time = False


def main():
    """Runs the tests of the calling file against the binary named on the command line."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(f"usage: {sys.argv[0]} /path/to/commonplace [unittest arguments]")
    use(sys.argv.pop(1))
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(DEADLINE)
    unittest.main(module="__main__")


def use(binary):
    """Everything below runs this program, in an environment that steers neither it nor requests to loopback."""
    global _binary
    _binary = str(pathlib.Path(binary).resolve())
    for name in list(os.environ):
        if name.startswith("COMMONPLACE") or name.lower().endswith("_proxy"):
            del os.environ[name]


def binary():
    """The program under test, for whoever starts it in another way."""
    return _binary


def _give_up(*_):
    """Fails the test under way, so that what it started is cleaned up. Whoever kills us would leave that behind."""
    global _out_of_time
    _out_of_time = True
    raise TimeoutError(f"the tests took more than {DEADLINE} s")


def wait_until(condition, what, patience=PATIENCE, pause=0.02):
    """Asks again and again until the condition gives something true, and returns that."""
    deadline = time.monotonic() + patience
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience} s in vain: {what}")
        time.sleep(pause)


def free_port():
    """A port that was free a moment ago. Somebody else may take it before we do: callers try again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(home):
    """Of every program a test starts: nobody's own settings, the same language and zone everywhere."""
    return {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


# --- the program ------------------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """How a command ended."""
    code: int
    out: str
    err: str

    def json_lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments, cwd, stdin=b"", home=None, patience=PATIENCE):
    """Runs a command of the program to its end."""
    done = subprocess.run([_binary, *map(str, arguments)], cwd=cwd, env=environment(home or cwd), input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=patience, check=False)
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@dataclass
class Answer:
    """What a server answered."""
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def text(self):
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)

    def unzipped(self):
        return gzip.decompress(self.body)


def ask(port, path, headers=None, method="GET"):
    """One request to loopback over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


class Daemon:
    """`commonplace serve` over a folder of drop-ins, for one test."""

    def __init__(self, test, drop_ins, allow_networks=("127.0.0.1/32",), service=""):
        """`drop_ins`: file name → TOML. `service`: more lines of the [service] table."""
        self._test = test
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=test.folder))
        self.config = self.folder / "feeds.d"
        self.config.mkdir()
        self.database = self.folder / "commonplace.db"
        self._service = f"allow_networks = {json.dumps(allow_networks)}\n{service}"
        self._process = None
        self._more_addresses = []
        self._log = self.folder / "log"
        self.choose_ports()
        for name, text in drop_ins.items():
            self.write(name, text)
        test.addCleanup(self._end)

    # --- its configuration ---

    def choose_ports(self):
        self.port, self.admin_port = free_port(), free_port()
        self.write("00-service.toml",
                   f'[service]\n'
                   f'title = "Library partner news"\n'
                   f'public_url = "{PUBLIC_URL}"\n'
                   f'listen = ["127.0.0.1:{self.port}"]\n'
                   f'admin_listen = "127.0.0.1:{self.admin_port}"\n'
                   f'host_rate = 1000\n'
                   f'host_connections = 64\n'
                   f'{self._service}\n')

    def write(self, name, text):
        """Puts a drop-in in its place at once, as an editor would."""
        written = self.config / (name + ".new")
        written.write_text(text, encoding="utf-8")
        written.replace(self.config / name)

    def also_listen(self, address):
        self._more_addresses += ["--listen", address]

    # --- its life ---

    def start(self):
        """Returns when the daemon is ready to answer readers."""
        for _ in range(5):
            self.spawn()
            if wait_until(self._came_up, "the daemon to be ready") == "ready":
                return self
            if "Address already in use" not in self.log():
                break
            self.choose_ports()
        raise AssertionError(f"the daemon did not start:\n{self.log()}")

    def spawn(self):
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [_binary, "serve", *self._place(),
                 "--listen", f"127.0.0.1:{self.port}", *self._more_addresses, "--admin-listen", f"127.0.0.1:{self.admin_port}"],
                cwd=self.folder, env=environment(self.folder), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def _place(self):
        return "--config", self.config, "--database", f"sqlite:{self.database}"

    def _came_up(self):
        if self._process.poll() is not None:
            return "ended"
        try:
            return "ready" if self.get("/readyz").status == 200 else None
        except OSError:
            return None

    @property
    def pid(self):
        return self._process.pid

    def ask_to_stop(self):
        """SIGTERM, and does not wait."""
        self._process.send_signal(signal.SIGTERM)

    def stop(self):
        """SIGTERM; returns the exit code."""
        self.ask_to_stop()
        return self._process.wait(timeout=PATIENCE)

    def kill(self):
        """SIGKILL, where it still runs."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait(timeout=PATIENCE)

    def _end(self):
        self.kill()
        self._test.assertNotRegex(self.log(), "Sanitizer|runtime error:")

    def restart(self):
        self._test.assertEqual(self.stop(), 0, self.log())
        return self.start()

    def hang_up(self):
        """SIGHUP."""
        self._process.send_signal(signal.SIGHUP)

    def reload(self):
        """SIGHUP; returns when the drop-ins have been read again."""
        before = self.log().count("reload")
        self.hang_up()
        wait_until(lambda: self.log().count("reload") > before, "the reload")

    def log(self):
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    # --- asking it ---

    def get(self, path, headers=None, method="GET"):
        return ask(self.port, path, headers, method)

    def admin(self, path, headers=None, method="GET"):
        return ask(self.admin_port, path, headers, method)

    def source(self, slug):
        return self.admin(f"/api/sources/{slug}").json()

    def wait_for_poll(self, *slugs):
        """Until each of these has been polled and committed once."""
        for slug in slugs:
            wait_until(lambda: "last_poll" in self.source(slug), f"the first poll of {slug}")

    def command(self, *arguments, patience=PATIENCE):
        """A command on the same configuration and store."""
        return run(*arguments, *self._place(), cwd=self.folder, patience=patience)

    def begin(self, *arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
              term="dumb"):
        """The same, left running beside the test; its process."""
        process = subprocess.Popen([_binary, *arguments, *self._place()], cwd=self.folder,
                                   env={**environment(self.folder), "TERM": term}, stdin=stdin,
                                   stdout=stdout, stderr=stderr)
        self._test.addCleanup(process.wait, PATIENCE)
        self._test.addCleanup(process.kill)
        return process

    def poll(self, *slugs, patience=PATIENCE):
        return self.command("poll", *slugs, "--json", patience=patience)

    def entries(self, *arguments):
        listed = self.command("entries", "--json", *arguments)
        self._test.assertEqual((listed.code, listed.err), (0, ""))
        return listed.json_lines()

    def check_store(self):
        """What SQLite itself thinks of the file."""
        with sqlite3.connect(self.database) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchall()
            strangers = database.execute("PRAGMA foreign_key_check").fetchall()
        database.close()
        self._test.assertEqual((verdict, strangers), ([("ok",)], []))


@contextlib.contextmanager
def running(drop_ins, networks=("127.0.0.1/32",), service=""):
    """A daemon outside of a test; it is gone afterwards with everything it made."""
    test = EndToEnd()
    test.setUp()
    try:
        yield Daemon(test, drop_ins, networks, service).start()
    finally:
        if not test.doCleanups():
            raise AssertionError("a sanitizer complained, or the daemon could not be ended")


# --- publishers -------------------------------------------------------------------------------------------------------


@dataclass
class Seen:
    """A request as a publisher saw it, and the status it gave."""
    path: str
    headers: http.client.HTTPMessage
    body: bytes = b""  # of a POST
    status: int = 0


@dataclass
class Document:
    """An answer with 200, or 304 to who names its validators byte for byte; with any other status, that."""
    body: bytes
    content_type: str = "application/rss+xml"
    etag: str = ""
    last_modified: str = ""
    status: int = 200
    headers: dict = field(default_factory=dict)

    def is_known_to(self, headers):
        known = [("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified)]
        sent = [(headers[name], own) for name, own in known if own and headers[name] is not None]
        return self.status == 200 and bool(sent) and all(theirs == own for theirs, own in sent)


class Origin:
    """A publisher's server on loopback that answers by script and remembers what it was asked."""

    def __init__(self, test, port=0, host="127.0.0.1", tls=None):
        self._documents = {}
        self._held = {}
        self._seen = []
        self._changed = threading.Condition()
        self._server = _Server((host, port), _Handler)
        self._server.origin = self
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        test.addCleanup(self._close)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def serve(self, path, document):
        self._documents[path] = document

    def hold(self, path):
        """From now on requests for the path hang until release()."""
        self._held[path] = threading.Event()

    def release(self):
        for event in self._held.values():
            event.set()

    def seen(self, path=None):
        with self._changed:
            return [request for request in self._seen if path in (None, request.path)]

    def wait_for_requests(self, count, path=None):
        wait_until(lambda: len(self.seen(path)) >= count, f"{count} requests for {path or 'anything'}")

    def answered(self):
        with self._changed:
            return sum(request.status != 0 for request in self._seen)

    def _close(self):
        self.release()
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        request = Seen(handler.path, handler.headers, body)
        with self._changed:
            self._seen.append(request)
        held = self._held.get(handler.path)
        if held:
            held.wait(PATIENCE)
        document = self._documents.get(handler.path, Document(b"no such page", "text/plain", status=404))
        status = 304 if document.is_known_to(handler.headers) else document.status
        body = b"" if status == 304 else document.body
        handler.send_response(status)
        for name, value in {"Content-Type": document.content_type, "ETag": document.etag,
                            "Last-Modified": document.last_modified, **document.headers}.items():
            if value and (status != 304 or name != "Content-Type"):
                handler.send_header(name, value)
        if status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        with self._changed:
            request.status = status


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """A client that was killed in the middle is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.origin._answer(self)

    do_POST = do_GET

    def log_message(self, *_):
        """Quiet: what was asked is in Origin.seen()."""


# --- the test case ----------------------------------------------------------------------------------------------------


class EndToEnd(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    def setUp(self):
        if _out_of_time:
            self.skipTest("there is no time left")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="commonplace-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def run_command(self, *arguments, stdin=b""):
        return run(*arguments, cwd=self.folder, stdin=stdin)
