"""Pages in a real browser (Debian's Chromium, driven by tests/e2e/browser), judged by axe-core for WCAG 2.2 AA.

SCREENSHOTS=DIR has the pages drawn into DIR, for people to look at."""

import json
import os
import pathlib
import shutil
import subprocess
import unittest

import harness

_BROWSER = pathlib.Path(__file__).parent / "browser"


class InBrowser(harness.EndToEnd):
    """One daemon serves all checks of a test: the browser takes long enough."""

    promises = {}  # what the browser looks for → what it means

    def plan(self):
        """What is looked at, as tests/e2e/browser/main.mjs reads it."""
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        if not shutil.which("chromium") or not (_BROWSER / "node_modules").is_dir():
            raise AssertionError("a browser is missing: run scripts/test, which installs Debian's chromium and the npm "
                                 "packages of tests/e2e/browser")

    def look(self, check, **more):
        """What the browser finds wrong, a line each."""
        plan = {"public_url": harness.PUBLIC_URL, **self.plan(), **more}
        done = subprocess.run(["node", _BROWSER / "main.mjs", check], input=json.dumps(plan).encode(),
                              env=harness.environment(self.folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=harness.DEADLINE, check=False)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return done.stdout.decode("utf-8")

    def test_keep_their_promises(self):
        for check, promise in self.promises.items():
            with self.subTest(promise):
                if wrong := self.look(check):
                    self.fail("\n" + wrong)

    @unittest.skipUnless("SCREENSHOTS" in os.environ, "nobody wants to look at them")
    def test_are_drawn(self):
        self.look("draw", folder=os.environ["SCREENSHOTS"])
