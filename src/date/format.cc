// Timestamp → the forms that feeds and HTTP ask for.

#include <array>
#include <cstdio>

#include "commonplace/time.h"

namespace commonplace {
namespace {

constexpr const char* kWeekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Civil {
  int year;
  unsigned month, day, weekday;
  int hour, minute, second;
};

Civil civil(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          std::chrono::weekday{day}.c_encoding(),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count())};
}

template <class... Values>
std::string print(const char* format, Values... values) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, values...);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::string to_rfc3339(Timestamp time) {
  const Civil c = civil(time);
  return print("%04d-%02u-%02uT%02d:%02d:%02dZ", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

std::string to_rfc822(Timestamp time) {
  const Civil c = civil(time);
  return print("%s, %02u %s %04d %02d:%02d:%02d +0000", kWeekdays[c.weekday], c.day, kMonths[c.month - 1], c.year,
               c.hour, c.minute, c.second);
}

std::string to_http_date(Timestamp time) {
  const Civil c = civil(time);
  return print("%s, %02u %s %04d %02d:%02d:%02d GMT", kWeekdays[c.weekday], c.day, kMonths[c.month - 1], c.year, c.hour,
               c.minute, c.second);
}

std::string to_iso_day(std::chrono::year_month_day day) {
  return print("%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
               static_cast<unsigned>(day.day()));
}

}  // namespace commonplace
