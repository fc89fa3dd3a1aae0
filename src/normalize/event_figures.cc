#include "normalize/event_figures.h"

#include <span>

#include "base/text.h"
#include "date/names.h"
#include "date/scan.h"
#include "normalize/event_words.h"

namespace commonplace::normalize {
namespace {

using base::is_ascii_digit;
using date::Habit;

constexpr std::string_view kYearSigns[] = {"年", "년"};
constexpr std::string_view kMonthSigns[] = {"月", "월"};
constexpr std::string_view kDaySigns[] = {"日", "일", "号"};
// From Sunday on, in Japanese and in Korean; and in Chinese, after what says that it is a weekday.
constexpr std::string_view kWeekdaySigns[] = {"日", "月", "火", "水", "木", "金", "土",
                                              "일", "월", "화", "수", "목", "금", "토"};
constexpr std::string_view kWeekdayEnds[] = {"曜日", "요일"};
constexpr std::string_view kChineseWeekdays[] = {"日", "一", "二", "三", "四", "五", "六", "天"};
constexpr std::string_view kChineseWeeks[] = {"星期", "周", "週", "礼拜", "禮拜"};

// "2025-03-03", "2025-3-3", "2025/03/03", "2025.03.03"; 2025.3.3 is rather a version.
std::optional<NamedDay> take_iso(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> year = date::take_number(rest, 4, 4);
  if (!year || rest.empty()) return std::nullopt;
  const char separator = rest.front();
  if (separator != '-' && separator != '.' && separator != '/') return std::nullopt;
  rest.remove_prefix(1);
  const std::size_t digits = separator == '.' ? 2 : 1;
  const std::optional<int> month = date::take_number(rest, digits, 2);
  if (!month || !date::take(rest, separator)) return std::nullopt;
  const std::optional<int> day = date::take_number(rest, digits, 2);
  if (!day) return std::nullopt;
  text = rest;
  return NamedDay{{static_cast<unsigned>(*month), static_cast<unsigned>(*day)}, year, {}, false, false, false};
}

// "03.03.2025", "3. 3. 2025", "3.3.25", "3.3.".
std::optional<NamedDay> take_dotted(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> day = date::take_number(rest, 1, 2);
  if (!day || !date::take(rest, '.')) return std::nullopt;
  date::skip_spaces(rest);
  const std::optional<int> month = date::take_number(rest, 1, 2);
  if (!month || !date::take(rest, '.')) return std::nullopt;
  NamedDay named{{static_cast<unsigned>(*month), static_cast<unsigned>(*day)}, std::nullopt, {}, false, false, false};
  std::string_view after = rest;
  date::skip_spaces(after);
  if (const std::optional<int> year = date::take_number(after, 4, 4)) {
    named.year = year;
    rest = after;
  } else {
    named.faint = true;
    if (const std::optional<int> short_year = date::take_number(rest, 2, 2)) named.year = 2000 + *short_year;
  }
  if (rest.size() > 1 && rest.front() == '.' && is_ascii_digit(rest[1])) return std::nullopt;  // "1.2.2024.7"
  date::take(rest, '.');
  text = rest;
  return named;
}

// "3/25/2025", "3/25", "25-3-2025"; hyphens join other numbers too, so there it takes a whole year.
std::optional<NamedDay> take_slashed(std::string_view& text, Habit habit) {
  std::string_view rest = text;
  const std::optional<int> first = date::take_number(rest, 1, 2);
  const char separator = rest.starts_with('-') ? '-' : '/';
  if (!first || !date::take(rest, separator)) return std::nullopt;
  const std::optional<int> second = date::take_number(rest, 1, 2);
  if (!second) return std::nullopt;
  NamedDay named;
  named.faint = true;
  if (std::string_view after = rest; date::take(after, separator)) {
    if (const std::optional<int> year = date::take_number(after, 4, 4)) {
      named.year = year;
      named.faint = false;
    } else if (const std::optional<int> short_year = date::take_number(after, 2, 2)) {
      named.year = 2000 + *short_year;
    } else {
      return std::nullopt;
    }
    rest = after;
  }
  if (separator == '-' && named.faint) return std::nullopt;
  if (!named.year) {  // "5/6 March" are two days
    std::string_view after = rest;
    date::skip_spaces(after);
    if (date::is_whole_month_name(peek_word(after))) return std::nullopt;
  }
  const bool told = (*first > 12) != (*second > 12) || *first == *second;
  if (!told && habit == Habit::Unknown) return std::nullopt;
  const bool month_first = told ? *second > 12 || *first == *second : habit == Habit::MonthFirst;
  named.date = {static_cast<unsigned>(month_first ? *first : *second),
                static_cast<unsigned>(month_first ? *second : *first)};
  text = rest;
  return named;
}

std::optional<int> take_signed_number(std::string_view& text, std::size_t least, std::size_t most,
                                      std::span<const std::string_view> signs) {
  std::string_view rest = text;
  const std::optional<int> number = date::take_number(rest, least, most);
  date::skip_spaces(rest);
  for (const std::string_view sign : signs) {
    if (!number || !rest.starts_with(sign)) continue;
    rest.remove_prefix(sign.size());
    date::skip_spaces(rest);
    text = rest;
    return number;
  }
  return std::nullopt;
}

// The place in a table of the sign at the front, which is taken.
std::optional<unsigned> take_sign(std::string_view& text, std::span<const std::string_view> signs) {
  for (unsigned i = 0; i < signs.size(); ++i) {
    if (!text.starts_with(signs[i])) continue;
    text.remove_prefix(signs[i].size());
    return i;
  }
  return std::nullopt;
}

// "(火)", "火曜日", "星期二", "(화)", "화요일": outside brackets it is written in full.
std::optional<std::chrono::weekday> take_weekday_sign(std::string_view& text) {
  std::string_view rest = text;
  const bool bracketed = date::take(rest, '(');
  const bool chinese = take_sign(rest, kChineseWeeks).has_value();
  const std::optional<unsigned> place = chinese ? take_sign(rest, kChineseWeekdays) : take_sign(rest, kWeekdaySigns);
  const bool whole = chinese || take_sign(rest, kWeekdayEnds);
  if (!place || (bracketed ? !date::take(rest, ')') : !whole)) return std::nullopt;
  text = rest;
  return std::chrono::weekday{*place % 7};
}

// "2025年3月3日(月)", "3월 3일 월요일".
std::optional<NamedDay> take_east_asian(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> year = take_signed_number(rest, 4, 4, kYearSigns);
  const std::optional<int> month = take_signed_number(rest, 1, 2, kMonthSigns);
  if (!month) return std::nullopt;
  const std::optional<int> day = take_signed_number(rest, 1, 2, kDaySigns);
  if (!day) return std::nullopt;
  const std::optional<std::chrono::weekday> weekday = take_weekday_sign(rest);
  text = rest;
  return NamedDay{{static_cast<unsigned>(*month), static_cast<unsigned>(*day)}, year, weekday, true, false, true};
}

}  // namespace

std::optional<NamedDay> take_day_in_figures(std::string_view& text, Habit habit) {
  std::optional<NamedDay> named = take_iso(text);
  if (!named) named = take_east_asian(text);
  if (!named) named = take_dotted(text);
  if (!named) named = take_slashed(text, habit);
  if (named) named->in_figures = true;
  return named;
}

}  // namespace commonplace::normalize
