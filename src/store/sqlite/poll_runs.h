// How the last polls of a source went, on SQLite: the run that goes on in the source's own rows, earlier ones beside
// them.

#pragma once

#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// A poll like the last one changes these rows and nothing else.
void record_poll(Transaction& transaction, SourceId source, const PollRun& poll);

Result<std::vector<PollRun>> polls(Database& database, SourceId source);

}  // namespace commonplace::store::sqlite
