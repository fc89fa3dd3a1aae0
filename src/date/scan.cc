#include "date/scan.h"

#include "base/text.h"

namespace commonplace::date {
namespace {

using base::is_ascii_digit;
using std::chrono::hours;
using std::chrono::minutes;

// "….123", "…,123"; some programs set the fraction off with a third colon.
void skip_fraction(std::string_view& text) {
  if (text.size() < 2 || std::string_view(".,:").find(text[0]) == std::string_view::npos) return;
  if (const std::size_t digits = count_digits(text.substr(1)); digits > 0) text.remove_prefix(1 + digits);
}

}  // namespace

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool is_letter(std::string_view text) {
  return !text.empty() && (base::is_ascii_alpha(text.front()) || static_cast<unsigned char>(text.front()) >= 0x80);
}

std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_ascii_digit(text[count])) ++count;
  return count;
}

std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && is_ascii_digit(text[digits]); ++digits) {
    if (digits == most) return std::nullopt;
    value = value * 10 + (text[digits] - '0');
  }
  if (digits < least) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool is_valid(const TimeOfDay& time) {
  return time.minute <= 59 && time.second <= 60 &&
         (time.hour <= 23 || (time.hour == 24 && time.minute == 0 && time.second == 0));
}

std::optional<TimeOfDay> take_clock(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> hour = take_number(rest, 1, 2);
  if (!hour || !take(rest, ':')) return std::nullopt;
  const std::optional<int> minute = take_number(rest, 1, 2);
  if (!minute) return std::nullopt;
  TimeOfDay time{*hour, *minute, 0};
  if (std::string_view after = rest; take(after, ':')) {
    if (const std::optional<int> second = take_number(after, 1, 2)) {
      time.second = *second;
      rest = after;
      skip_fraction(rest);
    }
  }
  if (!is_valid(time)) return std::nullopt;
  text = rest;
  return time;
}

std::optional<std::chrono::seconds> take_offset_figures(std::string_view& text) {
  std::string_view rest = text;
  const std::size_t digits = count_digits(rest);
  const std::optional<int> number = take_number(rest, 1, 4);
  if (!number) return std::nullopt;
  hours hour{digits <= 2 ? *number : *number / 100};
  minutes minute{digits <= 2 ? 0 : *number % 100};
  if (std::string_view after = rest; digits <= 2 && take(after, ':')) {
    if (const std::optional<int> separate = take_number(after, 2, 2)) {
      minute = minutes{*separate};
      rest = after;
    }
  }
  if (minute > minutes{59} || hour + minute > hours{14}) return std::nullopt;
  text = rest;
  return hour + minute;
}

std::optional<std::chrono::seconds> take_numeric_offset(std::string_view& text) {
  std::string_view rest = text;
  const bool west = take(rest, '-');
  if (!west && !take(rest, '+')) return std::nullopt;
  const std::optional<std::chrono::seconds> offset = take_offset_figures(rest);
  if (!offset) return std::nullopt;
  text = rest;
  return west ? -*offset : *offset;
}

}  // namespace commonplace::date
