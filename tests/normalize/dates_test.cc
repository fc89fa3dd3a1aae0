#include "normalize/dates.h"

#include <gtest/gtest.h>

#include <span>

#include "text/zone.h"

namespace commonplace::normalize {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

constexpr Timestamp kNow{sys_days{year{2024} / 10 / 25} + 9h};
constexpr const char* kFirstSeen = "2024-10-25T09:00:00Z first-seen";

struct Source {
  const char* timezone = "";
  bool ignore_offset = false;
  FutureDates future_dates = FutureDates::FirstSeen;
  bool has_first_seen = true;
};

EntryDates chosen(const std::vector<ParsedDate>& dates, const Source& source) {
  const auto zone = text::find_zone(source.timezone);
  NormalizeContext context;
  context.dates = {zone.get(), source.ignore_offset};
  context.future_dates = source.future_dates;
  context.now = kNow;
  if (source.has_first_seen) context.first_seen = kNow;
  ParsedEntry entry;
  entry.dates = dates;
  return choose_dates(entry, context);
}

const char* spelled(DateFrom from) {
  switch (from) {
    case DateFrom::Published:
      return " published";
    case DateFrom::Updated:
      return " updated";
    case DateFrom::DublinCore:
      return " dc";
    case DateFrom::Meta:
      return " meta";
    case DateFrom::FirstSeen:
      return " first-seen";
    default:
      return "";
  }
}

// "2024-10-24T12:00:00Z published day 2024-10-24 updated 2024-10-25T08:00:00Z warned"
std::string described(const EntryDates& dates) {
  std::string line = dates.published ? to_rfc3339(*dates.published) : "none";
  line += spelled(dates.from);
  if (dates.day) line += " day " + to_iso_day(*dates.day);
  if (dates.updated) line += " updated " + to_rfc3339(*dates.updated);
  if (dates.announced) line += " announces " + to_rfc3339(dates.announced->instant);
  if (!dates.warnings.empty()) line += " warned";
  return line;
}

struct Case {
  const char* name;
  std::vector<ParsedDate> dates;
  Source source;
  std::string expected;
};

void expect_chosen(std::span<const Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const EntryDates dates = chosen(c.dates, c.source);
    EXPECT_EQ(described(dates), c.expected);
    EXPECT_EQ(dates.precision == DatePrecision::Day, dates.day.has_value());
  }
}

std::vector<ParsedDate> published(const char* text) { return {{DateRole::Published, text}}; }

TEST(ChooseDates, BelievesADateUpToADayAhead) {
  const std::string warned = std::string(kFirstSeen) + " warned";
  const Case cases[] = {
      {"now", published("2024-10-25T09:00:00Z"), {}, "2024-10-25T09:00:00Z published"},
      {"a day ahead", published("2024-10-26T09:00:00Z"), {}, "2024-10-26T09:00:00Z published"},
      {"a second more", published("2024-10-26T09:00:01Z"), {}, warned},
      {"a day ahead in its own offset", published("2024-10-26T14:00:00+05:00"), {}, "2024-10-26T09:00:00Z published"},
      {"more than a day in its own offset", published("2024-10-26T09:00:00-05:00"), {}, warned},
      {"tomorrow as a day", published("2024-10-26"), {}, "2024-10-25T09:00:00Z published day 2024-10-26"},
      {"the day after", published("2024-10-27"), {}, warned},
      {"tomorrow as a day, far in the west",
       published("2024-10-26T00:00:00-11:00"),
       {},
       "2024-10-25T09:00:00Z published day 2024-10-26"},
      {"the last of all years", published("9999-12-31T23:59:59Z"), {}, warned},
  };
  expect_chosen(cases);
}

TEST(ChooseDates, BelievesNothingBefore1990) {
  const std::string warned = std::string(kFirstSeen) + " warned";
  const Case cases[] = {
      {"its first second", published("1990-01-01T00:00:01Z"), {}, "1990-01-01T00:00:01Z published"},
      {"its first day", published("1990-01-01"), {}, "1990-01-01T12:00:00Z published day 1990-01-01"},
      {"the second before", published("1989-12-31T23:59:59Z"), {}, warned},
      {"its first day, east of Greenwich",
       published("1990-01-01T00:00:00+02:00"),
       {},
       "1990-01-01T12:00:00Z published day 1990-01-01"},
      {"1970", published("Thu, 01 Jan 1970 00:00:00 GMT"), {}, warned},
      {"the year 1", published("0001-01-01T00:00:00Z"), {}, warned},
      {"also where the source means events", published("1970-01-01"), {"", false, FutureDates::Event}, warned},
  };
  expect_chosen(cases);
}

TEST(ChooseDates, TakesADateWithoutATimeForItsDay) {
  const Case cases[] = {
      {"no time", published("2024-10-24"), {}, "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"midnight", published("2024-10-24T00:00:00Z"), {}, "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"midnight in the east",
       published("2024-10-24T00:00:00+09:00"),
       {},
       "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"midnight in the west",
       published("2024-10-24T00:00:00-08:00"),
       {},
       "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"midnight of Greenwich elsewhere", published("2024-10-24T02:00:00+02:00"), {}, "2024-10-24T00:00:00Z published"},
      {"a second past midnight", published("2024-10-24T00:00:01Z"), {}, "2024-10-24T00:00:01Z published"},
      {"24:00 is a time of day", published("2024-10-23T24:00:00Z"), {}, "2024-10-24T00:00:00Z published"},
      {"the source's zone moves no day",
       published("2024-10-24"),
       {"America/Los_Angeles"},
       "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"nor does one east",
       published("2024-10-24"),
       {"Pacific/Auckland"},
       "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"a noon that is still ahead", published("2024-10-25"), {}, "2024-10-25T09:00:00Z published day 2024-10-25"},
      {"and without a first seen",
       published("2024-10-25"),
       {"", false, FutureDates::FirstSeen, false},
       "2024-10-25T12:00:00Z published day 2024-10-25"},
      {"an update has its noon, too",
       {{DateRole::Published, "2024-10-20T01:00:00Z"}, {DateRole::Updated, "2024-10-24"}},
       {},
       "2024-10-20T01:00:00Z published updated 2024-10-24T12:00:00Z"},
  };
  expect_chosen(cases);
}

TEST(ChooseDates, SaysWhatOfADateIsAGuess) {
  struct Doubtful {
    const char* text;
    const char* warning;
  };
  const Doubtful cases[] = {
      {"03/04/2024", "whether the day or the month comes first in the date '03/04/2024' is a guess"},
      {"Fri, 24 Oct 2024 12:00 GMT", "the weekday in the date 'Fri, 24 Oct 2024 12:00 GMT' is not that of its day"},
      {"24 Oct 2024 12:00 XYZT", "the time zone in the date '24 Oct 2024 12:00 XYZT' is not known"},
      {"24 Oct 2024 12:00 (XYZ)", "the time zone in the date '24 Oct 2024 12:00 (XYZ)' is not known"},
      {"24 Oct 2024 12:00", ""},
      {"24.10.2024 12:00 Uhr", ""},
      {"24 OCT 2024 12:00 EST", ""},
      {"2024-10-24 12:00 THU", ""},
      {"12:00 2024 24 OCT", ""},
      {"2024-10-24 12:00:00Z", ""},
  };
  for (const Doubtful& c : cases) {
    SCOPED_TRACE(c.text);
    const EntryDates dates = chosen(published(c.text), {});
    EXPECT_EQ(dates.warnings.empty() ? "" : dates.warnings.front(), c.warning);
    EXPECT_NE(dates.from, DateFrom::FirstSeen);
  }
  EXPECT_TRUE(chosen(published("03/04/2024"), {"Europe/Paris"}).warnings.empty());
  EXPECT_TRUE(chosen(published("24 Oct 2024 12:00 XYZT"), {"Europe/Paris", true}).warnings.empty());
}

TEST(ChooseDates, ReadsDatesThatWereEscapedTwice) {
  const Case cases[] = {
      {"a month", published("24 ao&ucirc;t 2024"), {}, "2024-08-24T12:00:00Z published day 2024-08-24"},
      {"spaces", published("24&nbsp;Oct&#160;2024 15:00 GMT"), {}, "2024-10-24T15:00:00Z published"},
      {"an ampersand", published("24 Oct 2024 & 15:00 GMT"), {}, "2024-10-24T15:00:00Z published"},
      {"far too many", published(std::string(100'000, '&').c_str()), {}, std::string(kFirstSeen) + " warned"},
  };
  expect_chosen(cases);
}

TEST(ChooseDates, ReadsOffsetsAsTheSourceIsConfigured) {
  const Case cases[] = {
      {"no offset is UTC", published("2024-10-24 12:00:00"), {}, "2024-10-24T12:00:00Z published"},
      {"or the source's zone",
       published("2024-10-24 12:00:00"),
       {"America/New_York"},
       "2024-10-24T16:00:00Z published"},
      {"in winter, too", published("2024-01-24 12:00:00"), {"America/New_York"}, "2024-01-24T17:00:00Z published"},
      {"an offset is believed",
       published("2024-10-24T12:00:00Z"),
       {"America/New_York"},
       "2024-10-24T12:00:00Z published"},
      {"unless it is wrong",
       published("2024-10-24T12:00:00Z"),
       {"America/New_York", true},
       "2024-10-24T16:00:00Z published"},
      {"as a name, too",
       published("Thu, 24 Oct 2024 12:00:00 GMT"),
       {"America/New_York", true},
       "2024-10-24T16:00:00Z published"},
      {"a wrong midnight is a day",
       published("2024-10-24T00:00:00Z"),
       {"America/New_York", true},
       "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"without a zone it is UTC",
       published("2024-10-24T12:00:00+09:00"),
       {"", true},
       "2024-10-24T12:00:00Z published"},
      {"a zone by its name in the database",
       published("Thu, 24 Oct 2024 15:00:00 America/New_York"),
       {},
       "2024-10-24T19:00:00Z published"},
      {"in winter, too", published("24 Dec 2023 15:00 Europe/London"), {}, "2023-12-24T15:00:00Z published"},
      {"by an old name", published("2024-10-24 15:00 US/Eastern"), {}, "2024-10-24T19:00:00Z published"},
      {"of three parts",
       published("2024-10-24 15:00 America/Argentina/Buenos_Aires"),
       {},
       "2024-10-24T18:00:00Z published"},
      {"in brackets", published("2024-10-24T15:00:00[Europe/Berlin]"), {}, "2024-10-24T13:00:00Z published"},
      {"whose sign is the other way round",
       published("Thu, 24 Oct 2024 15:00:00 Etc/GMT-2"),
       {},
       "2024-10-24T13:00:00Z published"},
      {"it tells how figures are written",
       published("3/4/2024 15:00 Europe/London"),
       {},
       "2024-04-03T14:00:00Z published"},
      {"it moves no day",
       published("2024-10-24 Pacific/Auckland"),
       {},
       "2024-10-24T12:00:00Z published day 2024-10-24"},
      {"before the source's zone",
       published("2024-10-24 15:00 Europe/Berlin"),
       {"America/New_York"},
       "2024-10-24T13:00:00Z published"},
      {"after an offset", published("2024-10-24T15:00:00+05:00[Europe/Berlin]"), {}, "2024-10-24T10:00:00Z published"},
      {"unless zones are wrong",
       published("2024-10-24T15:00:00 Europe/Berlin"),
       {"America/New_York", true},
       "2024-10-24T19:00:00Z published"},
      {"a name that the database does not have",
       published("24/Oct/2024 15:00 Europe/Nowhere"),
       {},
       "2024-10-24T15:00:00Z published"},
      {"in the hour that does not exist",
       published("2024-03-10 02:30:00"),
       {"America/New_York"},
       "2024-03-10T07:30:00Z published"},
      {"in the hour that comes twice",
       published("2024-11-03 01:30:00"),
       {"America/New_York", false, FutureDates::FirstSeen, false},
       "none warned"},
  };
  expect_chosen(cases);
}

TEST(ChooseDates, DoesWithAFutureDateAsTheSourceSays) {
  const std::string warned = std::string(kFirstSeen) + " warned";
  const std::vector<ParsedDate> future = published("2024-12-24T18:00:00Z");
  const std::vector<ParsedDate> future_but_updated = {{DateRole::Published, "2024-12-24T18:00:00Z"},
                                                      {DateRole::Updated, "2024-10-24T18:00:00Z"}};
  const Case cases[] = {
      {"first seen", future, {}, warned},
      {"event", future, {"", false, FutureDates::Event}, std::string(kFirstSeen) + " announces 2024-12-24T18:00:00Z"},
      {"parse leaves it out", future, {"", false, FutureDates::FirstSeen, false}, "none warned"},
      {"another date that can be believed",
       future_but_updated,
       {},
       "2024-10-24T18:00:00Z updated updated 2024-10-24T18:00:00Z warned"},
  };
  expect_chosen(cases);
}

TEST(ChooseDates, PrefersAPublicationToAnEdit) {
  const ParsedDate first{DateRole::Published, "2024-10-20T01:00:00Z"};
  const ParsedDate core{DateRole::DublinCore, "2024-10-21T01:00:00Z"};
  const ParsedDate meta{DateRole::Meta, "2024-10-19T01:00:00Z"};
  const ParsedDate created{DateRole::Created, "2024-10-22T01:00:00Z"};
  const ParsedDate edited{DateRole::Updated, "2024-10-23T01:00:00Z"};
  const ParsedDate unreadable{DateRole::Published, "soon"};
  const ParsedDate empty{DateRole::Published, ""};
  const Case cases[] = {
      {"all", {edited, created, core, first}, {}, "2024-10-20T01:00:00Z published updated 2024-10-23T01:00:00Z"},
      {"no publication", {edited, created, core}, {}, "2024-10-21T01:00:00Z dc updated 2024-10-23T01:00:00Z"},
      {"nor Dublin Core", {edited, created}, {}, "2024-10-22T01:00:00Z published updated 2024-10-23T01:00:00Z"},
      {"only an edit", {edited}, {}, "2024-10-23T01:00:00Z updated updated 2024-10-23T01:00:00Z"},
      {"beside it on a page", {meta}, {}, "2024-10-19T01:00:00Z meta"},
      {"on a page, and beside it", {meta, first}, {}, "2024-10-20T01:00:00Z published"},
      {"the first that can be read", {unreadable, first}, {}, "2024-10-20T01:00:00Z published warned"},
      {"an empty one is none", {empty}, {}, kFirstSeen},
      {"none", {}, {}, kFirstSeen},
      {"none, in parse", {}, {"", false, FutureDates::FirstSeen, false}, "none"},
      {"30 February", published("2024-02-30"), {}, std::string(kFirstSeen) + " warned"},
  };
  expect_chosen(cases);
}

TEST(ChooseDates, KeepsTheWordsOfTheDateThatItTook) {
  const EntryDates dates = chosen(published("Thu, 24 Oct 2024 12:00:00 GMT"), {});
  EXPECT_EQ(dates.text, "Thu, 24 Oct 2024 12:00:00 GMT");
  EXPECT_EQ(chosen(published("soon"), {}).text, "");
}

TEST(HeadDate, IsTheFirstThatCanBeBelieved) {
  NormalizeContext context;
  context.now = kNow;
  const std::vector<ParsedDate> dates = {{DateRole::Updated, "2999-01-01"},
                                         {DateRole::Published, "2024-10-20T01:00:00Z"},
                                         {DateRole::Updated, "2024-10-24T01:00:00Z"}};
  EXPECT_EQ(to_rfc3339(head_date(dates, DateRole::Updated, context).value()), "2024-10-24T01:00:00Z");
  EXPECT_EQ(to_rfc3339(head_date(dates, DateRole::Published, context).value()), "2024-10-20T01:00:00Z");
  EXPECT_FALSE(head_date(dates, DateRole::DublinCore, context));
}

}  // namespace
}  // namespace commonplace::normalize
