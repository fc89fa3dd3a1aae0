// The names of months, weekdays and time zones as publishers write them, each in one table.
//
// Words are given in the spelling of `plain_letters`, without a closing dot.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "date/letters.h"

namespace commonplace::date {

// Whether it is a month's whole name, in one of its cases.
bool is_whole_month_name(std::string_view word);

// 1 to 12. Whole names and their usual abbreviations in twenty-eight languages; see names.cc.
std::optional<unsigned> month_by_name(std::string_view word);

std::optional<std::chrono::weekday> weekday_by_name(std::string_view word);
inline bool is_weekday(std::string_view word) { return weekday_by_name(word).has_value(); }

// Seconds east of UTC of an abbreviation such as "est". Abbreviations with several meanings have the one that feeds
// use. RFC 822's letters for zones but "z" are not known: it got their signs wrong, so nobody can tell what they mean
// (RFC 5322 §4.3).
std::optional<std::chrono::seconds> zone_by_name(std::string_view word);

struct ZoneName {
  std::string_view abbreviation;
  bool is_civil = false;  // whatever its clocks show on that day: what `civil_offset` says
};

// A zone in words at the front of `text`, which is then cut off: "eastern daylight time", "central european time",
// "eastern".
std::optional<ZoneName> take_spoken_zone(std::string_view& text);

// What `zone_by_name` says, as people mean it at this local time: "ET" is what New York's clocks show, in July an hour
// more than in January, and somebody who announces a concert in July for "8 pm EST" means those clocks too. "MST" is
// taken at its word, for Arizona has no summer time.
std::optional<std::chrono::seconds> civil_offset(std::string_view word, std::chrono::local_seconds local);

}  // namespace commonplace::date
