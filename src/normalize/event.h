// When the thing that an entry announces takes place: what the feed says, else a date in the title (SPEC §2).

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commonplace/entry.h"
#include "commonplace/parse.h"
#include "commonplace/time.h"

namespace commonplace::normalize {

// The event in ev:, xCal, schema.org or iCalendar data; nothing where its start cannot be read.
std::optional<Event> declared_event(const ParsedEvent& event, const DateRules& rules);

struct TitleEvent {
  Event event;
  std::string warning;  // empty where the title agrees with the calendar
};

// What a title announces: "November 21, Building community", "Tuesday, March 3, 6 pm ET: …", "Journée d'étude – 12 mars
// 2025", "3.–5. März: …". A day without a year is the first such day not more than 60 days before `published`. A time
// counts where its zone is named, or the source has one; else the event has a day.
std::optional<TitleEvent> event_in_title(std::string_view title, Timestamp published, const DateRules& rules = {});

}  // namespace commonplace::normalize
