#include "text/zone.h"

#include <gtest/gtest.h>

namespace commonplace::text {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

local_seconds local(year_month_day day, seconds time) { return local_days(day) + time; }

TEST(FindZone, KnowsTheNamesOfTheDatabase) {
  for (const char* name : {"America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "UTC", "Etc/UTC", "US/Pacific"}) {
    EXPECT_NE(find_zone(name), nullptr) << name;
  }
}

TEST(FindZone, GivesNothingForOtherNames) {
  for (const char* name : {"", "Nowhere/City", "GMT+5", "Etc/Unknown", "america/los angeles", "\xFF"}) {
    EXPECT_EQ(find_zone(name), nullptr) << name;
  }
  EXPECT_EQ(find_zone(std::string(100'000, 'x')), nullptr);
}

TEST(FindWindowsZone, KnowsTheNamesOfWindows) {
  const auto zone = find_windows_zone("Eastern Standard Time");
  ASSERT_NE(zone, nullptr);
  EXPECT_EQ(zone->offset_at(sys_days(2024y / July / 1)), -4h);
  for (const char* name : {"", "Nowhere Standard Time", "America/New_York", "\xFF"}) {
    EXPECT_EQ(find_windows_zone(name), nullptr) << name;
  }
}

TEST(NamedZone, KnowsWhenClocksChange) {
  const auto zone = find_zone("America/Los_Angeles");
  ASSERT_NE(zone, nullptr);
  EXPECT_EQ(zone->offset_at(sys_days(2024y / July / 1)), -7h);
  EXPECT_EQ(zone->offset_at(sys_days(2024y / December / 1)), -8h);
  EXPECT_EQ(zone->offset_at(sys_days(2024y / March / 10) + 9h + 59min), -8h);
  EXPECT_EQ(zone->offset_at(sys_days(2024y / March / 10) + 10h), -7h);
}

TEST(NamedZone, TakesTheOffsetBeforeTheChangeInGapsAndOverlaps) {
  const auto zone = find_zone("America/Los_Angeles");
  ASSERT_NE(zone, nullptr);
  EXPECT_EQ(zone->offset_at_local(local(2024y / March / 10, 2h + 30min)), -8h) << "this local time does not exist";
  EXPECT_EQ(zone->offset_at_local(local(2024y / November / 3, 1h + 30min)), -7h) << "this local time comes twice";
  EXPECT_EQ(zone->offset_at_local(local(2024y / November / 3, 2h)), -8h);
  EXPECT_EQ(zone->offset_at_local(local(2024y / July / 1, 12h)), -7h);
}

TEST(NamedZone, KnowsHalfHours) {
  const auto zone = find_zone("Asia/Kolkata");
  ASSERT_NE(zone, nullptr);
  EXPECT_EQ(zone->offset_at_local(local(2024y / July / 1, 12h)), 5h + 30min);
}

}  // namespace
}  // namespace commonplace::text
