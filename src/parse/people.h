// Who wrote it, in the one string that RSS and Dublin Core give → persons.

#pragma once

#include <string_view>
#include <vector>

#include "commonplace/parse.h"
#include "xml/document.h"

namespace commonplace::parse {

// "me@example.com (Name)", "Name <me@example.com>", "Name (me@example.com)", "Name (https://me.example/)", a name or an
// address alone, or several of these with commas or semicolons between them. Names alone are one person: "Hollis,
// Mira".
std::vector<ParsedPerson> split_people(std::string_view text);

// A person construct (RFC 4287 §3.2: name, email, uri; Atom 0.3: url), or one string as above.
std::vector<ParsedPerson> read_people(const xml::Element& element);

}  // namespace commonplace::parse
