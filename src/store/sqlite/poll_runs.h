// How the last polls of a source went, on SQLite: the run that goes on in the source's own rows, earlier ones beside
// them.

#pragma once

#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

struct GoingOn {
  PollRun run;
  std::int64_t ended = 0;  // runs before it
};

// The run that goes on once this poll is told, for the caller to write into the source's own rows. One that has ended
// with it is kept beside them.
GoingOn go_on(Transaction& transaction, SourceId source, const PollRun& poll);

Result<std::vector<PollRun>> polls(Database& database, SourceId source);

}  // namespace commonplace::store::sqlite
