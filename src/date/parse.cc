// Text → DateReading: RFC 3339 and W3CDTF first, then everything that is written in words or figures.

#include <algorithm>

#include "base/text.h"
#include "commonplace/time.h"
#include "date/loose.h"
#include "date/scan.h"

namespace commonplace {

using date::Fields;
using date::take;
using date::take_number;
using date::TimeOfDay;

namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr std::size_t kLongestDate = 200;

// RFC 3339 and the parts of it that W3CDTF allows, with a space for the "T" too: 2024, 2024-10, 2024-10-24,
// 2024-10-24T12:00:00+02:00, and the basic forms 20241024 and 20241024T120000Z.
struct IsoReading {
  Fields fields;
  bool strict = true;
};

std::optional<IsoReading> read_iso(std::string_view text) {
  IsoReading reading;
  Fields& fields = reading.fields;
  fields.month = fields.day = 1;
  std::size_t digits = 0;
  while (digits < text.size() && base::is_ascii_digit(text[digits])) ++digits;
  if (digits == 8) {
    std::string_view year = text.substr(0, 4);
    std::string_view month = text.substr(4, 2);
    std::string_view day = text.substr(6, 2);
    fields.year = *take_number(year, 4, 4);
    fields.month = static_cast<unsigned>(*take_number(month, 2, 2));
    fields.day = static_cast<unsigned>(*take_number(day, 2, 2));
    text.remove_prefix(8);
  } else if (digits == 4) {
    fields.year = *take_number(text, 4, 4);
    if (text.empty()) return reading;
    if (!take(text, '-')) return std::nullopt;
    const std::optional<int> month = take_number(text, 1, 2);
    if (!month) {
      // An ordinal date: the day of the year.
      const std::optional<int> ordinal = take_number(text, 3, 3);
      if (!ordinal || !text.empty() || *ordinal < 1 || *ordinal > 366) return std::nullopt;
      const std::chrono::sys_days day =
          std::chrono::sys_days{std::chrono::year{fields.year} / 1 / 1} + std::chrono::days(*ordinal - 1);
      const std::chrono::year_month_day date{day};
      fields.month = static_cast<unsigned>(date.month());
      fields.day = static_cast<unsigned>(date.day());
      reading.strict = false;
      return reading;
    }
    fields.month = static_cast<unsigned>(*month);
    if (text.empty()) return reading;
    if (!take(text, '-')) return std::nullopt;
    const std::optional<int> day = take_number(text, 1, 2);
    if (!day) return std::nullopt;
    fields.day = static_cast<unsigned>(*day);
  } else {
    return std::nullopt;
  }
  if (text.empty()) return reading;
  const bool spaced = base::is_ascii_space(text.front());
  reading.strict = !spaced;
  if (!take(text, 'T') && !take(text, 't')) {
    if (!spaced) return std::nullopt;
    text = base::trim(text);
  }
  fields.time = date::take_time(text);
  if (!fields.time) {
    std::string_view compact = text.substr(0, 6);
    if (compact.size() == 6 && base::parse_decimal(compact)) {
      const int whole = static_cast<int>(*base::parse_decimal(compact));
      fields.time = TimeOfDay{whole / 10000, whole / 100 % 100, whole % 100};
      text.remove_prefix(6);
    } else {
      return std::nullopt;
    }
  }
  fields.offset = date::take_offset(text);
  text = base::trim(text);
  if (!text.empty()) reading.strict = false;
  if (!text.empty() && base::is_ascii_digit(text.front())) return std::nullopt;
  return reading;
}

// Seconds, or milliseconds, since 1970: 9 to 10 and 12 to 13 digits.
std::optional<Timestamp> read_epoch(std::string_view text) {
  if (text.size() < 9 || text.size() > 13 || text.size() == 11) return std::nullopt;
  const std::optional<std::uint64_t> value = base::parse_decimal(text);
  if (!value) return std::nullopt;
  return Timestamp(seconds(static_cast<std::int64_t>(text.size() > 11 ? *value / 1000 : *value)));
}

DateReading from_instant(Timestamp instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const bool midnight = instant == day;
  return {instant, midnight ? DatePrecision::Day : DatePrecision::Instant, std::chrono::year_month_day{day}, true,
          true};
}

// 29 February 2023 and 31 June are no days; nor is anything outside of years 1 to 9999.
std::optional<DateReading> to_reading(const Fields& fields, const DateRules& rules) {
  const std::chrono::year_month_day day{std::chrono::year{fields.year}, std::chrono::month{fields.month},
                                        std::chrono::day{fields.day}};
  if (!day.ok() || fields.year < 1 || fields.year > 9999) return std::nullopt;
  const TimeOfDay time = fields.time.value_or(TimeOfDay{});
  if (time.hour > 24 || time.minute > 59 || time.second > 60) return std::nullopt;
  const int second = std::min(time.second, 59);  // a leap second is the last of its minute
  const auto local = std::chrono::local_days{day} + std::chrono::hours(time.hour) + std::chrono::minutes(time.minute) +
                     seconds(second);

  DateReading reading;
  reading.day = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
  reading.has_offset = fields.offset.has_value();
  const bool midnight = time.hour == 0 && time.minute == 0 && time.second == 0;
  reading.precision = !fields.time || midnight ? DatePrecision::Day : DatePrecision::Instant;
  seconds offset{0};
  if (fields.offset && !rules.ignore_offset) {
    offset = *fields.offset;
  } else if (rules.local_zone) {
    offset = rules.local_zone->offset_at_local(local);
  }
  reading.instant = Timestamp{local.time_since_epoch()} - offset;
  return reading;
}

}  // namespace

std::optional<DateReading> parse_date(std::string_view text, const DateRules& rules) {
  text = base::trim(text);
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  if (const auto iso = read_iso(text)) {
    auto reading = to_reading(iso->fields, rules);
    if (reading) reading->repaired = !iso->strict;
    if (reading) return reading;
  }
  if (const auto epoch = read_epoch(text)) return from_instant(*epoch);
  const auto fields = date::read_loose(text);
  if (!fields) return std::nullopt;
  auto reading = to_reading(*fields, rules);
  if (reading) reading->repaired = !date::is_rfc822(text);
  return reading;
}

}  // namespace commonplace
