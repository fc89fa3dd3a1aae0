#include "date/duration.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace commonplace::date {
namespace {

using namespace std::chrono_literals;

TEST(ParseDuration, ReadsWhatCalendarsWrite) {
  EXPECT_EQ(parse_duration("PT1H30M"), 90min);
  EXPECT_EQ(parse_duration("PT90M"), 90min);
  EXPECT_EQ(parse_duration("pt45s"), 45s);
  EXPECT_EQ(parse_duration(" +P1DT12H "), 36h);
  EXPECT_EQ(parse_duration("P2D"), 48h);
  EXPECT_EQ(parse_duration("P1W"), 168h);
  EXPECT_EQ(parse_duration("PT0S"), 0s);
}

TEST(ParseDuration, RefusesWhatHasNoLength) {
  for (const char* text : {"", "P", "PT", "-PT1H", "P1M", "P1Y", "1H", "PT1", "PT1D", "P1H", "PTH", "P1D2", "PT1.5H",
                           "P99999999D", "P999999999999999999999W", "PT1H junk"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

RC_GTEST_PROP(ParseDuration, SurvivesAnyBytes, (const std::string& text)) {
  const auto length = parse_duration("P" + text);
  if (length) RC_ASSERT(*length >= 0s && *length <= std::chrono::days{10'000});
}

}  // namespace
}  // namespace commonplace::date
