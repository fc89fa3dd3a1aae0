// A copy of the store as it is at one moment, while others write to it (https://www.sqlite.org/backup.html).

#pragma once

#include <string>

#include "commonplace/result.h"

namespace commonplace::store::sqlite {

// Copies the database at `from` to a new file, whole and looked through. Where it fails, no file is left. Errors: Io,
// also where there is a file already; StoreCorrupt, StoreFailed.
Result<bool> back_up(const std::string& from, const std::string& to);

}  // namespace commonplace::store::sqlite
