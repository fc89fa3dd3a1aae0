#include "date/clock.h"

#include "base/text.h"

namespace commonplace::date {
namespace {

using base::is_ascii_digit;

struct HalfName {
  std::string_view text;
  Half half;
};
constexpr HalfName kHalvesAfter[] = {
    {"a.m.", Half::Morning}, {"p.m.", Half::Afternoon}, {"a. m.", Half::Morning},  {"p. m.", Half::Afternoon},
    {"am", Half::Morning},   {"pm", Half::Afternoon},   {"π.μ.", Half::Morning},   {"μ.μ.", Half::Afternoon},
    {"πμ", Half::Morning},   {"μμ", Half::Afternoon},   {"noon", Half::Afternoon}, {"midnight", Half::Morning}};
constexpr HalfName kHalvesBefore[] = {{"오전", Half::Morning},   {"오후", Half::Afternoon}, {"午前", Half::Morning},
                                      {"午後", Half::Afternoon}, {"上午", Half::Morning},   {"下午", Half::Afternoon}};

}  // namespace

bool looks_like_clock(std::string_view text) {
  const std::size_t digits = count_digits(text);
  return digits >= 1 && digits <= 2 && text.size() > digits + 1 && text[digits] == ':' &&
         is_ascii_digit(text[digits + 1]);
}

std::optional<Half> take_half(std::string_view& text) {
  std::string_view rest = text;
  skip_spaces(rest);
  for (const HalfName& name : kHalvesAfter) {
    if (!rest.starts_with(name.text) || is_letter(rest.substr(name.text.size()))) continue;
    text = rest.substr(name.text.size());
    return name.half;
  }
  return std::nullopt;
}

std::optional<Half> take_short_half(std::string_view& text) {
  std::string_view rest = text;
  const bool is_morning = take(rest, 'a');
  if ((!is_morning && !take(rest, 'p')) || is_letter(rest)) return std::nullopt;
  text = rest;
  return is_morning ? Half::Morning : Half::Afternoon;
}

std::optional<Half> take_half_before(std::string_view& text) {
  for (const HalfName& name : kHalvesBefore) {
    if (!text.starts_with(name.text)) continue;
    text.remove_prefix(name.text.size());
    return name.half;
  }
  // "am 24. Oktober" is German, and on that day.
  std::string_view rest = text;
  const std::optional<Half> half = take_half(rest);
  skip_spaces(rest);
  if (!half || !looks_like_clock(rest)) return std::nullopt;
  text = rest;
  return half;
}

Half opposite(Half half) { return half == Half::Morning ? Half::Afternoon : Half::Morning; }

void apply(Half half, TimeOfDay& time) {
  if (half == Half::Afternoon && time.hour < 12) time.hour += 12;
  if (half == Half::Morning && time.hour == 12) time.hour = 0;
}

std::optional<TimeOfDay> take_french_clock(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> hour = take_number(rest, 1, 2);
  if (!hour) return std::nullopt;
  skip_spaces(rest);
  if (!take(rest, 'h') || is_letter(rest)) return std::nullopt;
  skip_spaces(rest);
  const std::optional<int> minute = take_number(rest, 2, 2);
  text = rest;
  return TimeOfDay{*hour, minute.value_or(0), 0};
}

std::optional<TimeOfDay> take_dotted_clock(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> hour = take_number(rest, 1, 2);
  if (!hour || !take(rest, '.')) return std::nullopt;
  const std::optional<int> minute = take_number(rest, 2, 2);
  if (!minute) return std::nullopt;
  TimeOfDay time{*hour, *minute, 0};
  if (rest.size() > 1 && rest[0] == '.' && is_ascii_digit(rest[1])) {
    rest.remove_prefix(1);
    const std::optional<int> second = take_number(rest, 2, 2);
    if (!second) return std::nullopt;
    time.second = *second;
  }
  if (!is_valid(time)) return std::nullopt;
  text = rest;
  return time;
}

std::optional<TimeOfDay> take_file_clock(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> hour = take_number(rest, 2, 2);
  if (!hour || !take(rest, '-')) return std::nullopt;
  const std::optional<int> minute = take_number(rest, 2, 2);
  if (!minute || !take(rest, '-')) return std::nullopt;
  const std::optional<int> second = take_number(rest, 2, 2);
  if (!second) return std::nullopt;
  const TimeOfDay time{*hour, *minute, *second};
  if (!is_valid(time)) return std::nullopt;
  text = rest;
  return time;
}

std::optional<TimeOfDay> take_bare_hour(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> hour = take_number(rest, 1, 2);
  if (std::string_view after = rest; !hour || *hour > 12 || !take_half(after)) return std::nullopt;
  text = rest;
  return TimeOfDay{*hour, 0, 0};
}

}  // namespace commonplace::date
