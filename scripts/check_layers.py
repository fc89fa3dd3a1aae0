#!/usr/bin/env python3
"""Compares the include lines of src/ with cmake/layers.txt, the table of allowed edges.

Each line of the table is `folder: folder …`; edges are transitive, `*` allows everything. A public header
include/commonplace/X.h belongs to the folder that HEADER_HOME names (X itself where it does not), and is checked like
one of that folder's files. Third-party headers are fenced in by LIBRARY_HOME. Calls that make or
connect sockets are fenced in by SOCKET_HOME. Exit status 1 and one line for each include or call out of place.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEADER_HOME = {
    "result": "base", "time": "date", "entry": "model", "feed": "model", "source": "model", "safe_html": "model",
    "topic": "topic", "id_quality": "dedup", "tombstone": "model", "sanitize": "html", "discover": "parse", "version": "base",
    "commonplace": "app",  # includes all the others, and none of ours includes it
}
# Libraries that only some folders may name: a pattern of the included path → folders (and everything below app).
LIBRARY_HOME = {
    r"unicode/": {"text", "decode"}, r"libstemmer": {"text"}, r"cld2": {"text"},
    r"pugixml": {"xml", "html", "parse"}, r"curl/": {"fetch"}, r"sqlite3": {"store"}, r"zstd": {"store", "fetch"},
    r"boost/asio": {"runtime", "store", "fetch", "serve", "app", "cli"}, r"boost/beast": {"serve", "cli"},
    r"boost/json": {"json", "parse", "publish", "serve", "app", "cli", "store"}, r"spdlog": {"runtime"},
    r"toml\+\+": {"config"}, r"CLI/": {"cli"}, r"re2/": {"parse", "config"}, r"idn2": {"url"}, r"libpsl": {"fetch"},
}
# What reaches out of the process, and the only files that may: everything else goes through the egress gate.
SOCKET_HOME = {
    r"::socket\(": {"src/fetch/curl/egress.cc", "src/serve/sockets.cc", "src/app/systemd.cc"},
    r"\bcurl_easy_init\(": {"src/fetch/curl/easy.cc"},  # puts a gate before each transfer
    r"\b(async_)?connect\(": {"src/serve/sockets.cc", "src/cli/admin_client.cc"},  # unix sockets, and our own daemon
}
PUBLIC_ONLY = re.compile(r"^(commonplace/.*|[a-z_0-9]+|tl/expected\.hpp)$")


def read_table():
    edges = {}
    for line in (ROOT / "cmake/layers.txt").read_text().splitlines():
        line = line.split("#")[0].strip()
        if line:
            folder, below = line.split(":")
            edges[folder.strip()] = below.split()
    return edges


def reachable(edges, folder):
    seen, queue = set(), [folder]
    while queue:
        here = queue.pop()
        if here in seen:
            continue
        seen.add(here)
        if "*" in edges.get(here, []):
            return None  # everything
        queue.extend(edges.get(here, []))
    return seen


def home_of(included):
    if included.startswith("commonplace/"):
        stem = pathlib.PurePath(included).stem
        return HEADER_HOME.get(stem, stem)
    return included.split("/")[0] if "/" in included else None


def main():
    edges, complaints = read_table(), []
    files = sorted(p for top in ("src", "include") for p in (ROOT / top).rglob("*") if p.suffix in (".h", ".cc"))
    for path in files:
        relative = path.relative_to(ROOT)
        public = relative.parts[0] == "include"
        folder = home_of("commonplace/" + path.name) if public else relative.parts[1]
        if folder not in edges:
            complaints.append(f"{relative}: folder '{folder}' is not in cmake/layers.txt")
            continue
        allowed = reachable(edges, folder)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for pattern, homes in SOCKET_HOME.items():
                if re.search(pattern, line.split("//")[0]) and relative.as_posix() not in homes:
                    complaints.append(f"{relative}:{number}: only the egress gate reaches out: {line.strip()}")
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not match:
                continue
            quote, included = match.groups()
            where = f"{relative}:{number}"
            if public and not PUBLIC_ONLY.match(included):
                complaints.append(f"{where}: a public header may not include {included}")
            if quote == '"':
                target = home_of(included)
                if target and target != folder and allowed is not None and target not in allowed:
                    complaints.append(f"{where}: {folder} may not include {included}")
            else:
                for pattern, homes in LIBRARY_HOME.items():
                    if re.match(pattern, included) and folder not in homes:
                        complaints.append(f"{where}: <{included}> is not for {folder}")
    print("\n".join(complaints) or f"{len(files)} files follow cmake/layers.txt")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
