#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "date/forms.h"
#include "date/reading.h"

namespace commonplace::date {
namespace {

using namespace std::chrono_literals;

TEST(ParseDate, SaysWhetherItWasRepaired) {
  struct Case {
    const char* text;
    bool repaired;
  };
  const Case cases[] = {
      {"2024-10-24T12:30:05Z", false},
      {"2024-10", false},
      {"2024-298", false},
      {"Thu, 24 Oct 2024 12:30:05 +0000", false},
      {"24 Oct 24 12:30 EST", false},
      {"Thursday, 24-Oct-24 12:30:05 GMT", false},
      {"Thu Oct 24 12:30:05 2024", false},
      {"Fri, 24 Oct 2024 12:30:05 +0000", true},  // it was a Thursday
      {"Thu, 24 Oct 2024 12:30:05 CEST", true},
      {"Thu, 24 Oct 2024", true},
      {"Thu, 24 Oct 2024 12:30:05", true},
      {"thu, 24 oct 2024 12:30:05 gmt", true},
      {"2024-10-24 12:30:05Z", true},
      {"24.10.2024", true},
      {"1729772405", true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto reading = parse_date(c.text);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->repaired, c.repaired);
  }
}

TEST(ParseDate, UsesTheLocalZoneWhereThereIsNoOffset) {
  const FixedZone zone(-5h);
  EXPECT_EQ(read("2024-10-24 12:00:00", {&zone, false}), "2024-10-24T17:00:00Z");
  EXPECT_EQ(read("2024-10-24 12:00:00Z", {&zone, false}), "2024-10-24T12:00:00Z");
  EXPECT_EQ(read("2024-10-24", {&zone, false}), "2024-10-24T05:00:00Z day 2024-10-24");
  EXPECT_FALSE(parse_date("2024-10-24 12:00:00", {&zone, false})->has_offset);
  EXPECT_TRUE(parse_date("2024-10-24 12:00:00Z", {&zone, false})->has_offset);
  EXPECT_FALSE(parse_date("2024-10-24 12:00:00")->has_offset);
}

TEST(ParseDate, IgnoresOffsetsThatAreKnownToBeWrong) {
  const FixedZone zone(-5h);
  EXPECT_EQ(read("2024-10-24 12:00:00Z", {&zone, true}), "2024-10-24T17:00:00Z");
  EXPECT_EQ(read("Thu, 24 Oct 2024 12:00:00 +0900", {nullptr, true}), "2024-10-24T12:00:00Z");
  EXPECT_FALSE(parse_date("2024-10-24 12:00:00Z", {&zone, true})->has_offset);
}

TEST(IsSpecifiedForm, KeepsToTheLetter) {
  for (const char* text :
       {"Thu, 24 Oct 2024 12:30:05 +0000", "24 Oct 2024 12:30 A", "1 Jan 70 00:00 PST", "Sun Jan  4 16:29:06 2004"}) {
    EXPECT_TRUE(is_specified_form(text)) << text;
  }
  for (const char* text : {"", "Thu", "Thu, 24 Oct 2024 12:30:05 +0000x", "24 Oct 124 12:30 GMT", "24 Oct 2024 12:30 J",
                           "24 Oct 2024 9:30 GMT", "24 Oct 2024 12:30 +00:00", "Thursday, 24 Oct 2024 12:30 GMT"}) {
    EXPECT_FALSE(is_specified_form(text)) << text;
  }
}

TEST(FormatDate, WritesTheFormsThatAreAskedFor) {
  const Timestamp time{std::chrono::sys_days{std::chrono::year{2024} / 10 / 24} + 9h + 5min + 3s};
  EXPECT_EQ(to_rfc3339(time), "2024-10-24T09:05:03Z");
  EXPECT_EQ(to_rfc822(time), "Thu, 24 Oct 2024 09:05:03 +0000");
  EXPECT_EQ(to_http_date(time), "Thu, 24 Oct 2024 09:05:03 GMT");
  EXPECT_EQ(to_iso_day(std::chrono::year{2024} / 10 / 4), "2024-10-04");
  EXPECT_EQ(to_rfc3339(Timestamp{-1s}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(to_iso_day(std::chrono::year{33} / 4 / 3), "0033-04-03");
}

RC_GTEST_PROP(ParseDate, ReadsBackWhatIsFormatted, ()) {
  const Timestamp time{std::chrono::seconds{*rc::gen::inRange<std::int64_t>(-62135596800, 253402300800)}};
  for (const std::string& text : {to_rfc3339(time), to_rfc822(time), to_http_date(time)}) {
    const auto reading = parse_date(text);
    RC_ASSERT(reading.has_value());
    RC_ASSERT(reading->instant == time);
    RC_ASSERT(!reading->repaired);
    RC_ASSERT(reading->has_offset);
  }
  const auto day = parse_date(to_iso_day(std::chrono::floor<std::chrono::days>(time)));
  RC_ASSERT(day && day->instant == std::chrono::floor<std::chrono::days>(time));
  RC_ASSERT(day->precision == DatePrecision::Day && !day->repaired);
}

void expect_sound(std::string_view text) {
  const auto reading = parse_date(text);
  if (!reading) return;
  RC_ASSERT(reading->day.ok());
  RC_ASSERT(to_rfc3339(reading->instant).size() == 20);
}

RC_GTEST_PROP(ParseDate, SurvivesAnyBytes, (const std::string& text)) { expect_sound(text); }

// Texts made of what dates are made of find more than random bytes do.
RC_GTEST_PROP(ParseDate, SurvivesAnyMixtureOfPieces, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "2024", "24", "1", "012", "0", "99", "20241024", "Oct", "mar", "Thu", "12:30", "12:30:05.5", "24:00", "0:0", "T",
      "Z", "GMT", "+", "-", "+0200", "-99:99", "/", ".", ",", " ", "(", ")", "pm", "오후", "年", "月", "日", "時", "th",
      "h", "W43", "\u202F", "\xFF", "é", "at", "août"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  expect_sound(text);
}

}  // namespace
}  // namespace commonplace::date
