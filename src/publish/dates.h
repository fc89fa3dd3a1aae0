// Which calendar day and which words a page shows for a moment.

#pragma once

#include <chrono>
#include <string>

#include "commonplace/publish.h"
#include "publish/labels.h"

namespace commonplace::publish {

// A date for people and for machines: <time datetime="2024-10-24">24 October 2024</time>.
struct ShownDate {
  std::string machine;  // a day, or an instant as RFC 3339
  std::string words;
};

// The day the publisher wrote, without conversion, where it gave only a day; else the day in the site's zone.
ShownDate published_date(const Site& site, const Story& story, const Labels& labels);
ShownDate published_date(const Site& site, const Entry& entry, const Labels& labels);
// An instant as its day in the site's zone; `day_of` says no more than the day to machines, either.
ShownDate date_of(const Site& site, Timestamp instant, const Labels& labels);
ShownDate day_of(const Site& site, Timestamp instant, const Labels& labels);

// When it takes place: "21 November 2024", "21 November 2024, 14:00 (UTC−8)", or a range of either.
struct ShownEvent {
  std::string machine;  // of the start
  std::string words;
};
// On which day it begins, as that shows it.
std::chrono::year_month_day event_day(const Site& site, const Event& event);
// When it is over: at the end of its last day in the site's zone.
Timestamp event_over(const Site& site, const Event& event);
ShownEvent event_date(const Site& site, const Event& event, const Labels& labels);

// As feeds and JSON-LD spell an event's ends: a day, or an instant in UTC.
std::string event_machine_date(Timestamp time, DatePrecision precision);

}  // namespace commonplace::publish
