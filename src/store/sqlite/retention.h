// What need not be kept (SPEC §9).

#pragma once

#include <string>
#include <vector>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<std::vector<std::string>> outlived(Database& database, SourceId source, Timestamp before, std::size_t limit);

}  // namespace commonplace::store::sqlite
