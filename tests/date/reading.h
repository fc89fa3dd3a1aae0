// How the tests here write down a reading, and tables of texts and readings.

#pragma once

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>

#include "commonplace/time.h"

namespace commonplace::date {

struct Case {
  std::string_view text;
  std::string_view expected;
};

// "2024-10-24T12:30:05Z"; "2024-10-24T00:00:00Z day 2024-10-24" where there is no time of day; or "none".
inline std::string read(std::string_view text, const DateRules& rules = {}) {
  const auto reading = parse_date(text, rules);
  if (!reading) return "none";
  std::string line = to_rfc3339(reading->instant);
  if (reading->precision == DatePrecision::Day) line += " day " + to_iso_day(reading->day);
  return line;
}

// Only the calendar day.
inline std::string read_day(std::string_view text, const DateRules& rules = {}) {
  const auto reading = parse_date(text, rules);
  return reading ? to_iso_day(reading->day) : "none";
}

inline void expect_readings(std::span<const Case> cases, const DateRules& rules = {}) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(read(c.text, rules), c.expected);
  }
}

inline void expect_days(std::span<const Case> cases, const DateRules& rules = {}) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(read_day(c.text, rules), c.expected);
  }
}

class FixedZone final : public TimeZone {
 public:
  explicit FixedZone(std::chrono::seconds offset) : offset_(offset) {}
  std::chrono::seconds offset_at_local(std::chrono::local_seconds) const override { return offset_; }
  std::chrono::seconds offset_at(Timestamp) const override { return offset_; }

 private:
  std::chrono::seconds offset_;
};

}  // namespace commonplace::date
