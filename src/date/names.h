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

// 1 to 12. Whole names and their usual abbreviations in seventeen languages; see names.cc.
std::optional<unsigned> month_by_name(std::string_view word);

std::optional<std::chrono::weekday> weekday_by_name(std::string_view word);
inline bool is_weekday(std::string_view word) { return weekday_by_name(word).has_value(); }

// Seconds east of UTC of an abbreviation such as "est". Abbreviations with several meanings have the one that feeds
// use. RFC 822's letters for zones but "z" are not known: it got their signs wrong, so nobody can tell what they mean
// (RFC 5322 §4.3).
std::optional<std::chrono::seconds> zone_by_name(std::string_view word);

}  // namespace commonplace::date
