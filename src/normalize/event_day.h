// One day as a title spells it, whole or in part: "Tuesday, March 3", "3. März 2025", "03.03.2025", "11月21日".

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "date/order.h"

namespace commonplace::normalize {

struct MonthDay {
  unsigned month = 0;
  unsigned day = 0;

  friend bool operator==(const MonthDay&, const MonthDay&) = default;
};

struct NamedDay {
  MonthDay date;  // a month of 0: "3" of "3–5 March"
  std::optional<int> year;
  std::optional<std::chrono::weekday> weekday;  // as it was named, which may be wrong
  bool month_first = false;                     // in words
  bool faint = false;                           // "3.3." and "1.2.24" may be numbers of anything
  bool unmistakable = false;                    // "11月21日" needs no mark after it
  bool in_figures = false;
};

// Takes a day off the front of `text`, which is in the spelling of date::plain_letters. 3/4/2025 is a day only where
// `habit` tells which.
std::optional<NamedDay> take_named_day(std::string_view& text, date::Habit habit);

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2200;

// Whether anything is announced for the year.
constexpr bool is_known_year(int year) { return year >= kFirstYear && year <= kLastYear; }

// The 3 of "3–5 March", and the 5 of "March 3–5".
std::optional<NamedDay> take_day_alone(std::string_view& text);

// ", 2025", " de 2025", " '25", " 2025 г." after a day that has none yet.
void take_year_after(std::string_view& text, NamedDay& day);

}  // namespace commonplace::normalize
