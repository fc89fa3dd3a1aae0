// Who wrote it, in the one string that RSS and Dublin Core give → a person.

#pragma once

#include <string_view>

#include "commonplace/entry.h"
#include "xml/document.h"

namespace commonplace::parse {

// "me@example.com (Name)", "Name <me@example.com>", "Name (me@example.com)", either part alone.
Person split_person(std::string_view text);

// A person construct (RFC 4287 §3.2: name, email, uri; Atom 0.3: url), or one string as above.
Person read_person(const xml::Element& element);

}  // namespace commonplace::parse
