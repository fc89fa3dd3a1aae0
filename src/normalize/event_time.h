// A time of day as a title spells it: "6 pm", "6:30–8 p.m. ET", "18 Uhr", "14h30", "kl. 18.30".

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "commonplace/time.h"
#include "date/scan.h"

namespace commonplace::normalize {

struct EventTime {
  date::TimeOfDay start;
  std::optional<date::TimeOfDay> end;              // on the next day where it is not after the start
  std::string_view zone;                           // as named, a view of the text; empty where none is
  std::optional<std::chrono::seconds> utc_offset;  // in figures: "UTC+2"
};

// Takes one off the front of `text`, which is in the spelling of date::plain_letters. Only a time that has one meaning
// counts: "6:30" with neither a half of the day nor a word of the 24-hour clock may be twelve hours off, and is none.
std::optional<EventTime> take_event_time(std::string_view& text);

// The moment of a clock on a day: by the zone that the title names, else by the source's; nothing where neither is
// known.
std::optional<Timestamp> event_instant(std::chrono::sys_days day, const date::TimeOfDay& clock, const EventTime& time,
                                       const TimeZone* local_zone);

}  // namespace commonplace::normalize
