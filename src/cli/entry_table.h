// Entries as rows for people.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commonplace/entry.h"

namespace commonplace::cli {

void print_entries(const std::vector<Entry>& entries);

// "2024-10-24 09:30" in UTC, "-" for none.
std::string minutes_of(const std::optional<Timestamp>& time);

}  // namespace commonplace::cli
