// Looks through the whole of a store's file, however large it is.

#pragma once

#include <string>
#include <vector>

#include "commonplace/result.h"

namespace commonplace::store::sqlite {

// What is damaged, in SQLite's words, at most ten findings; none: the file is sound. May be used beside a writer.
// Errors: those of opening it for reading.
Result<std::vector<std::string>> find_damage(const std::string& path);

}  // namespace commonplace::store::sqlite
