// The schema as numbered steps, forward only, each in a transaction of its own.
//
// `application_id` marks a file as ours, `user_version` counts the steps it has been through.

#pragma once

#include "commonplace/result.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

constexpr std::int32_t kApplicationId = 0x434F4D50;  // "COMP"

int newest_version();
// How many steps the file has been through. Error: StoreNewer where that is more than we know.
Result<int> schema_version(Database& database);
// Takes the file to the newest version.
Result<bool> migrate(Database& database);

}  // namespace commonplace::store::sqlite
