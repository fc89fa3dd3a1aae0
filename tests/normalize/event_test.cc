#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "normalize/event.h"

namespace commonplace::normalize {
namespace {

using namespace std::chrono;

constexpr Timestamp kPublished{sys_days{year{2024} / 10 / 24}};

std::string days_in(std::string_view title, Timestamp published = kPublished) {
  const auto event = event_in_title(title, published);
  if (!event) return "none";
  std::string text = to_rfc3339(event->start).substr(0, 10);
  if (event->end) text += ".." + to_rfc3339(*event->end).substr(0, 10);
  return text;
}

TEST(EventInTitle, FindsTheDayThatATitleNames) {
  struct Case {
    const char* title;
    const char* expected;
  };
  const Case cases[] = {
      {"October 24, Sustaining ecosystems", "2024-10-24"},
      {"November 21, Building community in a changing climate", "2024-11-21"},
      {"October 9, Libraries and non-profits", "2024-10-09"},
      {"Tuesday, March 3: Story time", "2025-03-03"},
      {"March 3–5: Conference", "2025-03-03..2025-03-05"},
      {"March 30 - April 2, Book fair", "2025-03-30..2025-04-02"},
      {"3–5 March 2025: Conference", "2025-03-03..2025-03-05"},
      {"November 21st – Workshop", "2024-11-21"},
      {"2024-12-01: Advent reading", "2024-12-01"},
      {"12 mars 2025 : journée d’étude", "2025-03-12"},
      {"Journée d'étude – 12 mars 2025", "2025-03-12"},
      {"3. Dezember: Vorlesestunde", "2024-12-03"},
      {"Vorlesestunde am 3. Dezember", "2024-12-03"},
      {"21 de noviembre: club de lectura", "2024-11-21"},
      {"Story time, March 3", "2025-03-03"},
      {"Concert in the reading room (21 November)", "2024-11-21"},
      {"Open house on December 24, 2024", "2024-12-24"},
      {"February 29: leap day reading", "2028-02-29"},
      {"Sustaining ecosystems", "none"},
      {"May 2024 newsletter", "none"},
      {"March 3D printing course", "none"},
      {"February 30, the day that never comes", "none"},
      {"10 things to do in the library", "none"},
      {"Chapter 3: March of the books", "none"},
      {"", "none"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.title);
    EXPECT_EQ(days_in(c.title), c.expected);
  }
}

TEST(EventInTitle, TakesTheFirstSuchDayNotMoreThanSixtyDaysBeforePublication) {
  EXPECT_EQ(days_in("August 25, Picnic"), "2024-08-25");
  EXPECT_EQ(days_in("August 24, Picnic"), "2025-08-24");
  EXPECT_EQ(days_in("January 5, Reading", Timestamp{sys_days{year{2024} / 12 / 30}}), "2025-01-05");
  EXPECT_EQ(days_in("December 30, Reading", Timestamp{sys_days{year{2025} / 1 / 2}}), "2024-12-30");
}

TEST(DeclaredEvent, ReadsStartEndAndPlace) {
  const auto event =
      declared_event({"2024-11-21T18:00:00+01:00", "2024-11-21T20:00:00+01:00", "Main <b>hall</b>", "ev"}, {});
  ASSERT_TRUE(event);
  EXPECT_EQ(to_rfc3339(event->start), "2024-11-21T17:00:00Z");
  EXPECT_EQ(to_rfc3339(event->end.value()), "2024-11-21T19:00:00Z");
  EXPECT_EQ(event->location, "Main hall");
  EXPECT_EQ(event->precision, DatePrecision::Instant);
}

TEST(DeclaredEvent, LeavesOutAnEndBeforeTheStartAndAStartThatIsNone) {
  EXPECT_FALSE(declared_event({"2024-11-21", "2024-11-20", "", "ev"}, {})->end);
  EXPECT_FALSE(declared_event({"some day", "", "", "ev"}, {}));
}

RC_GTEST_PROP(EventInTitle, SurvivesAnyBytes, (const std::string& title)) {
  const auto event = event_in_title(title, kPublished);
  if (event && event->end) RC_ASSERT(*event->end > event->start);
}

}  // namespace
}  // namespace commonplace::normalize
