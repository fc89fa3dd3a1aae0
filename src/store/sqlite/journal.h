// What happened, as the rows that tell of it have it: nothing is written down for the journal alone but changes of the
// configuration.

#pragma once

#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<std::vector<JournalRow>> journal(Database& database, std::size_t limit);
Result<bool> note_reconfigured(Database& database, std::string_view what, Timestamp now);

}  // namespace commonplace::store::sqlite
