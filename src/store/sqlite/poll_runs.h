// How the last polls of a source went, on SQLite: the run that goes on in the source's row, earlier ones beside it.

#pragma once

#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// A poll like the last one changes the source's row and nothing else.
void record_poll(Transaction& transaction, SourceId source, const PollRun& poll);

Result<std::vector<PollRun>> polls(Database& database, SourceId source);

}  // namespace commonplace::store::sqlite
