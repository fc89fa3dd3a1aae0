// Atom 1.0 (RFC 4287) and 0.3 documents → ParsedFeed.

#pragma once

#include "commonplace/parse.h"
#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

// `root` is a feed element, or an entry that stands alone.
ParsedFeed read_atom(const xml::Element& root);

// Whether it is Atom's, and an entry.
bool is_atom_entry(const xml::Element& element);
ParsedEntry read_atom_entry(const xml::Element& entry);

// Reads one child of a feed, entry or source element into the draft; RSS uses it for Atom elements among its own.
void read_atom_element(const xml::Element& element, Draft& draft, Claim claim);

}  // namespace commonplace::parse
