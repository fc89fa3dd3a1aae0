#include <gtest/gtest.h>

#include "normalize/event.h"

namespace commonplace::normalize {
namespace {

using namespace std::chrono;

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

struct DeclaredCase {
  const char* name;
  ParsedEvent event;
  const char* expected;  // "start..end", days or moments
};

std::string span(const Event& event) {
  const std::size_t length = event.precision == DatePrecision::Day ? 10 : 20;
  std::string text = to_rfc3339(event.start).substr(0, length);
  if (event.end) text += ".." + to_rfc3339(*event.end).substr(0, length);
  return text;
}

ParsedEvent lasting(std::string start, std::string duration, std::string from = "xcal", std::string zone = "") {
  return {std::move(start), "", "", std::move(from), std::move(zone), std::move(duration)};
}

ParsedEvent between(std::string start, std::string end, std::string from, std::string zone = "") {
  return {std::move(start), std::move(end), "", std::move(from), std::move(zone), ""};
}

TEST(DeclaredEvent, ReadsDaysAndMomentsOfEveryVocabulary) {
  const DeclaredCase cases[] = {
      {"a day", between("2024-11-21", "", "ev"), "2024-11-21"},
      {"days of ev: with the last one", between("2024-11-21", "2024-11-23", "ev"), "2024-11-21..2024-11-23"},
      {"days of schema.org too", between("2024-11-21", "2024-11-23", "schema"), "2024-11-21..2024-11-23"},
      {"one day, said twice", between("2024-11-21", "2024-11-21", "ev"), "2024-11-21..2024-11-21"},
      {"iCalendar's end is the day after", between("20241121", "20241124", "xcal"), "2024-11-21..2024-11-23"},
      {"so one day has no other end", between("20241121", "20241122", "xcal"), "2024-11-21"},
      {"nor does a day that ends as it begins", between("20241121", "20241121", "ical"), "2024-11-21"},
      {"moments", between("20241121T180000Z", "20241121T200000Z", "xcal"),
       "2024-11-21T18:00:00Z..2024-11-21T20:00:00Z"},
      {"an end at midnight", between("2024-11-21T20:00:00+01:00", "2024-11-22T00:00:00+01:00", "ev"),
       "2024-11-21T19:00:00Z..2024-11-21T23:00:00Z"},
      {"a start at midnight", between("2024-11-21T00:00:00Z", "2024-11-21T06:00:00Z", "ev"),
       "2024-11-21T00:00:00Z..2024-11-21T06:00:00Z"},
      {"whole days written as midnights", between("2024-11-21T00:00:00Z", "2024-11-23T00:00:00Z", "schema"),
       "2024-11-21..2024-11-23"},
      {"an end without a time says nothing of a moment", between("2024-11-21T18:00:00Z", "2024-11-23", "ev"),
       "2024-11-21T18:00:00Z"},
      {"a zone of its own", between("20241121T180000", "20241121T200000", "xcal", "America/New_York"),
       "2024-11-21T23:00:00Z..2024-11-22T01:00:00Z"},
      {"a zone as Outlook names it", between("20250710T180000", "", "xcal", "Eastern Standard Time"),
       "2025-07-10T22:00:00Z"},
      {"which an offset overrules", between("20241121T180000Z", "", "xcal", "America/New_York"),
       "2024-11-21T18:00:00Z"},
      {"a zone beside the time", between("2025-03-03T18:00:00 America/New_York", "", "ev"), "2025-03-03T23:00:00Z"},
      {"a zone that nobody knows", between("20241121T180000", "", "xcal", "Nowhere"), "2024-11-21T18:00:00Z"},
      {"a length of hours", lasting("20241121T180000Z", "PT1H30M"), "2024-11-21T18:00:00Z..2024-11-21T19:30:00Z"},
      {"a length of days", lasting("20241121", "P3D"), "2024-11-21..2024-11-23"},
      {"a length of one day", lasting("20241121", "P1D"), "2024-11-21"},
      {"a length of a week", lasting("20241121", "P1W"), "2024-11-21..2024-11-27"},
      {"a length of schema.org", lasting("2024-11-21T18:00Z", "PT90M", "schema"),
       "2024-11-21T18:00:00Z..2024-11-21T19:30:00Z"},
      {"a length that is none", lasting("20241121T180000Z", "-PT1H"), "2024-11-21T18:00:00Z"},
      {"an end before the start", between("2024-11-21T18:00:00Z", "2024-11-21T17:00:00Z", "ev"),
       "2024-11-21T18:00:00Z"},
  };
  for (const DeclaredCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto event = declared_event(c.event, {});
    ASSERT_TRUE(event);
    EXPECT_EQ(span(*event), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::normalize
