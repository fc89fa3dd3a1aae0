#!/usr/bin/env bash
# What polling 10,000 feeds costs the daemon, in CPU seconds of its whole process, beside a bare libcurl-multi loop that
# downloads the same bytes and throws them away, in the same run: the first sweep (everything is new), sweeps in which
# every answer is a 304, and the same over https with a whole handshake for each feed.
#
#   bench/sweep.sh WORK [ROUNDS] [PART…]      a folder for corpus, stores and logs; 3 rounds
#                                             parts: http, topics, https, newsboat, sfeed; without any, all of them
#
# Needs nginx, sqlite3, openssl, newsboat and sfeed, root for https (a file of authorities of its own is mounted over
# the system's), and the release build. The corpus, the bare loop and the readers' runs are those of the cases in
# $COMMONPLACE_CASES (../shared if that is not set). The readers poll fewer feeds; their times are scaled by feeds.
#
# The daemon is the product as it is: it claims what is due, and what it says is due a minute later is the next sweep.
# A sweep ends when the store says that every source was polled. What the first one brought is then indexed for
# searching: a row of its own, with the sweeps that come meanwhile, but without what was indexed beside the first.
# `topics` is `http` with the topics of feeds.d: the corpus is made of their words, so that an entry is in three or four
# of the seven, and so in the snapshots.
set -euo pipefail
work=$(mkdir -p "${1:?usage: $0 WORK [ROUNDS] [PART…]}" && realpath "$1")
rounds=${2:-3}
parts=("${@:3}")
[ ${#parts[@]} -gt 0 ] || parts=(http topics https newsboat sfeed)
feeds=${FEEDS:-10000}
cd "$(dirname "$0")/.."
cases=$(realpath "${COMMONPLACE_CASES:-../shared}")/bench
binary=$(realpath "${BINARY:-build/release/commonplace}")
port=${PORT:-18480}
results=$work/results
started=()
stop() { for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done; }
trap stop EXIT

# --- what is polled -------------------------------------------------------------------------------------------------

prepare() {
  [ -d "$work/farm" ] || python3 "$cases/gen_corpus.py" farm "$work/farm" --feeds "$feeds"
  [ -x "$work/bare" ] || g++ -O2 -std=c++20 -o "$work/bare" "$cases/multi_dl.cpp" -lcurl -lpugixml
  if [ ! -f "$work/cert.pem" ]; then
    local names
    names=$(printf 'IP:127.0.0.%d,' {1..8})
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=sweep \
      -addext "subjectAltName=${names%,}" -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
  fi
  cat /etc/ssl/certs/ca-certificates.crt "$work/cert.pem" >"$work/authorities.pem"
  addresses http "$port" >"$work/http.txt"
  addresses https $((port + 1)) >"$work/https.txt"
}

addresses() {
  awk -v scheme="$1" -v port="$2" -v feeds="$feeds" 'BEGIN {
    for (i = 0; i < feeds; ++i) printf "%s://127.0.0.%d:%d/%02d/%05d.xml\n", scheme, i % 8 + 1, port, i % 100, i }'
}

# Static files with an ETag; https without sessions to resume and without a connection that outlives its answer.
serve_farm() {
  local i
  {
    echo "worker_processes 1; worker_rlimit_nofile 16384; pid $work/nginx.pid; error_log $work/nginx.log; daemon on;"
    echo "user root; events { worker_connections 8192; } http { access_log off; sendfile on; tcp_nopush on; root $work/farm;"
    echo "open_file_cache max=20000 inactive=300s; open_file_cache_valid 300s; keepalive_requests 1000000;"
    for i in client_body proxy fastcgi uwsgi scgi; do echo "${i}_temp_path $work/$i;"; done
    echo "types { application/rss+xml xml; } server { keepalive_timeout 300;"
    for i in {1..8}; do echo "listen 127.0.0.$i:$port backlog=4096;"; done
    echo "} server { keepalive_timeout 0; ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem;"
    echo "ssl_session_cache off; ssl_session_tickets off;"
    for i in {1..8}; do echo "listen 127.0.0.$i:$((port + 1)) ssl backlog=4096;"; done
    echo "} }"
  } >"$work/nginx.conf"
  nginx -c "$work/nginx.conf"
  until [ -s "$work/nginx.pid" ]; do sleep 0.1; done
  started+=("$(cat "$work/nginx.pid")")
}

# --- the daemon -----------------------------------------------------------------------------------------------------

# Every interval is a minute, so that sweeps follow one another.
configure() {
  rm -rf "$work/daemon" && mkdir -p "$work/daemon/feeds.d"
  if [ "$2" = topics ]; then cp feeds.d/topic-*.toml "$work/daemon/feeds.d"; fi
  cat >"$work/daemon/feeds.d/00-service.toml" <<END
[service]
listen = ["127.0.0.1:$((port + 2))"]
admin_listen = "127.0.0.1:$((port + 3))"
database = "sqlite:$work/daemon/store.db"
allow_networks = ["127.0.0.0/8"]
host_rate = 1000000.0
host_connections = 64
parallel = 64
END
  awk -v folder="$work/daemon/feeds.d" '{
    file = sprintf("%s/sources-%03d.toml", folder, NR / 500)
    printf "[source.feed%05d]\nurl = \"%s\"\ninterval = \"1m\"\nmin_interval = \"1m\"\nmax_interval = \"1m\"\n\n", NR, $0 > file
  }' "$1"
}

cpu_of() {  # seconds of user and system time, threads included
  sed 's/.*) //' "/proc/$1/stat" | awk -v ticks="$(getconf CLK_TCK)" '{ printf "%.2f", ($12 + $13) / ticks }'
}
peak_of() { awk '/VmHWM/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }
count() { sqlite3 -cmd '.timeout 10000' "file:$work/daemon/store.db?mode=ro" "$1"; }

# Waits until every source was polled at or after $1, and $3 seconds more; prints CPU seconds since $2, wall seconds and
# peak MB.
sweep() {
  local since=$1 cpu=$2 more=$3 began ended
  began=$(date +%s.%N)
  echo 5 >"/proc/$pid/clear_refs"  # the peak is counted anew
  until [ "$(count "SELECT count(*) FROM schedule WHERE last_poll >= $since")" = "$feeds" ]; do
    sleep 0.5
    kill -0 "$pid"
    [ $(($(date +%s) - since)) -lt 300 ]
  done
  ended=$(date +%s.%N)
  sleep "$more"
  echo "$cpu $(cpu_of "$pid") $began $ended $(peak_of "$pid")" | awk '{ printf "%.2f %.1f %.1f", $2 - $1, $4 - $3, $5 }'
}

# Until all entries are indexed for searching; prints the same.
index() {
  local cpu=$1 began
  began=$(date +%s.%N)
  echo 5 >"/proc/$pid/clear_refs"
  until [ "$(count 'SELECT (SELECT count(*) FROM search_row) = (SELECT count(*) FROM entry)')" = 1 ]; do sleep 0.5; done
  # The last snapshot, and tidying up; and so that no sweep is under way.
  until [ "$(date +%s)" -gt $(($(count 'SELECT max(last_poll) FROM schedule') + 12)) ]; do sleep 0.5; done
  echo "$cpu $(cpu_of "$pid") $began $(date +%s.%N) $(peak_of "$pid")" | awk '{ printf "%.2f %.1f %.1f", $2 - $1, $4 - $3, $5 }'
}

# A new store; the first sweep, one in which nothing has changed, and such a one of a process that was not there before.
run_daemon() {
  local label=$1 list=$2 began
  configure "$list" "${3:-}"
  began=$(date +%s)
  start_daemon
  echo "$label start $(cpu_of "$pid") 0 $(peak_of "$pid")" >>"$results"
  echo "$label first $(sweep "$began" 0 0)" >>"$results"
  [ "$(count 'SELECT count(*) FROM source WHERE http_status = 200')" = "$feeds" ]
  count 'SELECT count(*) || " entries, " || count(DISTINCT story_id) || " stories" FROM entry' >"$work/daemon/entries"
  echo "$label indexing $(index "$(cpu_of "$pid")")" >>"$results"
  sweep_again "$label" again
  stop_daemon
  start_daemon
  sweep_again "$label" restarted
  stop_daemon
}

sweep_again() {
  local last
  last=$(count 'SELECT max(last_poll) FROM schedule')
  echo "$1 $2 $(sweep $((last + 1)) "$(cpu_of "$pid")" 12)" >>"$results"
  [ "$(count 'SELECT count(*) FROM source WHERE http_status = 304')" = "$feeds" ]
}

start_daemon() {
  : >"$work/daemon/log"
  launch "$binary" serve --config "$work/daemon/feeds.d" 2>"$work/daemon/log" &
  pid=$!
  started+=("$pid")
  until grep -q ' ready version' "$work/daemon/log"; do
    sleep 0.05
    kill -0 "$pid"
  done
}
stop_daemon() { kill "$pid" && wait "$pid"; }

launch() { exec "$@"; }
launch_with_authorities() {
  exec unshare --mount sh -c \
    "mount --bind '$work/authorities.pem' /etc/ssl/certs/ca-certificates.crt && exec \"\$@\"" sh "$@"
}

run_bare() {
  local label=$1 list=$2
  "$work/bare" "$list" 64 2 | awk -v label="$label" '/^sweep/ {
    for (i = 1; i < NF; ++i) { if ($i == "wall") wall = $(i + 1); if ($i == "cpu") cpu = $(i + 1); if ($i == "peakRSS") peak = $(i + 1) }
    print label, ++n == 1 ? "first" : "again", cpu, wall, peak / 1024 }' >>"$results"
}

# --- the other readers ----------------------------------------------------------------------------------------------

# Sweeps as they are printed: "newsboat-2.21 n=1000 sweep2    wall 50.5 cpu 31.7 (…) peakRSS 58000 KB rc 0".
run_reader() {
  local reader=$1 sample=$2 pattern=$3
  head -n "$sample" "$work/http.txt" >"$work/sample.txt"
  sh "$cases/poll_peers.sh" "$work/sample.txt" "$work/reader" "$reader" >"$work/reader.log"
  awk -v label="$reader" -v scale="$feeds/$sample" -v pattern="$pattern" '
    BEGIN { split(scale, part, "/"); factor = part[1] / part[2] }
    $0 ~ pattern {
      for (i = 1; i < NF; ++i) { if ($i == "wall") wall = $(i + 1); if ($i == "cpu") cpu = $(i + 1); if ($i == "peakRSS") peak = $(i + 1) }
      print label, ++n == 1 ? "first" : "again", cpu * factor, wall * factor, peak / 1024 }' "$work/reader.log" >>"$results"
}

# --- the run --------------------------------------------------------------------------------------------------------

part() {
  case $1 in
  http)
    run_bare bare "$work/http.txt"
    run_daemon daemon "$work/http.txt"
    ;;
  topics) run_daemon daemon-topics "$work/http.txt" topics ;;
  https)
    CAINFO=$work/authorities.pem NOCAPATH=1 FRESH=1 run_bare bare-https "$work/https.txt"
    launch() { launch_with_authorities "$@"; }
    run_daemon daemon-https "$work/https.txt"
    launch() { exec "$@"; }
    ;;
  newsboat) run_reader newsboat 1000 sweep ;;
  sfeed) run_reader sfeed 500 ' etag ' ;;
  esac
}

prepare
serve_farm
: >"$results"
for ((round = 0; round < rounds; ++round)); do
  for name in "${parts[@]}"; do part "$name"; done
done

python3 - "$results" <<'END'
import collections, statistics, sys
rows = collections.defaultdict(list)
for line in open(sys.argv[1]):
    label, sweep, *figures = line.split()
    rows[label, sweep].append([float(figure) for figure in figures])
median = {key: [statistics.median(column) for column in zip(*values)] for key, values in rows.items()}
print("| who | sweep | CPU s | times the bare loop | wall s | peak RSS MB |\n| --- | --- | --- | --- | --- | --- |")
for (label, sweep), (cpu, wall, peak) in median.items():
    bare = median.get(("bare-https" if label.endswith("https") else "bare", "again" if sweep == "restarted" else sweep))
    print(f"| {label} | {sweep} | {cpu:.2f} | {f'{cpu / bare[0]:.2f}' if bare else ''} | {wall:.1f} | {peak:.0f} |")
END
