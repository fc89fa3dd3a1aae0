// The store in one SQLite file (docs/storage.md).

#pragma once

#include <memory>
#include <string>

#include "store/store.h"

namespace commonplace::store::sqlite {

// Opens the database at `path`, a plain file name. ReadWrite creates it where there is none and takes it to the newest
// schema; ReadOnly changes nothing and may be used beside a writer. `tag_authority` is the host in the ids minted for
// stories. Errors: StoreCorrupt, StoreNewer, StoreLocked, Io, each naming the file and what to do; NotFound where
// there is nothing to read. That only one process writes is for the caller to see to.
Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, Access access, std::string tag_authority);

}  // namespace commonplace::store::sqlite
