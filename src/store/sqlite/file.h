// The database file before SQLite sees it: what may be opened, and how a new one comes to be.
//
// A file that is not a whole database of ours is refused and left as it is. A new one is completed under another name
// and then renamed, so that a crash never leaves half of one.

#pragma once

#include <string>

#include "commonplace/result.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// Opens `path` at the newest schema. ReadWrite creates and migrates; ReadOnly changes nothing. Errors: StoreCorrupt
// (foreign, empty, truncated or damaged), StoreNewer, StoreLocked, Io, NotFound (ReadOnly, no file).
Result<Database> open_file(const std::string& path, Access access);

}  // namespace commonplace::store::sqlite
