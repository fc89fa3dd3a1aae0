// One poll's outcome → rows, in one transaction (SPEC §9).

#pragma once

#include <string_view>

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// `tag_authority` goes into the ids that are minted for stories. Error: NotFound, for a source we do not have.
Result<ApplyOutcome> commit(Database& database, const RefreshCommit& commit, std::string_view tag_authority);

}  // namespace commonplace::store::sqlite
