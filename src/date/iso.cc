#include "date/iso.h"

#include <utility>

#include "base/text.h"

namespace commonplace::date {
namespace {

using base::is_ascii_digit;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

void set_day(Fields& fields, sys_days day) {
  const year_month_day date{day};
  fields.month = static_cast<unsigned>(date.month());
  fields.day = static_cast<unsigned>(date.day());
}

// The `ordinal`th day of the year; false where the year does not have it.
bool set_ordinal(Fields& fields, int ordinal) {
  const std::chrono::year year{fields.year};
  if (ordinal < 1 || ordinal > (year.is_leap() ? 366 : 365)) return false;
  set_day(fields, sys_days{year / 1 / 1} + days(ordinal - 1));
  return true;
}

// Week 1 is the one with 4 January in it; weeks begin on Monday. A day of it may lie in a neighbouring year.
bool set_week(Fields& fields, int week, int weekday) {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return false;
  const sys_days fourth{std::chrono::year{fields.year} / 1 / 4};
  const sys_days monday = fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
  const sys_days day = monday + days(7 * (week - 1) + weekday - 1);
  fields.year = static_cast<int>(year_month_day{day}.year());
  set_day(fields, day);
  return true;
}

int cut(std::string_view& digits, std::size_t count) {
  int value = 0;
  for (; count > 0; --count, digits.remove_prefix(1)) value = value * 10 + (digits.front() - '0');
  return value;
}

enum class Extent { None, Part, Day };  // of a calendar date: not one, a year or month, a day

Extent take_basic_day(std::string_view& text, std::size_t digits, Fields& fields) {
  fields.year = cut(text, 4);
  if (digits == 7) return set_ordinal(fields, cut(text, 3)) ? Extent::Day : Extent::None;
  fields.month = static_cast<unsigned>(cut(text, 2));
  fields.day = static_cast<unsigned>(cut(text, 2));
  return Extent::Day;
}

Extent take_week(std::string_view& text, Fields& fields, bool extended) {
  if (count_digits(text) < 2) return Extent::None;
  const int week = cut(text, 2);
  int weekday = 1;
  const bool whole = extended ? take(text, '-') : !text.empty() && is_ascii_digit(text.front());
  if (whole) {
    if (count_digits(text) != 1) return Extent::None;
    weekday = cut(text, 1);
  }
  if (!set_week(fields, week, weekday)) return Extent::None;
  return whole ? Extent::Day : Extent::Part;
}

Extent take_day(std::string_view& text, Fields& fields) {
  const std::size_t digits = count_digits(text);
  if (digits == 7 || digits == 8) return take_basic_day(text, digits, fields);
  if (digits != 4) return Extent::None;
  fields.year = cut(text, 4);
  if (take(text, 'W')) return take_week(text, fields, false);
  if (!take(text, '-')) return Extent::Part;
  if (take(text, 'W')) return take_week(text, fields, true);
  if (const std::optional<int> ordinal = take_number(text, 3, 3)) {
    return set_ordinal(fields, *ordinal) ? Extent::Day : Extent::None;
  }
  const std::optional<int> month = take_number(text, 2, 2);
  if (!month) return Extent::None;
  fields.month = static_cast<unsigned>(*month);
  if (!take(text, '-')) return Extent::Part;
  const std::optional<int> day = take_number(text, 2, 2);
  if (!day) return Extent::None;
  fields.day = static_cast<unsigned>(*day);
  return Extent::Day;
}

// What GNU date and .NET's JSON put around a count.
constexpr std::pair<std::string_view, std::string_view> kAroundCounts[] = {{"@", ""}, {"/Date(", ")/"}};

// More is sooner some other number: the largest of 64 bits, say.
constexpr Timestamp kEndOfCounts{sys_days{std::chrono::year{2100} / 1 / 1}};

std::string_view without_wrapping(std::string_view text) {
  for (const auto& [before, after] : kAroundCounts) {
    if (!text.starts_with(before) || !text.ends_with(after) || text.size() < before.size() + after.size()) continue;
    return text.substr(before.size(), text.size() - before.size() - after.size());
  }
  return text;
}

// The unit shows in how many figures there are.
std::optional<Timestamp> since_1970(std::string_view figures) {
  struct Unit {
    std::size_t digits;
    std::uint64_t per_second;
  };
  constexpr Unit kUnits[] = {{9, 1}, {10, 1}, {12, 1000}, {13, 1000}, {16, 1000000}, {19, 1000000000}};
  for (const Unit& unit : kUnits) {
    if (figures.size() != unit.digits) continue;
    const std::optional<std::uint64_t> count = base::parse_decimal(figures);
    if (!count) return std::nullopt;
    const Timestamp instant(std::chrono::seconds(static_cast<std::int64_t>(*count / unit.per_second)));
    return instant < kEndOfCounts ? std::optional(instant) : std::nullopt;
  }
  return std::nullopt;
}

// "12:00", "12:00:05.5", "120005", "1200", "12".
std::optional<TimeOfDay> take_time(std::string_view& text) {
  const std::size_t digits = count_digits(text);
  if (digits == 2 && text.size() > 2 && text[2] == ':') return take_clock(text);
  if (digits != 2 && digits != 4 && digits != 6) return std::nullopt;
  TimeOfDay time{cut(text, 2), digits >= 4 ? cut(text, 2) : 0, digits == 6 ? cut(text, 2) : 0};
  return is_valid(time) ? std::optional(time) : std::nullopt;
}

}  // namespace

std::optional<Fields> read_iso(std::string_view text) {
  Fields fields;
  const Extent extent = take_day(text, fields);
  if (extent == Extent::None) return std::nullopt;
  if (text.empty()) return fields;
  if (extent != Extent::Day || (!take(text, 'T') && !take(text, 't'))) return std::nullopt;
  fields.time = take_time(text);
  if (!fields.time) return std::nullopt;
  if (take(text, 'Z') || take(text, 'z')) {
    fields.offset = std::chrono::seconds{0};
  } else if (!text.empty() && !(fields.offset = take_numeric_offset(text))) {
    return std::nullopt;
  }
  return text.empty() ? std::optional(fields) : std::nullopt;
}

std::optional<Fields> read_digits(std::string_view text) {
  const std::size_t digits = count_digits(text);
  if (digits != text.size()) return std::nullopt;
  Fields fields;
  switch (digits) {
    case 5:
      fields.year = 2000 + cut(text, 2);
      return set_ordinal(fields, cut(text, 3)) ? std::optional(fields) : std::nullopt;
    case 6:
      fields.year = 2000 + cut(text, 2);
      break;
    case 12:
    case 14:
      fields.year = cut(text, 4);
      if (fields.year < 1990 || fields.year > 2099) return std::nullopt;  // sooner a count of milliseconds
      break;
    default:
      return std::nullopt;
  }
  fields.month = static_cast<unsigned>(cut(text, 2));
  fields.day = static_cast<unsigned>(cut(text, 2));
  if (!text.empty()) {
    fields.time = take_time(text);
    if (!fields.time) return std::nullopt;
  }
  return fields;
}

std::optional<Epoch> read_epoch(std::string_view text) {
  const std::string_view inside = without_wrapping(text);
  const std::string_view figures = inside.substr(0, count_digits(inside));
  std::string_view rest = inside.substr(figures.size());
  if (figures.size() == 10 && take(rest, '.')) {
    if (count_digits(rest) == 0) return std::nullopt;
    rest.remove_prefix(count_digits(rest));
  }
  std::optional<std::chrono::seconds> offset{0};
  if (!rest.empty() && inside.size() < text.size()) offset = take_numeric_offset(rest);
  if (!offset || !rest.empty()) return std::nullopt;
  const std::optional<Timestamp> instant = since_1970(figures);
  return instant ? std::optional(Epoch{*instant, *offset}) : std::nullopt;
}

}  // namespace commonplace::date
