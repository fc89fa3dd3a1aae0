#include "date/order.h"

#include "date/reading.h"

namespace commonplace::date {
namespace {

using namespace std::chrono_literals;

TEST(ParseDate, TellsDayAndMonthApart) {
  const Case cases[] = {
      // One of them is no month.
      {"24/10/2024", "2024-10-24"},
      {"10/24/2024", "2024-10-24"},
      {"10-24-2024", "2024-10-24"},
      {"24-10-2024", "2024-10-24"},
      {"10.24.2024", "2024-10-24"},
      {"24.10.2024", "2024-10-24"},
      {"24.10.24", "2024-10-24"},
      {"10/24/24", "2024-10-24"},
      {"10/30/23 21:55:58", "2023-10-30"},
      {"31-12-99", "1999-12-31"},
      // Slashes are American, points and hyphens are not.
      {"03/04/2024", "2024-03-04"},
      {"03-04-2024", "2024-04-03"},
      {"03.04.2024", "2024-04-03"},
      {"03 04 2024", "2024-04-03"},
      {"03-04-2024 3:05 PM", "2024-03-04"},
      {"09/15/2014 4:20 pm PST", "2014-09-15"},
      // The weekday knows better; a wrong one does not.
      {"Wed, 03/04/2024", "2024-04-03"},
      {"Mon, 03/04/2024", "2024-03-04"},
      {"Monday 03-04-2024", "2024-03-04"},
      {"Fri, 03/04/2024", "2024-03-04"},
      {"Fri, 26/06/2020", "2020-06-26"},
      {"Mon, 03/30/2020 - 19:19", "2020-03-30"},
      {"Sat, 11 04 2020 08:51:49 +0100", "2020-04-11"},
      {"mar, 05/03/2024", "2024-03-05"},
      // So does the offset.
      {"03/04/2024 10:00 CET", "2024-04-03"},
      {"03/04/2024 10:00 +1000", "2024-04-03"},
      {"03/04/2024 10:00 GMT", "2024-03-04"},
      {"03-04-2024 10:00 -0500", "2024-03-04"},
  };
  expect_days(cases);
}

TEST(ParseDate, SaysWhereTheOrderIsAGuess) {
  const FixedZone paris(1h);
  for (const char* text : {"03/04/2024", "03-04-2024", "3/4/24 10:00", "03/04/2024 3:05 PM", "03/04/2024 10:00 GMT"}) {
    EXPECT_EQ(parse_date(text)->doubt, DateDoubt::Order) << text;
    EXPECT_EQ(parse_date(text, {&paris, false})->doubt, DateDoubt::None) << text;
  }
  for (const char* text : {"24/10/2024", "10/24/2024", "04/04/2024", "03.04.2024", "2024-03-04", "2024/03/04",
                           "Wed, 03/04/2024", "03/04/2024 10:00 CET", "3 April 2024", "24-10-24"}) {
    EXPECT_EQ(parse_date(text)->doubt, DateDoubt::None) << text;
  }
  EXPECT_EQ(parse_date("Fri, 03/04/2024")->doubt, DateDoubt::Order);
  EXPECT_EQ(parse_date("Fri, 24 Oct 2024 12:30:05 +0000")->doubt, DateDoubt::Weekday);
}

TEST(ParseDate, TakesNoMonthForAWrongWeekday) {
  for (const char* text : {"Mar 4, 2021 10:11", "4 Mar 2021 10:11:12 GMT", "04 Mar 2021", "2021 Mar 3", "3-Mar-2021",
                           "Thu Mar 4 2021", "mar 2 mar 2021", "mar. 2 mars 2021", "Mar 4 May 2021"}) {
    EXPECT_EQ(parse_date(text)->doubt, DateDoubt::None) << text;
  }
  for (const char* text : {"Fri Mar 4 2021", "mar 3 mar 2021", "mar. 3 mars 2021", "Mar 5 May 2021"}) {
    EXPECT_EQ(parse_date(text)->doubt, DateDoubt::Weekday) << text;
  }
}

TEST(ParseDate, AsksTheZoneOfTheSource) {
  const FixedZone paris(1h);
  const FixedZone london(0h);
  const FixedZone chicago(-6h);
  EXPECT_EQ(read_day("03/04/2024", {&paris, false}), "2024-04-03");
  EXPECT_EQ(read_day("03/04/2024", {&london, false}), "2024-04-03");
  EXPECT_EQ(read_day("03/04/2024", {&chicago, false}), "2024-03-04");
  EXPECT_EQ(read_day("03-04-2024", {&chicago, false}), "2024-03-04");
  EXPECT_EQ(read_day("03.04.2024", {&chicago, false}), "2024-04-03");
  EXPECT_EQ(read_day("10/24/2024", {&paris, false}), "2024-10-24");
}

TEST(Pieces, HoldNoMoreThanADateHas) {
  Pieces pieces;
  EXPECT_FALSE(pieces.day());
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(pieces.add({'n', 1, 1, ' '}));
  EXPECT_FALSE(pieces.add({'n', 1, 1, ' '}));
  EXPECT_FALSE(pieces.day());
}

TEST(HabitAt, IsAmericanWhereAmericansAre) {
  EXPECT_EQ(habit_at(-5h), Habit::MonthFirst);
  EXPECT_EQ(habit_at(-10h), Habit::MonthFirst);
  EXPECT_EQ(habit_at(-3h), Habit::DayFirst);
  EXPECT_EQ(habit_at(0h), Habit::DayFirst);
  EXPECT_EQ(habit_at(9h), Habit::DayFirst);
}

}  // namespace
}  // namespace commonplace::date
