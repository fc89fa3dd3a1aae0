"""Completion in a real bash, with the functions of Debian's bash-completion."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

import harness

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "completions" / "commonplace"
LIBRARY = pathlib.Path("/usr/share/bash-completion/bash_completion")

# What bash does when somebody presses Tab behind the line; the line's words are the arguments.
PRESS_TAB = r"""
source "$LIBRARY" && source "$SCRIPT" || exit 1
compopt() { :; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_TYPE=9 COMP_KEY=9
COMP_POINT=${#COMP_LINE}
function=$(complete -p commonplace | sed 's/.*-F \([^ ]*\) .*/\1/')
COMPREPLY=()
"$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""


@unittest.skipUnless(LIBRARY.exists(), "bash-completion is not installed")
class Completion(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.config = self.folder / "feeds.d"
        self.config.mkdir()
        (self.config / "a.toml").write_text(
            '[service]\ndatabase = "sqlite:commonplace.db"\n'
            '[source.lakeland]\nurl = "https://lakeland.example/rss"\n[source.lakeside]\nurl = "https://side.example/rss"\n'
            '[source.harbor]\nurl = "https://harbor.example/rss"\nenabled = false\n'
            '[topic.partnerships]\ntitle = "Partnerships"\n[topic.events]\ntitle = "Events"\n', encoding="utf-8")
        for name in ["list.opml", "page.rss", "notes.txt"]:
            (self.folder / name).touch()
        (self.folder / "public").mkdir()
        (self.folder / "commonplace").symlink_to(harness.binary())

    def complete(self, *words, config=None):
        surroundings = {**harness.environment(self.folder), "SCRIPT": str(SCRIPT), "LIBRARY": str(LIBRARY),
                        "PATH": f"{self.folder}:{os.environ['PATH']}", "COMMONPLACE_CONFIG": str(config or self.config)}
        done = subprocess.run([shutil.which("bash"), "--norc", "-c", PRESS_TAB, "bash", "commonplace", *words],
                              cwd=self.folder, env=surroundings, capture_output=True, text=True, check=True,
                              timeout=harness.PATIENCE)
        self.assertEqual(done.stderr, "")
        return sorted(done.stdout.split())

    def commands(self):
        listed = self.run_command("--help").out.partition("Subcommands:")[2]
        return sorted(re.findall(r"^  ([a-z-]+) ", listed, flags=re.M))

    def test_commands(self):
        self.assertEqual(self.complete(""), self.commands())
        self.assertEqual(self.complete("disc"), ["discover"])
        self.assertEqual(self.complete("--v"), ["--version"])

    def test_options_are_those_of_the_command(self):
        for command in self.commands():
            shown = self.run_command(command, "--help").out.partition("Options:")[2]
            self.assertEqual(self.complete(command, "--"), sorted(set(re.findall(r"--[a-z-]+", re.sub(
                r"^(\s+(?:-\w,)?--[a-z-]+).*", r"\1", shown, flags=re.M)))), command)

    def test_sources_and_topics(self):
        self.assertEqual(self.complete("poll", "la"), ["lakeland", "lakeside"])
        self.assertEqual(self.complete("poll", "lakeland", "h"), ["harbor"])
        self.assertEqual(self.complete("explain", ""), ["harbor", "lakeland", "lakeside"])
        self.assertEqual(self.complete("entries", "--topic", ""), ["events", "partnerships"])
        self.assertEqual(self.complete("entries", "--source", "h"), ["harbor"])
        self.assertEqual(self.complete("report", "pa"), ["page.rss"])
        self.assertEqual(self.complete("report", "lakel"), ["lakeland"])

    def test_the_configuration_that_the_line_names(self):
        nowhere = self.folder / "nowhere"
        self.assertEqual(self.complete("poll", "", config=nowhere), [])
        self.assertEqual(self.complete("poll", "--config", str(self.config), "h", config=nowhere), ["harbor"])

    def test_files(self):
        self.assertEqual(self.complete("import", "l"), ["list.opml"])
        self.assertEqual(self.complete("import", "n"), [])
        self.assertEqual(self.complete("parse", "p"), ["page.rss", "public"])
        self.assertEqual(self.complete("render", "p"), ["public"])
        self.assertEqual(self.complete("check", "--config", "f"), ["feeds.d"])

    def test_nothing_is_offered_where_nothing_is_known(self):
        self.assertEqual(self.complete("entries", "--match", "l"), [])
        self.assertEqual(self.complete("unheard-of", "l"), [])


if __name__ == "__main__":
    harness.main()
