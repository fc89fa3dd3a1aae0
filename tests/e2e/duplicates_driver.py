#!/usr/bin/env python3
"""Feeds with known duplicates through the real program: `poll`, then `entries --json`, judged by the generator's scorer.

  duplicates_driver.py --generator dedup_gen.py --commonplace BINARY [--seeds 1-10] [--verbose]

A seed passes where of the pairs that it joins 99.5 % are duplicates, where it joins 98 % of all duplicates, and none of the
series, templates and ids that collide; and where the second edition of the feeds brings as many new entries and revisions
as were made. The last line is "N passed, M failed".
"""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PRECISION, RECALL = 0.995, 0.98
NEVER = ("series", "same-template", "guid-collision")


class Edition:
    """The feeds of one seed as file: sources of a configuration of their own."""

    def __init__(self, options, folder, seed):
        self.options, self.folder = options, pathlib.Path(folder)
        subprocess.run([sys.executable, options.generator, "--seed", str(seed), "--out", folder], check=True,
                       stdout=subprocess.DEVNULL)
        self.truth = json.loads((self.folder / "truth.json").read_text(encoding="utf-8"))
        sources = "".join(f'[source.s{feed["file"][:2]}]\nurl = "file:{feed["file"]}"\nhomepage = "https://{feed["host"]}/"\n'
                          for feed in self.truth["feeds"])
        (self.folder / "feeds.d").mkdir()
        (self.folder / "feeds.d" / "all.toml").write_text(
            f'[service]\npublic_url = "http://news.example.org"\nfile_root = "{self.folder}/feeds"\n'
            f'database = "sqlite:{self.folder}/news.db"\n{sources}', encoding="utf-8")

    def run(self, command):
        done = subprocess.run([self.options.commonplace, command, "--json", "--config", str(self.folder / "feeds.d")],
                              capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.strip()}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def score(self):
        """What the generator's scorer says of the stories."""
        with open(self.folder / "clusters.jsonl", "w", encoding="utf-8") as clusters:
            for entry in self.run("entries"):
                clusters.write(json.dumps({"feed": entry["source"][1:] + ".xml", "guid": entry["id"],
                                           "cluster": entry["story"]}) + "\n")
        return subprocess.run([sys.executable, self.options.generator, "--truth", str(self.folder / "truth.json"), "--score",
                               str(self.folder / "clusters.jsonl")], check=True, capture_output=True, text=True).stdout

    def appear_again(self):
        for feed in (self.folder / "feeds-t1").iterdir():
            shutil.copy(feed, self.folder / "feeds" / feed.name)


def faults_of(edition, verbose):
    edition.run("poll")
    said = edition.score()
    if verbose:
        print(said)
    precision, recall = map(float, re.search(r"precision ([\d.]+)  recall ([\d.]+)", said).groups())
    missing = int(re.search(r"missing from the answer (\d+)", said).group(1))
    faults = [f"precision {precision}"] if precision < PRECISION else []
    faults += [f"recall {recall}"] if recall < RECALL else []
    faults += [f"{missing} entries are missing"] if missing else []
    faults += [f"{wrong} pairs of kind {kind} joined" for kind, wrong in re.findall(r"wrongly merged (\S+)\s+(\d+)/", said)
               if kind in NEVER and int(wrong) > 0]
    edition.appear_again()
    reports = edition.run("poll")
    made = {"new": sum(update["what"] == "new" for update in edition.truth["updates"])}
    made["revised"] = len(edition.truth["updates"]) - made["new"]
    for what, count in made.items():
        found = sum(report.get(what, 0) for report in reports)
        faults += [f"{found} {what} in the second edition, {count} were made"] if found != count else []
    return faults, f"precision {precision:.4f}, recall {recall:.4f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--commonplace", required=True)
    parser.add_argument("--seeds", default="1-10")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    failed = 0
    seeds = range(int(first), int(last or first) + 1)
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            faults, figures = faults_of(Edition(options, folder, seed), options.verbose)
        failed += bool(faults)
        print(f"seed {seed}: {figures}" + ("; " + "; ".join(faults) if faults else ""))
    print(f"{len(seeds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
