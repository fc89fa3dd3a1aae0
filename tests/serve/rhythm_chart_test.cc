#include "serve/rhythm_chart.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
  return found;
}

TEST(RhythmChart, HasABarAnHourAndADay) {
  Rhythm rhythm;
  rhythm.hours[10] = 4;
  rhythm.hours[23] = 2;
  rhythm.days[1] = 6;
  const std::string charts = rhythm_charts(rhythm).html;
  EXPECT_EQ(count(charts, "<rect"), 24u + 7u);
  EXPECT_EQ(count(charts, "class=\"bar\""), 3u);
  EXPECT_NE(charts.find(R"(<rect class="bar" x="120" y="0" width="9" height="60"/>)"), std::string::npos) << charts;
  EXPECT_NE(charts.find(R"(<rect class="bar" x="276" y="30" width="9" height="30"/>)"), std::string::npos);
}

TEST(RhythmChart, TellsItsBarsInWords) {
  Rhythm rhythm;
  rhythm.hours[9] = 4;
  rhythm.hours[14] = 1;
  rhythm.days[0] = 5;
  const std::string charts = rhythm_charts(rhythm).html;
  EXPECT_EQ(count(charts, "role=\"img\""), 2u);
  EXPECT_NE(charts.find("By the hour of the day (UTC): 09:00: 4, 14:00: 1</title>"), std::string::npos) << charts;
  EXPECT_NE(charts.find("By the day of the week (UTC): Sunday: 5</title>"), std::string::npos);
}

// The page's policy lets no style stand in it, and no script.
TEST(RhythmChart, NeedsNothingButTheStyleSheet) {
  Rhythm rhythm;
  rhythm.hours.fill(15);
  const std::string charts = rhythm_charts(rhythm).html;
  EXPECT_EQ(count(charts, "style="), 0u);
  EXPECT_EQ(count(charts, "<script"), 0u);
  EXPECT_EQ(count(charts, "<svg"), 1u) << "nothing is known of the days";
}

TEST(RhythmChart, IsNotThereBeforeSomethingIsKnown) { EXPECT_TRUE(rhythm_charts({}).empty()); }

}  // namespace
}  // namespace commonplace::serve
