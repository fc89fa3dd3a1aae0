// What stands after published: → the days it means.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "commonplace/entry.h"
#include "commonplace/topic.h"

namespace commonplace::topic {

// Calendar days from `first` to `last`, both included; an end that is not given is open.
struct DayRange {
  std::optional<std::chrono::sys_days> first;
  std::optional<std::chrono::sys_days> last;

  bool contains(std::chrono::sys_days day) const;

  friend bool operator==(const DayRange&, const DayRange&) = default;
};

// A date is YYYY-MM-DD, YYYY-MM or YYYY and means all the days in it. `text` is a date, a date after one of > >= < <=
// =, or two dates joined by "..", either of which may be left out. Offsets of errors count from the beginning of
// `text`.
tl::expected<DayRange, QueryError> parse_day_range(std::string_view text);

// The day that an entry counts as published on: as its publisher wrote it, else in UTC.
std::optional<std::chrono::sys_days> day_of_publication(const Entry& entry);

std::string to_string(const DayRange& range);  // 2024-10-01..2024-10-31

}  // namespace commonplace::topic
