// One poll's outcome → rows, in one transaction (SPEC §9).

#pragma once

#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/sqlite/copy_finder.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

// `tag_authority` goes into the ids that are minted for stories. What was written with a sketch is added to `sketched`,
// which refers to `commit`. Error: NotFound, for a source we do not have.
Result<ApplyOutcome> commit(Database& database, const RefreshCommit& commit, std::string_view tag_authority,
                            std::vector<SketchedRow>& sketched);

}  // namespace commonplace::store::sqlite
