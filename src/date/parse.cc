// Text → DateReading: the forms of ISO 8601 first, then counts of seconds, then everything that has words in it.

#include <algorithm>

#include "base/text.h"
#include "commonplace/time.h"
#include "date/forms.h"
#include "date/iso.h"
#include "date/letters.h"
#include "date/loose.h"
#include "date/rfc822.h"

namespace commonplace {
namespace {

using date::Fields;
using date::TimeOfDay;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::size_t kLongestDate = 200;

constexpr Timestamp kBegin{sys_days{std::chrono::year{1} / 1 / 1}};
constexpr Timestamp kEnd{sys_days{std::chrono::year{10000} / 1 / 1}};

// Nothing for 29 February 2023 and 31 June, and for what lies outside of the years 1 to 9999.
std::optional<DateReading> to_reading(const Fields& fields, const DateRules& rules, bool repaired) {
  const year_month_day day{std::chrono::year{fields.year}, std::chrono::month{fields.month},
                           std::chrono::day{fields.day}};
  if (!day.ok()) return std::nullopt;
  const TimeOfDay time = fields.time.value_or(TimeOfDay{});
  const int second = std::min(time.second, 59);  // a leap second is the last of its minute
  const auto local = std::chrono::local_days{day} + std::chrono::hours(time.hour) + std::chrono::minutes(time.minute) +
                     seconds(second);

  DateReading reading;
  reading.repaired = repaired;
  reading.day = year_month_day{std::chrono::floor<days>(local)};
  reading.precision = time.is_midnight() ? DatePrecision::Day : DatePrecision::Instant;
  reading.has_offset = fields.offset && !rules.ignore_offset;
  const seconds offset = reading.has_offset ? *fields.offset
                         : rules.local_zone ? rules.local_zone->offset_at_local(local)
                                            : seconds{0};
  reading.instant = Timestamp{local.time_since_epoch()} - offset;
  const Timestamp written{local.time_since_epoch()};
  const auto [first, last] = std::minmax(reading.instant, written);
  return first >= kBegin && last < kEnd ? std::optional(reading) : std::nullopt;
}

DateReading to_reading(const date::Epoch& epoch) {
  const Timestamp written = epoch.instant + epoch.offset;
  const auto day = std::chrono::floor<days>(written);
  const DatePrecision precision = written == day ? DatePrecision::Day : DatePrecision::Instant;
  return {epoch.instant, precision, year_month_day{day}, true, true};
}

std::optional<DateReading> read_in_words(std::string_view text, const DateRules& rules) {
  const auto loose = date::read_loose(date::plain_letters(text), date::habit_of(rules.local_zone));
  if (!loose) return std::nullopt;
  auto reading = to_reading(loose->fields, rules, !date::is_specified_form(text));
  if (reading && loose->is_order_guessed) reading->doubt = DateDoubt::Order;
  if (reading && loose->weekday && *loose->weekday != std::chrono::weekday{sys_days{reading->day}}) {
    reading->repaired = true;
    if (reading->doubt == DateDoubt::None) reading->doubt = DateDoubt::Weekday;
  }
  return reading;
}

}  // namespace

std::optional<DateReading> parse_date(std::string_view text, const DateRules& rules) {
  text = base::trim(text);
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  if (const auto fields = date::read_rfc822(text)) return to_reading(*fields, rules, false);
  if (const auto fields = date::read_iso(text)) return to_reading(*fields, rules, false);
  if (const auto fields = date::read_digits(text)) {
    if (const auto reading = to_reading(*fields, rules, true)) return reading;
  }
  if (const auto epoch = date::read_epoch(text)) return to_reading(*epoch);
  return read_in_words(text, rules);
}

}  // namespace commonplace
