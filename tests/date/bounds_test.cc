// Any bytes as a date: the same answer each time, in the calendar, for no more memory than the text, in linear time.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "commonplace/time.h"
#include "date/allocations.h"

namespace commonplace::date {
namespace {

constexpr std::size_t kLongestDate = 200;  // a longer text is none, and costs nothing

std::size_t cost(std::string_view text) {
  const std::size_t before = allocated_bytes();
  (void)parse_date(text);
  return allocated_bytes() - before;
}

RC_GTEST_PROP(ParseDate, SurvivesAnyBytes, (const std::string& text)) {
  const auto reading = parse_date(text);
  RC_ASSERT(reading == parse_date(text));
  if (!reading) return;
  RC_ASSERT(reading->day.ok());
  RC_ASSERT(reading->day.year() >= std::chrono::year{1} && reading->day.year() <= std::chrono::year{9999});
}

RC_GTEST_PROP(ParseDate, AllocatesInProportionToShortTexts, (const std::string& text)) {
  RC_ASSERT(cost(text) <= 8 * std::min(text.size(), kLongestDate));
}

// Any sequence of what dates are made of.
RC_GTEST_PROP(ParseDate, SurvivesAnyPieces, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "24", "10", "2024", "99999", "0", "Oct", "Thu", ":", "-", "/", ".", ",", " ", "+", "T", "Z", "GMT", "pm", "12:30",
      "年", "月", "오후", "9223372036854775807", "h", "'", "24:00", "60", "W43", "mar"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  const auto reading = parse_date(text);
  RC_ASSERT(reading == parse_date(text));
  if (reading) RC_ASSERT(reading->day.ok());
}

TEST(ParseDate, AllocatesLittleForTheWorstOfTexts) {
  EXPECT_GT(cost("Thursday, 24 October 2024 12:30:05 +0000"), 0u);       // the count counts
  EXPECT_LE(cost(std::string(kLongestDate, '\xE5')), 8 * kLongestDate);  // each byte becomes U+FFFD
}

TEST(ParseDate, IsNotImpressedByLongTexts) {
  for (const char piece : {'7', '0', 'x', ' ', '-', ':', '+', '.', '\xE5'}) {
    const std::string text(100'000, piece);
    EXPECT_FALSE(parse_date(text));
    EXPECT_EQ(cost(text), 0u);
  }
}

TEST(ParseDate, NeverWraps) {
  for (const char* text : {"9223372036854775807", "9223372036854775808", "18446744073709551615", "99999-01-01",
                           "99999-12-31T23:59:59Z", "2147483648-01-01", "24 Oct 99999", "24 Oct 2147483648",
                           "2024-10-24T99999999999:00Z", "2024-10-24T12:00+99999999999", "99999999999 Oct 2024"}) {
    SCOPED_TRACE(text);
    const auto reading = parse_date(text);
    EXPECT_TRUE(!reading || reading->day.year() <= std::chrono::year{9999});
  }
  EXPECT_FALSE(parse_date("99999-01-01"));
  EXPECT_FALSE(parse_date("24 Oct 99999"));
}

}  // namespace
}  // namespace commonplace::date
