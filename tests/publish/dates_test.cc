#include "publish/dates.h"

#include <gtest/gtest.h>

#include "pages.h"

namespace commonplace::publish {
namespace {

using std::chrono::year;

Site site_in_zone(int hours) {
  Site site = sample_site();
  site.zone = fixed_zone(hours);
  return site;
}

const Labels& english() { return labels_for("en"); }

TEST(PublishedDate, ShowsADayAsWrittenInEveryZone) {
  Story story = sample_story();
  for (const int hours : {-11, 0, 14}) {
    const ShownDate date = published_date(site_in_zone(hours), story, english());
    EXPECT_EQ(date.words, "10 July 2024");
    EXPECT_EQ(date.machine, "2024-07-10");
  }
}

TEST(PublishedDate, ShowsAnInstantInTheZoneOfTheSite) {
  Story story = sample_story();
  story.lead.published_day.reset();
  story.published = at(2024, 10, 24, 2);
  EXPECT_EQ(published_date(site_in_zone(-8), story, english()).words, "23 October 2024");
  EXPECT_EQ(published_date(site_in_zone(0), story, english()).words, "24 October 2024");
  EXPECT_EQ(published_date(site_in_zone(-8), story, english()).machine, "2024-10-24T02:00:00Z");
}

// The story keeps the date of the copy that was published first, whoever leads it now.
TEST(PublishedDate, IsTheStorysAndNotALaterLeads) {
  Story story = sample_story();
  story.published = at(2024, 7, 8);
  EXPECT_EQ(published_date(sample_site(), story, english()).words, "8 July 2024");
}

TEST(PublishedDate, OfAnEntryWithoutAnyIsEmpty) {
  EXPECT_EQ(published_date(sample_site(), Entry{}, english()).words, "");
  Entry entry;
  entry.first_seen = at(2024, 1, 2);
  EXPECT_EQ(published_date(sample_site(), entry, english()).words, "2 January 2024");
}

Event instant_event(Timestamp start, std::optional<Timestamp> end = {}) {
  Event event;
  event.precision = DatePrecision::Instant;
  event.start = start;
  event.end = end;
  return event;
}

TEST(EventDate, IsWrittenInWords) {
  const Timestamp noon = at(2024, 11, 21);
  Event day;
  day.start = at(2024, 11, 21, 0);
  Event days = day;
  days.end = at(2024, 11, 23, 0);
  Event backwards = day;
  backwards.end = at(2024, 11, 20, 0);
  struct Case {
    std::string_view name;
    Event event;
    int zone;
    std::string_view expected;
  };
  const Case cases[] = {
      {"a day", day, -8, "21 November 2024"},
      {"days", days, -8, "21–23 November 2024"},
      {"an end before the start", backwards, 0, "21 November 2024"},
      {"an instant", instant_event(noon), 0, "21 November 2024, 12:00 (UTC)"},
      {"an instant elsewhere", instant_event(noon), -8, "21 November 2024, 04:00 (UTC−8)"},
      {"an hour", instant_event(noon, at(2024, 11, 21, 13, 30)), 1, "21 November 2024, 13:00 to 14:30 (UTC+1)"},
      {"over night", instant_event(noon, at(2024, 11, 22, 1)), 0,
       "21 November 2024, 12:00 to 22 November 2024, 01:00 (UTC)"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(event_date(site_in_zone(c.zone), c.event, english()).words, c.expected);
  }
}

TEST(EventOver, IsTheEndOfItsLastDayWhereTheSiteIs) {
  const Timestamp noon = at(2024, 11, 21);
  Event day;
  day.start = at(2024, 11, 21, 0);
  Event days = day;
  days.end = at(2024, 11, 23, 0);
  struct Case {
    std::string_view name;
    Event event;
    int zone;
    Timestamp over;
    unsigned day;
  };
  const Case cases[] = {
      {"a day", day, 0, at(2024, 11, 22, 0), 21},
      {"a day in the west", day, -8, at(2024, 11, 22, 8), 21},
      {"a day in the east", day, 9, at(2024, 11, 21, 15), 21},
      {"days", days, 0, at(2024, 11, 24, 0), 21},
      {"an instant", instant_event(noon), 0, at(2024, 11, 22, 0), 21},
      {"an instant that is tomorrow there", instant_event(at(2024, 11, 21, 20)), 9, at(2024, 11, 22, 15), 22},
      {"until midnight", instant_event(noon, at(2024, 11, 22, 0)), 0, at(2024, 11, 22, 0), 21},
      {"over night", instant_event(noon, at(2024, 11, 22, 1)), 0, at(2024, 11, 23, 0), 21},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(event_over(site_in_zone(c.zone), c.event), c.over);
    EXPECT_EQ(static_cast<unsigned>(event_day(site_in_zone(c.zone), c.event).day()), c.day);
  }
}

TEST(EventDate, IsADayOrAnInstantForMachines) {
  EXPECT_EQ(event_machine_date(at(2024, 11, 21, 0), DatePrecision::Day), "2024-11-21");
  EXPECT_EQ(event_machine_date(at(2024, 11, 21, 18), DatePrecision::Instant), "2024-11-21T18:00:00Z");
}

}  // namespace
}  // namespace commonplace::publish
