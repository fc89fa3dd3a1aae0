// The pieces of a calendar date, in whatever order → the day they mean.

#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "commonplace/time.h"

namespace commonplace::date {

// Whether 3/4/2024 is the fourth of March or the third of April where the date itself does not tell.
enum class Habit { Unknown, MonthFirst, DayFirst };

// What people write where clocks show this offset: from four to ten hours west of Greenwich lie the Americans.
Habit habit_at(std::chrono::seconds offset);

// Of the part of the world that a source is configured to be in; unknown where it has no zone.
Habit habit_of(const TimeZone* zone);

// 'n' is a number of one or two digits, 'y' one that only a year can be, 'm' a month by name.
struct Piece {
  char kind = 'n';
  int value = 0;
  std::size_t digits = 0;
  char before = ' ';  // what parts it from the piece before: '/', '.', '-' or ' '
  std::optional<std::chrono::weekday> weekday = std::nullopt;  // "mar" is March, and Tuesday in three languages
};

class Pieces {
 public:
  // False where the piece cannot be one more of this date.
  bool add(const Piece& piece);

  // Of days such as "24-26 October" and "October 24-26, 2024" the first counts. That there are two shows when the
  // month or the year comes, which is `next`.
  void drop_end_of_range(const Piece& next);

  // The day, if there is one yet. Where the order leaves a choice, the weekday decides, then the habit.
  std::optional<std::chrono::year_month_day> day(std::optional<std::chrono::weekday> weekday = std::nullopt,
                                                 Habit habit = Habit::Unknown) const;
  // The weekday that the first piece is where the others have a month of their own: "mar 2 mar 2021".
  std::optional<std::chrono::weekday> leading_weekday() const;
  // Whether people in other parts of the world would take the same figures for another day than `day`, and the weekday
  // does not tell.
  bool may_be_another_day(std::chrono::year_month_day day, std::optional<std::chrono::weekday> weekday) const;

  std::size_t count() const { return count_; }
  bool has_year() const;
  bool begins_with_year() const { return count_ > 0 && pieces_.front().kind == 'y'; }

 private:
  std::array<Piece, 4> pieces_{};
  std::size_t count_ = 0;
};

}  // namespace commonplace::date
