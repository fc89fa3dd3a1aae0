"""Whether what the service publishes is what it says it is: by schema, by the feed validator's rules, by its own
parser."""

import json
import pathlib
import subprocess
import tempfile
from xml.etree import ElementTree

import jsonschema

import calendar_rules
import feed_rules
import harness

SCHEMAS = pathlib.Path(__file__).parent / "schema"
ATOM = feed_rules.ATOM
_json_feed = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "json_feed.schema.json").read_text("utf-8")))


def schema_faults(data, schema):
    """What xmllint says against an XML document; nothing where it is valid."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as document:
        document.write(data)
        document.flush()
        done = subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng", SCHEMAS / f"{schema}.rng", document.name],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=harness.PATIENCE, check=False)
    complaints = done.stderr.decode("utf-8", "replace").replace(document.name, "").splitlines()
    return [("Schema", line) for line in complaints[:10]] if done.returncode else []


def faults(answer, kind, location=None):
    """All that is wrong with an answer that should be a document of this kind, as (name, where)."""
    if answer.status != 200:
        return [("HttpError", str(answer.status))]
    content_type = answer.headers["Content-Type"]
    if kind == "ics":
        if content_type != "text/calendar; charset=utf-8":
            return [("UnexpectedContentType", content_type)]
        return list(calendar_rules.calendar_faults(answer.body))
    if kind == "json":
        found = [("Schema", f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
                 for error in _json_feed.iter_errors(answer.json())]
        return found or list(feed_rules.json_faults(answer.json(), location))
    found = schema_faults(answer.body, kind)
    if found:
        return found
    if kind == "atom":
        return list(feed_rules.atom_faults(answer.body, content_type, location))
    if kind == "rss":
        return list(feed_rules.rss_faults(answer.body, content_type, location))
    return []


def entries_of_atom(data):
    """What an independent XML parser finds in our Atom, to be compared with what our own finds."""
    found = []
    for entry in ElementTree.fromstring(data).findall(ATOM + "entry"):
        alternate = [link.get("href") for link in entry.findall(ATOM + "link") if link.get("rel") == "alternate"]
        found.append({"id": entry.findtext(ATOM + "id"), "title": entry.findtext(ATOM + "title"),
                      "link": alternate[0], "published": entry.findtext(ATOM + "published"),
                      "updated": entry.findtext(ATOM + "updated"),
                      "authors": [author.findtext(ATOM + "name") for author in entry.findall(ATOM + "author")]})
    return found


def entries_read_back(data, folder):
    """What our own parser finds in it."""
    outcome = harness.run("parse", "--json", "-", cwd=folder, stdin=data)
    if outcome.code != 0:
        raise AssertionError(outcome.err)
    return json.loads(outcome.out)
