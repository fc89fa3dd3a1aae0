#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "commonplace/time.h"

namespace commonplace {
namespace {

using namespace std::chrono_literals;

// The reading as one line: instant, "day" with the calendar day where there was no time of day.
std::string read(std::string_view text, const DateRules& rules = {}) {
  const auto reading = parse_date(text, rules);
  if (!reading) return "none";
  std::string line = to_rfc3339(reading->instant);
  if (reading->precision == DatePrecision::Day) line += " day " + to_iso_day(reading->day);
  return line;
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(ParseDate, ReadsRfc3339AndItsParts) {
  const Case cases[] = {
      {"2024-10-24T12:30:05Z", "2024-10-24T12:30:05Z"},
      {"2024-10-24T12:30:05.123Z", "2024-10-24T12:30:05Z"},
      {"2024-10-24T12:30:05+02:00", "2024-10-24T10:30:05Z"},
      {"2024-10-24t12:30:05z", "2024-10-24T12:30:05Z"},
      {"2024-10-24T12:30Z", "2024-10-24T12:30:00Z"},
      {"2024-10-24T12:30:05-0500", "2024-10-24T17:30:05Z"},
      {"2024-10-24T12:30:05", "2024-10-24T12:30:05Z"},
      {"2024-10-24 12:30:05", "2024-10-24T12:30:05Z"},
      {"2024-10-24 12:30:05.0", "2024-10-24T12:30:05Z"},
      {"2024-10-24 12:30:05 +0200", "2024-10-24T10:30:05Z"},
      {"2024-10-24 12:30:05 UTC", "2024-10-24T12:30:05Z"},
      {"2024-10-24", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"2024-10", "2024-10-01T00:00:00Z day 2024-10-01"},
      {"2024", "2024-01-01T00:00:00Z day 2024-01-01"},
      {"20241024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"20241024T123005Z", "2024-10-24T12:30:05Z"},
      {"2024-298", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"2024-10-24T24:00:00Z", "2024-10-25T00:00:00Z"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
      {"2024-10-24T00:00:00+02:00", "2024-10-23T22:00:00Z day 2024-10-24"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z day 0001-01-01"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(read(c.text), c.expected);
  }
}

TEST(ParseDate, ReadsRfc822AndItsMistakes) {
  const Case cases[] = {
      {"Thu, 24 Oct 2024 12:30:05 +0000", "2024-10-24T12:30:05Z"},
      {"Thu, 24 Oct 2024 12:30:05 GMT", "2024-10-24T12:30:05Z"},
      {"Thu, 24 Oct 2024 00:00:00 +0000", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"Thu, 24 Oct 2024 00:00:00 -0700", "2024-10-24T07:00:00Z day 2024-10-24"},
      {"24 Oct 2024 12:30 EST", "2024-10-24T17:30:00Z"},
      {"24 Oct 24 12:30:05 PDT", "2024-10-24T19:30:05Z"},
      {"Thu,24 Oct 2024 12:30:05 +02:00", "2024-10-24T10:30:05Z"},
      {"Thu, 24-Oct-2024 12:30:05 GMT", "2024-10-24T12:30:05Z"},
      {"Thursday, 24-Oct-24 12:30:05 GMT", "2024-10-24T12:30:05Z"},
      {"Thu Oct 24 12:30:05 2024", "2024-10-24T12:30:05Z"},
      {"Thu Oct 24 12:30:05 EST 2024", "2024-10-24T17:30:05Z"},
      {"Mon, 24 Oct 2024 12:30:05 +0000", "2024-10-24T12:30:05Z"},
      {"Thu, 24 October 2024 12:30:05 +0000 (UTC)", "2024-10-24T12:30:05Z"},
      {"Thu, 24 Oct 2024 9:05 +1", "2024-10-24T08:05:00Z"},
      {"24 Oct 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"Thu, 24 Oct 2024 12:30:05 GMT+02:00", "2024-10-24T10:30:05Z"},
      {"Thu, 24 Oct 2024 12:30:05 CEST", "2024-10-24T10:30:05Z"},
      {"1 Jan 70 00:00:01 GMT", "1970-01-01T00:00:01Z"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(read(c.text), c.expected);
  }
}

TEST(ParseDate, ReadsWhatPeopleWrite) {
  const Case cases[] = {
      {"October 24, 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"Oct 24th, 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"October 24, 2024 3:05 PM EST", "2024-10-24T20:05:00Z"},
      {"October 24, 2024 at 12:05 am", "2024-10-24T00:05:00Z"},
      {"24. Oktober 2024, 14:30 Uhr", "2024-10-24T14:30:00Z"},
      {"24 octobre 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"1er février 2024", "2024-02-01T00:00:00Z day 2024-02-01"},
      {"3 août 2024", "2024-08-03T00:00:00Z day 2024-08-03"},
      {"24 de octubre de 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"24 ottobre 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"24 maart 2024", "2024-03-24T00:00:00Z day 2024-03-24"},
      {"3. März 2024", "2024-03-03T00:00:00Z day 2024-03-03"},
      {"24 października 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"24 октября 2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
      {"2024年10月24日", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"2004년 05월 28일  오후 11:31:58", "2004-05-28T23:31:58Z"},
      {"2004-05-28 오후 11:31:58", "2004-05-28T23:31:58Z"},
      {"24.10.2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"24.10.2024 14:30", "2024-10-24T14:30:00Z"},
      {"24-10-2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"10/24/2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"24/10/2024", "2024-10-24T00:00:00Z day 2024-10-24"},
      {"03/04/2024", "2024-03-04T00:00:00Z day 2024-03-04"},
      {"2024/10/24 08:14:02", "2024-10-24T08:14:02Z"},
      {"1729772405", "2024-10-24T12:20:05Z"},
      {"1729772405123", "2024-10-24T12:20:05Z"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(read(c.text), c.expected);
  }
}

TEST(ParseDate, RefusesWhatIsNoDate) {
  const std::string long_digits(100'000, '7');
  const std::string long_word(100'000, 'x');
  const char* cases[] = {"",
                         "soon",
                         "2024-02-30",
                         "2024-13-01",
                         "31 June 2024",
                         "10000-01-01",
                         "0000-01-01",
                         "Thu",
                         "24 Oct",
                         "24",
                         "1/2",
                         "2024-10-24T25:00:00Z",
                         "99/99/2024",
                         "-1-1-1",
                         long_digits.c_str(),
                         long_word.c_str(),
                         "2023-02-29T10:00:00Z",
                         "24 Foo 2024"};
  for (const char* text : cases) {
    SCOPED_TRACE(std::string(text).substr(0, 60));
    EXPECT_EQ(read(text), "none");
  }
}

TEST(ParseDate, SaysWhetherItWasRepaired) {
  EXPECT_FALSE(parse_date("2024-10-24T12:30:05Z")->repaired);
  EXPECT_FALSE(parse_date("Thu, 24 Oct 2024 12:30:05 +0000")->repaired);
  EXPECT_TRUE(parse_date("24.10.2024")->repaired);
}

class FixedZone final : public TimeZone {
 public:
  explicit FixedZone(std::chrono::seconds offset) : offset_(offset) {}
  std::chrono::seconds offset_at_local(std::chrono::local_seconds) const override { return offset_; }
  std::chrono::seconds offset_at(Timestamp) const override { return offset_; }

 private:
  std::chrono::seconds offset_;
};

TEST(ParseDate, UsesTheLocalZoneWhereThereIsNoOffset) {
  const FixedZone zone(-5h);
  EXPECT_EQ(read("2024-10-24 12:00:00", {&zone, false}), "2024-10-24T17:00:00Z");
  EXPECT_EQ(read("2024-10-24 12:00:00Z", {&zone, false}), "2024-10-24T12:00:00Z");
  EXPECT_EQ(read("2024-10-24 12:00:00Z", {&zone, true}), "2024-10-24T17:00:00Z");
}

RC_GTEST_PROP(ParseDate, ReadsBackWhatIsFormatted, ()) {
  const auto seconds = *rc::gen::inRange<std::int64_t>(-62135596800, 253402300799);
  const Timestamp time{std::chrono::seconds{seconds}};
  for (const std::string& text : {to_rfc3339(time), to_rfc822(time), to_http_date(time)}) {
    const auto reading = parse_date(text);
    RC_ASSERT(reading.has_value());
    RC_ASSERT(reading->instant == time);
    RC_ASSERT(!reading->repaired);
  }
}

RC_GTEST_PROP(ParseDate, SurvivesAnyBytes, (const std::string& text)) {
  const auto reading = parse_date(text);
  if (reading) RC_ASSERT(reading->day.ok());
}

TEST(FormatDate, WritesTheFormsThatAreAskedFor) {
  const Timestamp time{std::chrono::sys_days{std::chrono::year{2024} / 10 / 24} + 9h + 5min + 3s};
  EXPECT_EQ(to_rfc3339(time), "2024-10-24T09:05:03Z");
  EXPECT_EQ(to_rfc822(time), "Thu, 24 Oct 2024 09:05:03 +0000");
  EXPECT_EQ(to_http_date(time), "Thu, 24 Oct 2024 09:05:03 GMT");
  EXPECT_EQ(to_iso_day(std::chrono::year{2024} / 10 / 4), "2024-10-04");
}

}  // namespace
}  // namespace commonplace
