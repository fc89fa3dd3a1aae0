// Atom text constructs and content → text with its markup (RFC 4287 §3.1 and §4.1.3; Atom 0.3 §3.1).

#pragma once

#include "commonplace/parse.h"
#include "xml/document.h"

namespace commonplace::parse {

// Reads title, summary, content, rights and their like: type text, html, xhtml or a media type; Atom 0.3's mode xml,
// escaped and base64. Pictures and recordings are no text: theirs is present and
// empty.
ParsedText read_atom_text(const xml::Element& element);

}  // namespace commonplace::parse
