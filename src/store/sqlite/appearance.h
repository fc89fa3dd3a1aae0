// Since when readers see of the configuration what they see.

#pragma once

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<Timestamp> sync_appearance(Database& database, const Appearance& appearance, Timestamp now);
Result<Timestamp> appearance_since(Database& database);

}  // namespace commonplace::store::sqlite
