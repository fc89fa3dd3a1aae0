// Any bytes as a date: what is read lies in the calendar, and what we write of it reads as the same instant.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "commonplace/time.h"

namespace {

using namespace commonplace;

// A zone that changes its mind twice a day, as far from UTC as zones go.
class Restless final : public TimeZone {
 public:
  std::chrono::seconds offset_at_local(std::chrono::local_seconds local) const override {
    return offset(local.time_since_epoch().count());
  }
  std::chrono::seconds offset_at(Timestamp instant) const override {
    return offset(instant.time_since_epoch().count());
  }

 private:
  static std::chrono::seconds offset(std::int64_t seconds) {
    return std::chrono::hours{seconds / 43'200 % 2 == 0 ? 14 : -12};
  }
};

void check(bool holds) {
  if (!holds) std::abort();
}

bool reads_as(std::string_view text, Timestamp instant) {
  const auto reading = parse_date(text);
  return reading && reading->instant == instant;
}

void check_reading(std::string_view text, const DateRules& rules) {
  const auto reading = parse_date(text, rules);
  check(reading == parse_date(text, rules));
  if (!reading) return;
  check(reading->day.ok() && reading->day.year() >= std::chrono::year{1} &&
        reading->day.year() <= std::chrono::year{9999});
  const auto away = std::chrono::sys_days(reading->day) - std::chrono::floor<std::chrono::days>(reading->instant);
  check(away >= std::chrono::days{-2} && away <= std::chrono::days{2});
  const std::chrono::year_month_day utc(std::chrono::floor<std::chrono::days>(reading->instant));
  if (utc.year() < std::chrono::year{1000} || utc.year() > std::chrono::year{9999}) return;
  check(reads_as(to_rfc3339(reading->instant), reading->instant));
  check(reads_as(to_rfc822(reading->instant), reading->instant));
  check(reads_as(to_http_date(reading->instant), reading->instant));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Restless zone;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_reading(text, {});
  check_reading(text, {&zone, false});
  check_reading(text, {&zone, true});
  return 0;
}
