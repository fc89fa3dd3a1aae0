// Lengths of time as calendars write them (ISO 8601 §5.5.2, RFC 5545 §3.3.6).

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace commonplace::date {

// "PT1H30M", "P2D", "P1W", "+P1DT12H": weeks, days, hours, minutes and seconds. Nothing for what is negative, has
// months or years, which have no length, or lasts longer than ten thousand days.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace commonplace::date
