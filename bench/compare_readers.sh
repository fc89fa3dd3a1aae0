#!/usr/bin/env bash
# How fast feeds are read, beside other readers in the same run: CPU seconds of whole processes in interleaved rounds,
# and instructions per byte, which do not depend on what else the machine does.
#
#   bench/compare_readers.sh CORPUS [ROUNDS]      a folder of feed documents; 5 rounds
#
# Needs sfeed, valgrind and python3-feedparser, and the release build with -DCOMMONPLACE_BENCHMARKS=ON. Python's
# feedparser reads every fifth document only, and its time is scaled by bytes.
set -euo pipefail
corpus=$(realpath "${1:?usage: $0 CORPUS [ROUNDS]}")
rounds=${2:-5}
cd "$(dirname "$0")/.."
build=build/release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t files < <(find "$corpus" -type f | sort)
mkdir "$work/fifth"
for ((i = 0; i < ${#files[@]}; i += 5)); do cp "${files[i]}" "$work/fifth/$i"; done
cat "${files[@]}" >"$work/all"
bytes=$(stat -c %s "$work/all")
fifth_bytes=$(cat "$work"/fifth/* | wc -c)

cpu() {  # user and system seconds of a command
  local TIMEFORMAT='%U %S'
  { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%.3f", $1 + $2 }'
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
sfeed_all() { sfeed <"$work/all"; }
feedparser_fifth() {
  /usr/bin/python3 -c 'import feedparser, sys
for name in sys.argv[1:]: feedparser.parse(open(name, "rb").read())' "$work"/fifth/*
}

for ((round = 0; round < rounds; ++round)); do
  cpu sfeed_all >>"$work/sfeed"; echo >>"$work/sfeed"
  cpu $build/commonplace parse --json "${files[@]}" >>"$work/json"; echo >>"$work/json"
  cpu $build/bench/understand_corpus 1 "$corpus" >>"$work/read_and_understand"; echo >>"$work/read_and_understand"
  cpu $build/bench/understand_corpus 0 "$corpus" >>"$work/read"; echo >>"$work/read"
done
cpu feedparser_fifth >"$work/feedparser"

instructions() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 | sed -n 's/.*Collected : //p'; }
with=$(instructions $build/bench/understand_corpus 1 "$work/fifth")
without=$(instructions $build/bench/understand_corpus 0 "$work/fifth")

awk -v bytes="$bytes" -v fifth="$fifth_bytes" -v sfeed="$(median "$work/sfeed")" -v json="$(median "$work/json")" \
  -v understood="$(median "$work/read_and_understand")" -v read="$(median "$work/read")" \
  -v feedparser="$(cat "$work/feedparser")" -v instructions=$((with - without)) 'BEGIN {
    megabytes = bytes / 1e6; alone = understood - read; scaled = feedparser * bytes / fifth
    print "| what | CPU s | MB/s | times as fast as sfeed |"
    print "| --- | --- | --- | --- |"
    row("sfeed, one process, no sanitizing, TSV", sfeed)
    row("`commonplace parse --json`, whole process", json)
    row("decode, parse, normalize and sanitize alone", alone)
    row("feedparser for Python, which sanitizes too", scaled)
    printf "\n%.1f instructions per input byte; feedparser is %.0f times as slow as `parse --json`\n",
      instructions / fifth, scaled / json
  }
  function row(what, seconds) {
    printf "| %s | %.3f | %.0f | %.2f |\n", what, seconds, megabytes / seconds, sfeed / seconds
  }'
