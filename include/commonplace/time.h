// Points in time, and the dates that publishers write.
//
// Everything inside is UTC seconds. What a publisher wrote is read by `parse_date`, which understands RFC 3339,
// W3CDTF and its parts, RFC 822 and 2822, RFC 850, asctime, epoch seconds, and the wrong forms seen in the wild.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace commonplace {

using Timestamp = std::chrono::sys_seconds;

enum class DatePrecision { Instant, Day };

// What had to be guessed of a date: which of two figures is the month, which day was meant where the weekday is that of
// another, or whether a zone that nobody knows is UTC.
enum class DateDoubt { None, Order, Weekday, Zone };

// A civil-time zone, handed to the pure layers; the real ones come from text/zone.
class TimeZone {
 public:
  virtual ~TimeZone() = default;
  // Seconds east of UTC in force at this local time; in a gap or overlap, the offset before the change.
  virtual std::chrono::seconds offset_at_local(std::chrono::local_seconds local) const = 0;
  virtual std::chrono::seconds offset_at(Timestamp instant) const = 0;
};

// A date as it was understood. `day` is the calendar day as written, in the date's own offset.
struct DateReading {
  Timestamp instant;
  DatePrecision precision = DatePrecision::Instant;  // Day: no time of day, or exactly 00:00:00 in its own offset
  std::chrono::year_month_day day;
  bool has_offset = false;  // false: UTC or `local_zone` was assumed
  bool repaired = false;    // not a form that any specification allows
  DateDoubt doubt = DateDoubt::None;

  friend bool operator==(const DateReading&, const DateReading&) = default;
};

// How a source's dates are to be read.
struct DateRules {
  const TimeZone* local_zone = nullptr;  // for dates without an offset; UTC where null. Not owned
  bool ignore_offset = false;            // the source's offsets are wrong: read every date as local
};

// Reads one date; nothing where the text is not a date or names a day that does not exist. Years 1 to 9999.
// Never allocates in proportion to `text`. Whether the date is to be believed is for normalize/dates.
std::optional<DateReading> parse_date(std::string_view text, const DateRules& rules = {});

std::string to_rfc3339(Timestamp time);                   // 2024-10-24T12:00:00Z
std::string to_rfc822(Timestamp time);                    // Thu, 24 Oct 2024 12:00:00 +0000   (RSS)
std::string to_http_date(Timestamp time);                 // Thu, 24 Oct 2024 12:00:00 GMT     (RFC 9110 §5.6.7)
std::string to_iso_day(std::chrono::year_month_day day);  // 2024-10-24

}  // namespace commonplace
