// A title → the words in it that say when something takes place.

#pragma once

#include <optional>
#include <string_view>

#include "normalize/event_day.h"
#include "normalize/event_time.h"

namespace commonplace::normalize {

// Which numbers of a phrase may be those of something else.
enum class Extent {
  Day,
  LooseEnd,    // "March 3–5": the 5 may count what follows
  LooseStart,  // "3–5 March": the 3 may belong to what comes before
  Whole,       // "March 3 – April 5": none
};

// "Tuesday, March 3, 2–4 pm", "3–5 mars 2025"; views of the title that it was found in.
struct EventPhrase {
  NamedDay first;
  std::optional<NamedDay> last;
  Extent extent = Extent::Day;
  std::optional<EventTime> time;
  bool only_if_recent = false;  // "Version 4 May 2024": its year is all that makes it one
};

// The first phrase that announces a day: at the beginning or the end of the title, between marks, or anywhere with a
// time of day. `title` is in the spelling of date::plain_letters, with spaces around its dashes. A date that is a
// deadline, or belongs to an issue of a newsletter, announces nothing.
std::optional<EventPhrase> find_event_phrase(std::string_view title, date::Habit habit);

}  // namespace commonplace::normalize
