#!/usr/bin/env bash
# Builds the fuzz targets with clang and libFuzzer and runs each for SECONDS (60), or only those that are named:
# `scripts/fuzz.sh 600 html xml`. One line a target; ends with 1 where one found something. What was found is in
# build/fuzz/findings, new inputs worth keeping for the next run in build/fuzz/found.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
inputs=tests/fuzz/inputs
programs=build/fuzz/tests/fuzz

# What is of one format has one dictionary.
dictionary_of() {
  case $1 in
    discover | html | page) echo tests/fuzz/dictionaries/html.dict ;;
    ingest | opml | parse | xml) echo tests/fuzz/dictionaries/xml.dict ;;
    *) echo "tests/fuzz/dictionaries/$1.dict" ;;
  esac
}

longest_input_of() {
  case $1 in
    date | url) echo 512 ;;
    query) echo 2048 ;;
    *) echo 8192 ;;
  esac
}

# The folders a target begins with: its own inputs, each line of a list as one, and the corpus for whole documents.
seeds_of() {
  local target=$1 lines=build/fuzz/lines/$1
  if [ -f "$inputs/$target.txt" ]; then
    rm -rf "$lines" && mkdir -p "$lines"
    awk -v folder="$lines" '{ printf "%s", $0 > (folder "/" NR); close(folder "/" NR) }' "$inputs/$target.txt"
    echo "$lines"
  fi
  if [ -d "$inputs/$target" ]; then echo "$inputs/$target"; fi
  case $target in date | query | url) ;; *) echo tests/corpus ;; esac
}

run() {
  local target=$1 findings=build/fuzz/findings/$1 found=build/fuzz/found/$1 log=build/fuzz/$1.log
  local dictionary seeds count executions coverage
  rm -rf "$findings" && mkdir -p "$findings" "$found"
  dictionary=$(dictionary_of "$target")
  mapfile -t seeds < <(seeds_of "$target")
  local options=(-max_total_time="$seconds" -max_len="$(longest_input_of "$target")" -timeout=5 -rss_limit_mb=1024
    -print_final_stats=1 -artifact_prefix="$findings/")
  if [ -f "$dictionary" ]; then options+=(-dict="$dictionary"); fi
  "$programs/${target}_fuzz" "${options[@]}" "$found" "${seeds[@]}" >"$log" 2>&1 || true
  count=$(find "$findings" -type f | wc -l)
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  coverage=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  echo "$target: ${executions:-0} executions, coverage ${coverage:-0}, $count findings"
  [ "$count" = 0 ] && [ -n "$executions" ]
}

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz >/dev/null
if [ $# = 0 ]; then
  for source in tests/fuzz/*_fuzz.cc; do set -- "$@" "$(basename "$source" _fuzz.cc)"; done
fi
status=0
for target in "$@"; do run "$target" || status=1; done
exit $status
