// Timestamp → the forms that feeds and HTTP ask for.

#include <algorithm>
#include <string>
#include <string_view>

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

// Decimal digits with leading zeros.
void append_number(std::string& text, unsigned number, int digits) {
  const std::size_t begin = text.size();
  text.append(static_cast<std::size_t>(digits), '0');
  for (std::size_t at = text.size(); at > begin && number > 0; number /= 10) {
    text[--at] = static_cast<char>('0' + number % 10);
  }
}

void append_day(std::string& text, int year, unsigned month, unsigned day) {
  append_number(text, static_cast<unsigned>(std::max(year, 0)), 4);
  text += '-';
  append_number(text, month, 2);
  text += '-';
  append_number(text, day, 2);
}

void append_clock(std::string& text, const Civil& c) {
  append_number(text, static_cast<unsigned>(c.hour), 2);
  text += ':';
  append_number(text, static_cast<unsigned>(c.minute), 2);
  text += ':';
  append_number(text, static_cast<unsigned>(c.second), 2);
}

// "Thu, 24 Oct 2024 12:00:00 " and the zone.
std::string in_words(Timestamp time, std::string_view zone) {
  const Civil c = civil(time);
  std::string text(kWeekdays[c.weekday]);
  text += ", ";
  append_number(text, c.day, 2);
  text.append(" ").append(kMonths[c.month - 1]).append(" ");
  append_number(text, static_cast<unsigned>(std::max(c.year, 0)), 4);
  text += ' ';
  append_clock(text, c);
  return text.append(" ").append(zone);
}

}  // namespace

std::string to_rfc3339(Timestamp time) {
  const Civil c = civil(time);
  std::string text;
  text.reserve(20);
  append_day(text, c.year, c.month, c.day);
  text += 'T';
  append_clock(text, c);
  text += 'Z';
  return text;
}

std::string to_rfc822(Timestamp time) { return in_words(time, "+0000"); }

std::string to_http_date(Timestamp time) { return in_words(time, "GMT"); }

std::string to_iso_day(std::chrono::year_month_day day) {
  std::string text;
  append_day(text, static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text;
}

}  // namespace commonplace
