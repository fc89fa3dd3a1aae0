"""The documents: their links lead somewhere, and the files that they name are there.

    python3 links_test.py [unittest arguments]
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FOLDERS = "bench|cmake|completions|debian|docs|examples|feeds.d|include|man|monitoring|scripts|src|systemd|tests"


def without_code(text):
    return re.sub(r"```.*?```|`[^`\n]*`", "", re.sub(r"^    .*$", "", text, flags=re.M), flags=re.S)


def anchor(heading):
    """As GitHub and its like make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page):
    return {anchor(heading) for heading in re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.M)}


class Links(unittest.TestCase):
    def test_they_lead_somewhere(self):
        for page in PAGES:
            for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text(encoding="utf-8"))):
                if re.match(r"https?:", target):
                    continue
                name, _, part = target.partition("#")
                file = (page.parent / name).resolve() if name else page
                self.assertTrue(file.exists(), f"{page.name}: {target}")
                if part:
                    self.assertIn(part, anchors(file), f"{page.name}: {target}")

    def test_every_page_can_be_reached_from_the_readme(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        for page in PAGES:
            name = page.relative_to(ROOT)
            self.assertTrue(page.name == "README.md" or f"({name})" in readme, name)

    def test_files_that_are_named_are_there(self):
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            for name in re.findall(rf"`((?:{FOLDERS})/[\w./-]*\w)", text):
                found = any((ROOT / f"{name}{ending}").exists() for ending in ["", ".h", ".cc"])
                self.assertTrue(found, f"{page.name}: {name}")


if __name__ == "__main__":
    unittest.main()
