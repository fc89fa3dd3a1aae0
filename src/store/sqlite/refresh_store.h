// What polling needs, on SQLite: who is due, and what is known of a document's entries. commit.h has the rest.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<std::vector<DueSource>> claim_due(Database& database, const Claim& claim);
Result<std::vector<DueSource>> claim_named(Database& database, std::span<const std::string> slugs, const Claim& claim);
Result<std::optional<Timestamp>> next_due(Database& database, Reach reach);
Result<bool> put_off(Database& database, std::span<const PutOff> sources);
Result<bool> remember_told(Database& database, SourceId source, const Told& told);
Result<Resumed> resume(Database& database, const Resume& resume);
Result<std::string> homepage(Database& database, SourceId source);
Result<Known> known(Database& database, SourceId source, const Feed& feed);
Result<std::vector<dedup::StoredName>> names(Database& database, SourceId source);

}  // namespace commonplace::store::sqlite
