// A date as a source writes it → what it means, where it may also hold what the dates' own folder knows nothing of:
// names of the time zone database, and HTML's character references where it was escaped twice.

#pragma once

#include <optional>
#include <string_view>

#include "commonplace/time.h"

namespace commonplace::normalize {

// What `parse_date` says; "15:00 America/New_York" and "15:00[Europe/Berlin]" besides, whose zone counts as an offset
// that the date has. An offset in figures tells more. And "24 ao&ucirc;t 2024".
std::optional<DateReading> read_date(std::string_view text, const DateRules& rules);

}  // namespace commonplace::normalize
