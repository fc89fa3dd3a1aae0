// What an entry was before its last edits, as a text in its row: "RETURNS REVISED FINGERPRINT FINGERPRINT …", times in
// seconds since 1970, digests in hexadecimal. Empty where it was never edited.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/dedup.h"

namespace commonplace::store::sqlite {

std::string write_versions(const Versions& versions);

// What cannot be read counts as never edited.
Versions read_versions(std::string_view text);

}  // namespace commonplace::store::sqlite
