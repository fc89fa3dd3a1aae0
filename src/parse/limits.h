// What one document may make us keep.

#pragma once

#include "commonplace/parse.h"

namespace commonplace::parse {

// Cuts what is too long, with an issue for each: titles at 4 kB, texts at 1 MB. Ids longer than 2 kB become their
// SHA-256, so that equal ones stay equal; longer addresses are left out, since a part of one leads elsewhere.
void apply_limits(ParsedFeed& feed);

}  // namespace commonplace::parse
