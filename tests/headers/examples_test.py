"""The example of docs/embedding.md is the file it says it is, does what it says, and can be built as it says.

    python3 examples_test.py PROGRAM [unittest arguments]
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "feeds.d" / "samples" / "lakeland.rss"
ATOM = "{http://www.w3.org/2005/Atom}"
PROGRAM = ""


def digest(query, document):
    return subprocess.run([PROGRAM, query, "https://lakeland.example/news.rss"], input=document, capture_output=True, check=False)


class Example(unittest.TestCase):
    def test_the_page_shows_the_file(self):
        shown = re.search(r"^```cpp\n(.*?)^```$", (ROOT / "docs/embedding.md").read_text(encoding="utf-8"), flags=re.M | re.S)
        self.assertEqual(shown[1], (ROOT / "examples/digest.cc").read_text(encoding="utf-8"))

    def test_it_selects_and_publishes(self):
        done = digest('title:"one card"', SAMPLE.read_bytes())
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        titles = [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(done.stdout).iter(f"{ATOM}entry")]
        self.assertEqual(len(titles), 1)
        self.assertIn("one card", titles[0])

    def test_it_says_what_is_wrong(self):
        for query, document, said in [("(library", b"", b"expected"), ("library", b"<html><title>Login</title>", b"HTML")]:
            done = digest(query, document)
            self.assertEqual(done.returncode, 1)
            self.assertIn(said, done.stderr)

    def test_a_project_around_it_configures(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["cmake", "-S", ROOT / "examples", "-B", folder, "-G", "Ninja"], capture_output=True, text=True,
                                  check=False)
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
