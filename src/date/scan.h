// The pieces that dates are made of, read from the front of a text.

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace commonplace::date {

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;

  bool is_midnight() const { return hour == 0 && minute == 0 && second == 0; }
};

// What was read of a date; what is missing stays empty.
struct Fields {
  int year = 0;
  unsigned month = 1;
  unsigned day = 1;
  std::optional<TimeOfDay> time;
  std::optional<std::chrono::seconds> offset;
};

bool take(std::string_view& text, char c);
using base::skip_spaces;
bool is_letter(std::string_view text);            // at the front: one of ASCII, or any character beyond it
std::size_t count_digits(std::string_view text);  // at the front

// From `least` to `most` digits as a number, cut off the front of `text`. Nothing where there are fewer, or where a
// digit follows.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most);

// "10:30", "9:05", "10:30:05.25": digits of a second's fraction are passed over. 24:00 is the end of the day, 60 a
// leap second.
std::optional<TimeOfDay> take_clock(std::string_view& text);
bool is_valid(const TimeOfDay& time);

// "+02:00", "-0500", "+2", "+230", up to 14 hours: seconds east of UTC.
std::optional<std::chrono::seconds> take_numeric_offset(std::string_view& text);
std::optional<std::chrono::seconds> take_offset_figures(std::string_view& text);  // without the sign

}  // namespace commonplace::date
