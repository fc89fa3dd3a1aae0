// Entry → digest of what a reader sees of it, but for its address.
//
// The fingerprint (commonplace/dedup.h) tells whether anything has to be written; this one, whether it is an edit.
// White space between elements, the scheme of an address and its query are none: sites move to https, and pictures are
// signed anew for every request.

#pragma once

#include <cstdint>

#include "commonplace/entry.h"

namespace commonplace::dedup {

std::uint64_t appearance_of(const Entry& entry);

}  // namespace commonplace::dedup
