// Chooses an entry's dates from what the document claims (SPEC §2).
//
// Publishers omit, misformat and post-date. A date more than a day ahead or before 1990 is not trusted; where none is
// left, the entry is dated by when it was first seen, and says so.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/normalize.h"
#include "commonplace/parse.h"

namespace commonplace::normalize {

struct EntryDates {
  std::optional<Timestamp> published;  // none only where the context has no first_seen
  std::optional<Timestamp> updated;
  DatePrecision precision = DatePrecision::Instant;
  std::optional<std::chrono::year_month_day> day;  // as written, where precision is Day
  DateFrom from = DateFrom::None;
  std::string text;                      // the string that was read
  std::optional<DateReading> announced;  // an untrusted future date that the source means as an event
  std::optional<Timestamp> due;          // the source means that it is published then; `published` is the same
  std::vector<std::string> warnings;
};

// Whether a date that could be read is to be believed. A day is judged as it is written, whatever its offset.
enum class Trust { Good, TooOld, TooNew };
Trust judge_date(const DateReading& reading, Timestamp now);

EntryDates choose_dates(const ParsedEntry& entry, const NormalizeContext& context);

// The feed's own date of this role, where it can be trusted.
std::optional<Timestamp> head_date(const std::vector<ParsedDate>& dates, DateRole role,
                                   const NormalizeContext& context);

}  // namespace commonplace::normalize
