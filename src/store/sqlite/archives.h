// Which stories joined a topic in which order, and the documents that are kept of them.

#pragma once

#include <optional>
#include <string_view>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Result<ArchiveRow> archive(Database& database, TopicId topic, std::size_t number);
Result<std::optional<ArchiveName>> unkept_archive(Database& database, TopicId after);
Result<bool> keep_archive(Database& database, const ArchiveName& name, std::string_view document);

}  // namespace commonplace::store::sqlite
