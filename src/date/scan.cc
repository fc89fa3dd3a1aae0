#include "date/scan.h"

#include "base/text.h"
#include "date/names.h"

namespace commonplace::date {
namespace {

using base::is_ascii_alpha;
using base::is_ascii_digit;

void skip_spaces(std::string_view& text) {
  while (!text.empty() && base::is_ascii_space(text.front())) text.remove_prefix(1);
}

// "am", "p.m.", and before the time in Korean (오전, 오후): hours to add, or nothing.
std::optional<bool> take_half(std::string_view& text) {
  struct Half {
    std::string_view word;
    bool afternoon;
  };
  constexpr Half kHalves[] = {{"a.m.", false}, {"p.m.", true}, {"am", false}, {"pm", true}};
  std::string_view rest = text;
  skip_spaces(rest);
  for (const Half& half : kHalves) {
    if (!base::starts_with_ignoring_case(rest, half.word)) continue;
    rest.remove_prefix(half.word.size());
    if (!rest.empty() && is_ascii_alpha(rest.front())) continue;
    text = rest;
    return half.afternoon;
  }
  return std::nullopt;
}

bool is_valid(const TimeOfDay& time) {
  return time.hour <= 24 && time.minute <= 59 && time.second <= 60 &&
         (time.hour < 24 || (time.minute == 0 && time.second == 0));
}

std::optional<std::chrono::seconds> take_numeric_offset(std::string_view& text) {
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < text.size() && digits < 5 && is_ascii_digit(text[digits])) ++digits;
  int hours = 0;
  int minutes = 0;
  std::string_view number = text.substr(0, digits);
  text.remove_prefix(digits);
  if (digits == 1 || digits == 2) {
    hours = *take_number(number, 1, 2);
    if (take(text, ':')) minutes = take_number(text, 2, 2).value_or(-1);
  } else if (digits == 3 || digits == 4) {
    std::string_view hour = number.substr(0, digits - 2);
    std::string_view minute = number.substr(digits - 2);
    hours = *take_number(hour, 1, 2);
    minutes = *take_number(minute, 2, 2);
  } else {
    return std::nullopt;
  }
  if (hours > 26 || minutes < 0 || minutes > 59) return std::nullopt;
  return sign * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
}

}  // namespace

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < text.size() && digits < most && is_ascii_digit(text[digits]))
    value = value * 10 + (text[digits++] - '0');
  if (digits < least || (digits < text.size() && is_ascii_digit(text[digits]))) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

std::optional<TimeOfDay> take_time(std::string_view& text) {
  std::string_view rest = text;
  TimeOfDay time;
  const std::optional<int> hour = take_number(rest, 1, 2);
  if (!hour) return std::nullopt;
  time.hour = *hour;
  const bool colon = take(rest, ':') || take(rest, 'h') || (rest.size() > 2 && rest[2] != '.' && take(rest, '.'));
  std::optional<bool> half;
  if (colon) {
    const std::optional<int> minute = take_number(rest, 1, 2);
    if (!minute) return std::nullopt;
    time.minute = *minute;
    if (take(rest, ':')) {
      const std::optional<int> second = take_number(rest, 1, 2);
      if (!second) return std::nullopt;
      time.second = *second;
      if (rest.size() > 1 && (rest[0] == '.' || rest[0] == ',') && is_ascii_digit(rest[1])) {
        rest.remove_prefix(1);
        while (!rest.empty() && is_ascii_digit(rest.front())) rest.remove_prefix(1);
      }
    }
    half = take_half(rest);
  } else {
    half = take_half(rest);
    if (!half) return std::nullopt;
  }
  if (half) {
    if (time.hour > 12 && !*half) return std::nullopt;
    if (time.hour == 12 && !*half) time.hour = 0;
    if (time.hour < 12 && *half) time.hour += 12;
  }
  if (!is_valid(time)) return std::nullopt;
  text = rest;
  return time;
}

std::optional<std::chrono::seconds> take_offset(std::string_view& text) {
  std::string_view rest = text;
  skip_spaces(rest);
  if (rest.empty()) return std::nullopt;
  std::optional<std::chrono::seconds> offset;
  if (rest.front() == '+' || rest.front() == '-') {
    offset = take_numeric_offset(rest);
  } else {
    std::size_t end = 0;
    while (end < rest.size() && is_ascii_alpha(rest[end])) ++end;
    offset = zone_by_name(base::to_ascii_lower(rest.substr(0, end)));
    if (!offset) return std::nullopt;
    rest.remove_prefix(end);
    // "GMT+2" is two hours east, whatever POSIX says.
    if (*offset == std::chrono::seconds{0} && rest.size() > 1 && (rest[0] == '+' || rest[0] == '-') &&
        is_ascii_digit(rest[1])) {
      offset = take_numeric_offset(rest);
    }
  }
  if (offset) text = rest;
  return offset;
}

}  // namespace commonplace::date
