#include "publish/dates.h"

#include <cstdlib>

#include "publish/template.h"

namespace commonplace::publish {
namespace {

using std::chrono::seconds;

seconds offset_in(const Site& site, Timestamp instant) {
  return site.zone ? site.zone->offset_at(instant) : seconds{0};
}

std::chrono::year_month_day calendar_day(Timestamp local) { return std::chrono::floor<std::chrono::days>(local); }

ShownDate shown_day(std::chrono::year_month_day day, const Labels& labels) {
  return {to_iso_day(day), long_date(day, labels)};
}

std::string two_digits(long number) {
  std::string digits = std::to_string(number);
  return digits.size() < 2 ? "0" + digits : digits;
}

// "UTC", "UTC−8", "UTC+5:30"
std::string zone_words(seconds offset) {
  const long minutes = std::labs(offset.count()) / 60;
  if (minutes == 0) return "UTC";
  std::string words = offset.count() < 0 ? "UTC−" : "UTC+";
  words += std::to_string(minutes / 60);
  if (minutes % 60 != 0) words += ":" + two_digits(minutes % 60);
  return words;
}

std::string clock_words(Timestamp local) {
  const long minutes = (local - std::chrono::floor<std::chrono::days>(local)).count() / 60;
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string range_words(const Labels& labels, const std::string& start, const std::string& end) {
  return fill_text(labels.range, {{"start", start}, {"end", end}});
}

std::string day_range(const Event& event, const Labels& labels) {
  const auto first = calendar_day(event.start);
  if (!event.end || *event.end <= event.start) return long_date(first, labels);
  return long_date_range(first, calendar_day(*event.end), labels);
}

// An end on the same day is shown as a time only.
std::string instant_range(const Site& site, const Event& event, const Labels& labels) {
  const seconds offset = offset_in(site, event.start);
  const Timestamp start = event.start + offset;
  const std::string zone = " (" + zone_words(offset) + ")";
  std::string words = long_date(calendar_day(start), labels) + ", " + clock_words(start);
  if (!event.end || *event.end <= event.start) return words + zone;
  const Timestamp end = *event.end + offset;
  std::string end_words = clock_words(end);
  if (calendar_day(end) != calendar_day(start)) end_words = long_date(calendar_day(end), labels) + ", " + end_words;
  return range_words(labels, words, end_words) + zone;
}

}  // namespace

ShownDate day_of(const Site& site, Timestamp instant, const Labels& labels) {
  return shown_day(calendar_day(instant + offset_in(site, instant)), labels);
}

ShownDate date_of(const Site& site, Timestamp instant, const Labels& labels) {
  ShownDate date = day_of(site, instant, labels);
  date.machine = to_rfc3339(instant);
  return date;
}

ShownDate published_date(const Site& site, const Entry& entry, const Labels& labels) {
  if (entry.published_day) return shown_day(*entry.published_day, labels);
  if (entry.published) return date_of(site, *entry.published, labels);
  if (entry.first_seen) return date_of(site, *entry.first_seen, labels);
  return {};
}

ShownDate published_date(const Site& site, const Story& story, const Labels& labels) {
  // The lead's own day speaks for the story only while the story's date is still the lead's.
  if (story.lead.published_day && story.lead.published == story.published)
    return shown_day(*story.lead.published_day, labels);
  return date_of(site, story.published, labels);
}

std::chrono::year_month_day event_day(const Site& site, const Event& event) {
  if (event.precision == DatePrecision::Day) return calendar_day(event.start);
  return calendar_day(event.start + offset_in(site, event.start));
}

Timestamp event_over(const Site& site, const Event& event) {
  const bool has_end = event.end && *event.end > event.start;
  std::chrono::sys_days last = std::chrono::floor<std::chrono::days>(has_end ? *event.end : event.start);
  if (event.precision == DatePrecision::Instant) {
    // What ends at midnight takes place on the day before.
    const Timestamp moment = has_end ? *event.end - seconds{1} : event.start;
    last = std::chrono::floor<std::chrono::days>(moment + offset_in(site, moment));
  }
  const Timestamp midnight = last + std::chrono::days{1};
  if (!site.zone) return midnight;
  return midnight - site.zone->offset_at_local(std::chrono::local_seconds{midnight.time_since_epoch()});
}

ShownEvent event_date(const Site& site, const Event& event, const Labels& labels) {
  ShownEvent shown{event_machine_date(event.start, event.precision), {}};
  shown.words = event.precision == DatePrecision::Day ? day_range(event, labels) : instant_range(site, event, labels);
  return shown;
}

std::string event_machine_date(Timestamp time, DatePrecision precision) {
  return precision == DatePrecision::Day ? to_iso_day(calendar_day(time)) : to_rfc3339(time);
}

}  // namespace commonplace::publish
