// The documents that are kept, and what reading them again makes of the entries that they brought.

#pragma once

#include <vector>

#include "store/records.h"
#include "store/sqlite/copy_finder.h"
#include "store/sqlite/database.h"
#include "store/store.h"

namespace commonplace::store::sqlite {

// In the place of the oldest, where there are as many as are kept.
void keep_original(Transaction& transaction, SourceId source, const Original& original);

Result<std::vector<Original>> originals(Database& database, SourceId source);

// The sketches that `copies` is told of are found anew.
Result<Amended> amend(Database& database, CopyFinder& copies, const Reading& reading, RetentionStore::Amending how,
                      Timestamp now);

}  // namespace commonplace::store::sqlite
