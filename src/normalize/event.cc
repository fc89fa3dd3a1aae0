#include "normalize/event.h"

#include <algorithm>
#include <memory>
#include <string>

#include "base/text.h"
#include "date/duration.h"
#include "date/letters.h"
#include "normalize/event_phrase.h"
#include "normalize/read_date.h"
#include "normalize/text_construct.h"
#include "text/zone.h"

namespace commonplace::normalize {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day on(int year, MonthDay day) {
  return {std::chrono::year{year}, std::chrono::month{day.month}, std::chrono::day{day.day}};
}

sys_days earliest_announced(Timestamp published) { return std::chrono::floor<days>(published) - days{60}; }

// Without a year: the first such day not more than 60 days before publication.
std::optional<sys_days> resolve(const NamedDay& named, Timestamp published) {
  if (named.year) {
    const year_month_day day = on(*named.year, named.date);
    return day.ok() ? std::optional(sys_days{day}) : std::nullopt;
  }
  const sys_days earliest = earliest_announced(published);
  const int year = static_cast<int>(year_month_day{earliest}.year());
  for (int candidate = year; candidate <= year + 8; ++candidate) {  // 29 February may be long in coming
    const year_month_day day = on(candidate, named.date);
    if (day.ok() && sys_days{day} >= earliest) return sys_days{day};
  }
  return std::nullopt;
}

// The last day of a range ends the year after where it must. Years that do not go together make no range.
std::optional<sys_days> resolve_last(const EventPhrase& phrase, sys_days first) {
  if (!phrase.last) return std::nullopt;
  const int year = static_cast<int>(year_month_day{first}.year());
  for (const int candidate : {year, year + 1}) {
    const year_month_day day = on(phrase.last->year.value_or(candidate), phrase.last->date);
    if (day.ok() && sys_days{day} > first && sys_days{day} < first + days{366}) return sys_days{day};
  }
  return std::nullopt;
}

bool is_after(const date::TimeOfDay& a, const date::TimeOfDay& b) {
  return a.hour != b.hour ? a.hour > b.hour : a.minute > b.minute;
}

// The days of `event` narrowed to moments. "March 3–5, 9 am" says only of the first day when it begins, so it stays
// days.
void add_time(Event& event, const EventTime& time, const TimeZone* zone) {
  if (event.end && !time.end) return;
  const sys_days first = std::chrono::floor<days>(event.start);
  const std::optional<Timestamp> start = event_instant(first, time.start, time, zone);
  if (!start) return;
  std::optional<Timestamp> end;
  if (time.end) {
    const bool past_midnight = !event.end && !is_after(*time.end, time.start);
    const sys_days last = event.end ? std::chrono::floor<days>(*event.end) : first + days{past_midnight ? 1 : 0};
    end = event_instant(last, *time.end, time, zone);
  }
  event = Event{DatePrecision::Instant, *start, end && *end > *start ? end : std::nullopt, {}, event.from};
}

std::string disagreement(const NamedDay& named, sys_days day) {
  if (!named.weekday || std::chrono::weekday{day} == *named.weekday) return {};
  return "the title names another weekday than that of " + to_iso_day(day);
}

// Longer dashes and arrows part things that a hyphen may join.
std::string readable(std::string_view title) {
  const std::string spaced =
      base::replace_all(base::replace_all(base::replace_all(title, "–", " - "), "—", " - "), "→", " - ");
  return base::collapse_spaces(date::plain_letters(spaced));
}

// Midnight is the day of a date that has none other, but a moment beside a time of day.
struct DeclaredTime {
  DateReading reading;
  bool has_clock = false;

  Timestamp day() const { return Timestamp(sys_days{reading.day}); }
};

std::optional<DeclaredTime> read_declared(std::string_view text, const DateRules& rules) {
  const std::optional<DateReading> reading = read_date(text, rules);
  if (!reading) return std::nullopt;
  const bool has_clock = text.find_first_of("Tt:") != std::string_view::npos;
  return DeclaredTime{*reading, reading->precision == DatePrecision::Instant || has_clock};
}

// iCalendar's end is the first moment after the event (RFC 5545 §3.6.1); everybody else names the last day.
bool is_end_exclusive(const ParsedEvent& event) { return event.from == "xcal" || event.from == "ical"; }

std::optional<Timestamp> day_end(const ParsedEvent& event, const DeclaredTime& start,
                                 const std::optional<DeclaredTime>& end) {
  if (end) {
    const Timestamp last = end->day() - (is_end_exclusive(event) ? days{1} : days{0});
    return last > start.day() || (last == start.day() && !is_end_exclusive(event)) ? std::optional(last) : std::nullopt;
  }
  const auto length = date::parse_duration(event.duration);
  if (!length || *length < days{2}) return std::nullopt;
  return start.day() + std::chrono::floor<days>(*length) - days{1};
}

std::optional<Timestamp> instant_end(const ParsedEvent& event, Timestamp start,
                                     const std::optional<DeclaredTime>& end) {
  if (end) {
    return end->has_clock && end->reading.instant >= start ? std::optional(end->reading.instant) : std::nullopt;
  }
  const auto length = date::parse_duration(event.duration);
  return length && length->count() > 0 ? std::optional(start + *length) : std::nullopt;
}

}  // namespace

std::optional<Event> declared_event(const ParsedEvent& event, const DateRules& rules) {
  std::shared_ptr<const TimeZone> own_zone = text::find_zone(event.zone);
  if (!own_zone) own_zone = text::find_windows_zone(event.zone);
  DateRules own_rules = rules;
  if (own_zone) own_rules.local_zone = own_zone.get();
  const std::optional<DeclaredTime> start = read_declared(event.start, own_rules);
  if (!start) return std::nullopt;
  const std::optional<DeclaredTime> end = read_declared(event.end, own_rules);

  Event declared{DatePrecision::Day, start->day(), std::nullopt, to_plain_line(event.location), event.from};
  const bool until_a_time = end && end->reading.precision == DatePrecision::Instant;
  if (start->reading.precision == DatePrecision::Instant || (start->has_clock && until_a_time)) {
    declared.precision = DatePrecision::Instant;
    declared.start = start->reading.instant;
    declared.end = instant_end(event, declared.start, end);
  } else {
    declared.end = day_end(event, *start, end);
  }
  return declared;
}

std::optional<TitleEvent> event_in_title(std::string_view title, Timestamp published, const DateRules& rules) {
  if (std::none_of(title.begin(), title.end(), base::is_ascii_digit)) return std::nullopt;  // no date without a day
  const std::string text = readable(title);
  const std::optional<EventPhrase> phrase = find_event_phrase(text, date::habit_of(rules.local_zone));
  if (!phrase) return std::nullopt;
  const std::optional<sys_days> start = resolve(phrase->first, published);
  if (!start) return std::nullopt;
  const std::optional<sys_days> end = resolve_last(*phrase, *start);
  if (phrase->only_if_recent && end.value_or(*start) < earliest_announced(published)) return std::nullopt;
  Event event{DatePrecision::Day, Timestamp(*start), end ? std::optional(Timestamp(*end)) : std::nullopt, {}, "title"};
  if (phrase->time) add_time(event, *phrase->time, rules.local_zone);
  return TitleEvent{std::move(event), disagreement(phrase->first, *start)};
}

}  // namespace commonplace::normalize
