// When the thing that an entry announces takes place: what the feed says, else a date in the title (SPEC §2).

#pragma once

#include <optional>
#include <string_view>

#include "commonplace/entry.h"
#include "commonplace/parse.h"
#include "commonplace/time.h"

namespace commonplace::normalize {

// The event in ev:, xCal, schema.org or iCalendar data; nothing where its start cannot be read.
std::optional<Event> declared_event(const ParsedEvent& event, const DateRules& rules);

// The day that a title names at its beginning or end: "November 21, Building community", "Tuesday, March 3: …",
// "Journée d'étude – 12 mars 2025", "2024-11-21 …", with ranges "March 3–5". A day without a year is the first such
// day not more than 60 days before `published`.
std::optional<Event> event_in_title(std::string_view title, Timestamp published);

}  // namespace commonplace::normalize
