"""Readers with a window, on our feeds: each finds every entry, with its title, link and date.

The whole file runs in a network of its own, where there is nobody but us: Liferea asks home pages for their icons.
"""

import contextlib
import html
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import harness
from readers_test import EXPECTED, Readers

ALONE = "COMMONPLACE_TEST_IS_ALONE"


def program(name, package):
    found = shutil.which(name)
    if not found:
        raise AssertionError(f"{name} is missing: install the Debian package {package}")
    return found


def day(seconds):
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


class Liferea(Readers):
    def screen(self):
        """The name of a display that nobody sees."""
        here, there = os.pipe()
        server = subprocess.Popen([program("Xvfb", "xvfb"), "-displayfd", str(there), "-screen", "0", "1280x900x24"],
                                  pass_fds=[there], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        os.close(there)
        self.addCleanup(server.wait, harness.PATIENCE)
        self.addCleanup(server.terminate)
        with os.fdopen(here) as answer:
            return ":" + answer.readline().strip()

    def liferea(self, *arguments):
        """Runs until the test ends."""
        home = self.folder / "home"
        settings = home / ".config" / "liferea" / "feedlist.opml"
        settings.parent.mkdir(parents=True)
        settings.write_text('<opml version="1.0"><head><title>Feeds</title></head><body/></opml>', encoding="utf-8")
        environment = {**harness.environment(home), "XDG_RUNTIME_DIR": str(home), "DISPLAY": self.screen()}
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        running = subprocess.Popen(
            [program("dbus-run-session", "dbus-daemon"), "--", program("liferea", "liferea"), *arguments],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        self.addCleanup(running.wait, harness.PATIENCE)
        self.addCleanup(os.killpg, running.pid, signal.SIGKILL)
        return home / ".local" / "share" / "liferea" / "liferea.db"

    def test_reads_every_entry(self):
        database = self.liferea("-a", self.feed)

        def items():
            with contextlib.suppress(sqlite3.Error):
                with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
                    return opened.execute("SELECT title, source, date FROM items").fetchall()
            return []

        harness.wait_until(lambda: len(items()) == len(EXPECTED), "Liferea to have read the feed")
        self.assertEqual(sorted((title, link, day(date)) for title, link, date in items()), sorted(EXPECTED))


class LifereaOnRss(Liferea):
    FORMAT = "rss"


class Akregator(Readers):
    """By the library that it reads feeds with."""
    ENGINE = None

    def test_reads_every_entry(self):
        feed = self.daemon.get(f"/topics/everything.{self.FORMAT}").body
        done = subprocess.run([self.ENGINE], input=feed, stdout=subprocess.PIPE, timeout=harness.PATIENCE, check=True)
        rows = [line.split("\t") for line in done.stdout.decode("utf-8").splitlines()]
        self.assertEqual([(html.unescape(title), html.unescape(link), day(int(seconds)))
                          for _, title, link, seconds, *_ in rows], EXPECTED)
        self.assertEqual(len({row[0] for row in rows}), len(EXPECTED))
        self.assertTrue(all(row[4:] for row in rows), "an entry without author")


class AkregatorOnRss(Akregator):
    FORMAT = "rss"


del Readers

if __name__ == "__main__":
    if ALONE not in os.environ:
        os.environ[ALONE] = "1"
        os.execvp("unshare", ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable, "-B",
                              *sys.argv])
    Akregator.ENGINE = sys.argv.pop(2)
    harness.main()
