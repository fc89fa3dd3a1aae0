// The names of months and time zones as publishers write them, each in one table.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace commonplace::date {

// 1 to 12. `word` is in lower case without a closing dot; whole names and the usual abbreviations of the common
// European languages are known, and those of Greek, Russian, Turkish and Hungarian.
std::optional<unsigned> month_by_name(std::string_view word);

bool is_weekday(std::string_view word);

// Seconds east of UTC of an abbreviation such as "EST"; in lower case. Abbreviations with several meanings have the
// one that feeds use.
std::optional<std::chrono::seconds> zone_by_name(std::string_view word);

// Lower case of ASCII, Latin-1, Greek and Cyrillic letters: as much as month names need.
std::string lower_word(std::string_view word);

}  // namespace commonplace::date
