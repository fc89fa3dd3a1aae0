// A date as a source writes it → what it means, where it may also name a zone of the time zone database: that is no
// knowledge of the dates' own folder.

#pragma once

#include <optional>
#include <string_view>

#include "commonplace/time.h"

namespace commonplace::normalize {

// What `parse_date` says; "15:00 America/New_York" and "15:00[Europe/Berlin]" besides, whose zone counts as an offset
// that the date has. An offset in figures tells more.
std::optional<DateReading> read_date(std::string_view text, const DateRules& rules);

}  // namespace commonplace::normalize
