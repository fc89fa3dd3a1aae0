// The permanent id of a story in published feeds (RFC 4287 §4.2.6).

#pragma once

#include <string>
#include <string_view>

#include "commonplace/time.h"

namespace commonplace::store {

// Whether a publisher's id may be republished as it is: an absolute IRI of a registered scheme, nothing that a
// validator complains of, and not one of those we mint ourselves.
bool is_usable_atom_id(std::string_view id, std::string_view tag_authority);

// tag:AUTHORITY,YEAR:SOURCE/KEY (RFC 4151), the year being that of `when`.
std::string mint_atom_id(std::string_view tag_authority, Timestamp when, std::string_view source, std::string_view key);

}  // namespace commonplace::store
