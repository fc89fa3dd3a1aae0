#!/usr/bin/env python3
"""Writes src/html/entity_table.cc: the named character references of WHATWG HTML §13.5, from Python's copy of them.

usage: scripts/generate_entity_table.py > src/html/entity_table.cc
"""
from html.entities import html5

HEAD = """\
// The named character references of WHATWG HTML §13.5, sorted by name.
//
// Written by scripts/generate_entity_table.py; do not edit.
// clang-format off

#include "html/entity_table.h"

namespace commonplace::html {

const std::array<NamedReference, kNamedReferenceCount> kNamedReferences = {{"""


def main():
    legacy = {name for name in html5 if not name.endswith(";")}
    names = sorted(name[:-1] for name in html5 if name.endswith(";"))
    assert legacy <= set(names) and all(html5[name] == html5[name + ";"] for name in legacy)
    print(HEAD)
    for name in names:
        text = "".join(f"\\x{byte:02X}" for byte in html5[name + ";"].encode())
        print(f'    {{"{name}", "{text}", {"true" if name in legacy else "false"}}},')
    print("}};\n\n}  // namespace commonplace::html")


if __name__ == "__main__":
    main()
