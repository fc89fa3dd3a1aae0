// Dates in figures alone, the most significant first: RFC 3339, W3CDTF and its parts, the other forms of ISO 8601, and
// plain counts of seconds.

#pragma once

#include <optional>
#include <string_view>

#include "commonplace/time.h"
#include "date/scan.h"

namespace commonplace::date {

// 2024, 2024-10, 2024-10-24, 2024-298 (the day of the year), 2024-W43-4, 20241024, each whole day also with a time:
// T12:00:05.5+02:00, T1200Z. Nothing where the text is anything else, or more.
std::optional<Fields> read_iso(std::string_view text);

// Digits only: 241024, 24298 and 20241024120000 in the older forms of ISO 8601.
std::optional<Fields> read_digits(std::string_view text);

struct Epoch {
  Timestamp instant;
  std::chrono::seconds offset{0};  // of the clock that it was read from
};

// Seconds (9 or 10 digits, of 10 also with a fraction), milliseconds (12 or 13), microseconds (16) or nanoseconds (19)
// since 1970, before 2100; also as .NET has them, "/Date(1729772405123+0200)/".
std::optional<Epoch> read_epoch(std::string_view text);

}  // namespace commonplace::date
