"""The manual: it names every command and option and no other, and its examples do what they say."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

import harness
import partner_feed

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "man" / "commonplace.1"

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Subscriptions</title></head><body>
<outline type="rss" text="Tidewater" xmlUrl="https://tidewater.example/feed"/></body></opml>"""


class Command:
    """What the page or the program says of one command."""

    def __init__(self):
        self.options = {}  # name → what it takes
        self.arguments = []
        self.examples = []

    def promises(self):
        return self.options, self.arguments


def plain(words):
    """The arguments of an mdoc line, without its macros."""
    return re.sub(r"\s*\bNs \| Ns\s*", "|", re.sub(r"\b(Op|Oo|Oc|Ar)\b ?", "", words)).strip()


def read_page():
    """Command name → Command; the options that all take stand under the empty name."""
    commands = {"": Command()}
    current = commands[""]
    section = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith(".Sh "):
            section, current = line[4:], commands[""]
        elif line.startswith(".Ss "):
            name, _, arguments = line[4:].partition(" ")
            current = commands.setdefault(name, Command())
            current.arguments = [word for word in plain(arguments).split() if word != "..."]
        elif section == "DESCRIPTION" and (option := re.match(r"\.It (?:Fl h , )?Fl -([a-z-]+)(?: Ar ([^.]+?))?(?: \.\.\.)?$", line)):
            current.options[option[1]] = plain(option[2] or "")
        elif line.startswith(".Dl "):
            current.examples.append(line[4:].replace("\\(dq", '"').replace("\\e", "\\"))
    return commands


def read_help(text):
    command = Command()
    section = ""
    for line in text.splitlines():
        if re.match(r"\w+:$", line):
            section = line
        elif section == "Options:" and (option := re.match(r"\s+(?:-\w,)?--([a-z-]+)(?: ([A-Z|]+))?", line)):
            command.options[option[1]] = option[2] or ""
        elif section == "Positionals:" and (argument := re.match(r"\s{2}\S+ ([A-Z|]+)", line)):
            command.arguments.append(argument[1])
    return command


class Manual(harness.EndToEnd):
    def test_it_names_every_command_and_option_and_no_other(self):
        page = read_page()
        common = page.pop("")
        listed = self.run_command("--help").out.partition("Subcommands:")[2]
        names = re.findall(r"^  ([a-z-]+) ", listed, flags=re.M)
        self.assertEqual(sorted(page), sorted(names))
        for name in names:
            shown = read_help(self.run_command(name, "--help").out)
            self.assertEqual(({**common.options, **page[name].options}, page[name].arguments), shown.promises(), name)
            self.assertTrue(page[name].examples, f"{name} has no example")

    def test_it_has_every_exit_code(self):
        codes = re.findall(r"^constexpr int k\w+ = (\d+);", (ROOT / "src/cli/exit.h").read_text(encoding="utf-8"), flags=re.M)
        status = PAGE.read_text(encoding="utf-8").partition(".Sh EXIT STATUS")[2].partition(".Sh ")[0]
        self.assertEqual(re.findall(r"^\.It (\d+)$", status, flags=re.M), codes)

    def test_the_readme_names_every_command(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        for name in set(read_page()) - {""}:
            self.assertRegex(readme, rf"`commonplace {name}\b|, `{name}\b")


class Pages(harness.EndToEnd):
    """Both pages, as the programs that show them see them."""

    def pages(self):
        return [PAGE, pathlib.Path(harness.binary()).parent / "man" / "commonplace.toml.5"]

    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_man_shows_them_without_a_warning(self):
        for page in self.pages():
            shown = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", page], capture_output=True, text=True,
                                   env={**harness.environment(self.folder), "MANROFFSEQ": "", "MANWIDTH": "80"}, check=False)
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), page)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_mandoc_finds_nothing_to_complain_about(self):
        for page in self.pages():
            judged = subprocess.run(["mandoc", "-Tlint", page], capture_output=True, text=True, check=False)
            # These two are about the machine.
            complaints = [line for line in judged.stdout.splitlines() if "referenced manual not found" not in line]
            self.assertEqual(complaints, [], page)


class Examples(harness.EndToEnd):
    """Each on the sample configuration, beside a daemon that serves it."""

    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/news", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.place = self.set_up_place("running")

    def set_up_place(self, name):
        """A folder with everything that the examples name."""
        place = self.folder / name
        shutil.copytree(ROOT / "feeds.d", place / "feeds.d")
        (place / "samples").symlink_to("feeds.d/samples")
        (place / "subscriptions.opml").write_text(OPML, encoding="utf-8")
        (place / "bin").mkdir()
        (place / "bin" / "commonplace").symlink_to(harness.binary())
        with (place / "feeds.d" / "00-service.toml").open("a", encoding="utf-8") as service:
            service.write(f'database = "sqlite:commonplace.db"\nlisten = ["127.0.0.1:{harness.free_port()}"]\n'
                          f'admin_listen = "127.0.0.1:{harness.free_port()}"\nallow_networks = ["127.0.0.0/8"]\n')
        return place

    def here(self, example):
        """The example with the addresses of this test."""
        return example.replace("https://library.example.org", self.origin.url("")).replace(
            "127.0.0.1:8080", f"127.0.0.1:{harness.free_port()}")

    def begin(self, example, place):
        surroundings = {**harness.environment(place), "PATH": f"{place}/bin:{os.environ['PATH']}",
                        "COMMONPLACE_CONFIG": str(place / "feeds.d")}
        process = subprocess.Popen(["bash", "-c", f"exec 2>&1; {example}"], cwd=place, env=surroundings,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait, harness.PATIENCE)
        self.addCleanup(process.kill)
        return process

    def serve(self, example, place):
        """Returns once the daemon that the example starts is ready."""
        process = self.begin("exec " + example, place)
        for line in process.stdout:
            if b"ready version=" in line:
                return process
        self.fail(f"{example}: the daemon did not start")

    def run_example(self, example, place):
        process = self.begin(self.here(example), place)
        out, _ = process.communicate(timeout=harness.PATIENCE)
        self.assertEqual(process.returncode, 0, f"{example}\n{out.decode()}")
        return out.decode()

    def test_the_example_of_every_command(self):
        commands = read_page()
        serve, = commands.pop("serve").examples
        process = self.serve(self.here(serve), self.set_up_place("alone"))
        process.terminate()
        self.assertEqual(process.wait(timeout=harness.PATIENCE), 0)

        daemon = self.serve("commonplace serve", self.place)
        self.run_example("commonplace poll", self.place)
        for name, command in commands.items():
            for example in command.examples:
                with self.subTest(example):
                    self.assertIn(f"commonplace {name}", example)
                    self.run_example(example, self.place)
        daemon.terminate()
        self.assertEqual(daemon.wait(timeout=harness.PATIENCE), 0)

    def test_the_longer_examples(self):
        page = PAGE.read_text(encoding="utf-8")
        for script in re.findall(r"^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$", page, flags=re.M):
            self.run_example("set -e\n" + script.replace("\\e", "\\"), self.place)


if __name__ == "__main__":
    harness.main()
