// The pieces that dates are made of, read from the front of a text.

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace commonplace::date {

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// What was read of a date; what is missing stays empty.
struct Fields {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::optional<TimeOfDay> time;
  std::optional<std::chrono::seconds> offset;
};

// Up to `most` digits as a number, cut off the front of `text`. Nothing where there are fewer than `least`, or where
// a digit follows.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most);
bool take(std::string_view& text, char c);

// "10:30", "10:30:05.25", "9h30", with "am" or "pm" after it. 24:00 is the end of the day, a leap second its last.
std::optional<TimeOfDay> take_time(std::string_view& text);

// "Z", "+02:00", "-0500", "+2", "EST", "GMT+1": seconds east of UTC.
std::optional<std::chrono::seconds> take_offset(std::string_view& text);

}  // namespace commonplace::date
