// The schema as numbered steps, forward only, each in a transaction of its own.
//
// `application_id` marks a file as ours, `user_version` counts the steps it has been through.

#pragma once

#include <cstdint>
#include <span>

#include "commonplace/result.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

constexpr std::int32_t kApplicationId = 0x434F4D50;  // "COMP"

// The SQL of each step; the one at index N takes the schema from version N to N + 1. A released step never changes.
using Steps = std::span<const char* const>;
Steps schema_steps();

// How many steps the file has been through. Error: StoreNewer where that is more than there are.
Result<int> schema_version(Database& database, Steps steps = schema_steps());
// Takes the file through the steps it lacks. After an error it is as it was before the step that failed.
Result<bool> migrate(Database& database, Steps steps = schema_steps());

}  // namespace commonplace::store::sqlite
