#include "normalize/event_day.h"

#include "base/text.h"
#include "base/utf8.h"
#include "date/names.h"
#include "date/scan.h"
#include "normalize/event_figures.h"
#include "normalize/event_words.h"

namespace commonplace::normalize {
namespace {

using base::is_ascii_digit;
using date::Habit;

constexpr std::string_view kOrdinals[] = {"st", "nd", "rd", "th",  "er",  "ere", "re",  "eme", "ste",
                                          "de", "an", "en", "-an", "-en", "-go", "-го", "-е",  "-é",
                                          "ησ", "η",  "e",  ".º",  ".ª",  "º",   "ª",   "°",   "."};
constexpr std::string_view kOf[] = {"of", "de", "del", "di", "d'"};
constexpr std::string_view kArticles[] = {"the", "den", "dem", "der", "le", "el", "il", "dia", "lo"};
constexpr std::string_view kAfterYear[] = {"m.", "gada"};  // Lithuanian, Latvian
constexpr std::string_view kDayWords[] = {"d."};           // Lithuanian
constexpr std::string_view kYearWords[] = {"г.", "года", "год", "р.", "року", "r.", "roku"};
// Weekdays of two letters mean different days in different languages; they only show that a day follows.
constexpr std::string_view kShortWeekdays[] = {"mo", "di", "mi", "do", "fr", "sa", "so", "ma", "wo", "vr", "za", "zo",
                                               "ti", "ke", "to", "pe", "la", "su", "lu", "me", "je", "ve", "ut", "st",
                                               "ct", "pa", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "нд"};
// Shortened to three letters, months are words of many languages: "set 3", "out 5", "5 ago".
constexpr std::string_view kShortMonths[] = {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "okt",
                                             "nov", "dec", "dez", "dic", "mrz", "mrt", "fev", "abr", "avr"};

std::optional<unsigned> take_month(std::string_view& text) {
  std::string_view rest = text;
  const std::string_view word = peek_word(rest);
  rest.remove_prefix(word.size());
  const bool dotted = date::take(rest, '.');
  const std::optional<unsigned> month = date::month_by_name(word);
  const bool clear = date::is_whole_month_name(word) || dotted || base::count_code_points(word) > 3 ||
                     base::is_one_of(word, kShortMonths);
  if (!month || !clear) return std::nullopt;
  date::skip_spaces(rest);
  text = rest;
  return month;
}

std::optional<unsigned> take_day_number(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> day = date::take_number(rest, 1, 2);
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  std::string_view after = rest;
  if (!take_one_of(rest, kOrdinals)) rest = after;
  // "3D", "3x", "3:30", "3.5" and "3%" are no days.
  if (begins_word(after) && rest == after) return std::nullopt;
  if (after.size() > 1 && (after[0] == ':' || after[0] == '.') && is_ascii_digit(after[1])) return std::nullopt;
  if (after.starts_with('%') || after.starts_with('$')) return std::nullopt;
  text = rest;
  return static_cast<unsigned>(*day);
}

// "March 3", "March 3rd".
std::optional<NamedDay> take_month_first(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<unsigned> month = take_month(rest);
  if (!month) return std::nullopt;
  const std::optional<unsigned> day = take_day_number(rest);
  if (!day) return std::nullopt;
  std::string_view after = rest;
  date::skip_spaces(after);
  if (take_one_of(after, kDayWords)) rest = after;
  text = rest;
  return NamedDay{{*month, *day}, std::nullopt, {}, true, false, false};
}

// "3 March", "3rd of March", "3. März", "3 de marzo", "1er avril", "3 d'abril".
std::optional<NamedDay> take_day_first(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<unsigned> day = take_day_number(rest);
  if (!day) return std::nullopt;
  date::skip_spaces(rest);
  take_one_of(rest, kOf);
  const std::optional<unsigned> month = take_month(rest);
  if (!month) return std::nullopt;
  text = rest;
  return NamedDay{{*month, *day}, std::nullopt, {}, false, false, false};
}

// "2025. március 3.", "2025 March 3", "2025 m. kovo 3 d.", "2025. gada 3. marts".
std::optional<NamedDay> take_year_first(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> year = date::take_number(rest, 4, 4);
  if (!year || !is_known_year(*year)) return std::nullopt;  // "1984 March 3" may be about a book
  date::take(rest, '.');
  date::skip_spaces(rest);
  const bool called_year = take_one_of(rest, kAfterYear);
  std::optional<NamedDay> named = take_month_first(rest);
  if (!named && called_year) named = take_day_first(rest);
  if (!named) return std::nullopt;
  named->year = year;
  text = rest;
  return named;
}

std::optional<NamedDay> take_bare_day(std::string_view& text, Habit habit) {
  if (auto named = take_day_in_figures(text, habit)) return named;
  if (auto named = take_year_first(text)) return named;
  if (auto named = take_month_first(text)) return named;
  return take_day_first(text);
}

struct WeekdayName {  // of two letters: of a day that nobody can tell
  std::optional<std::chrono::weekday> weekday;
};

std::optional<WeekdayName> take_weekday(std::string_view& text) {
  std::string_view rest = text;
  const std::string_view word = peek_word(rest);
  const WeekdayName named{date::weekday_by_name(word)};
  if (!named.weekday && !base::is_one_of(word, kShortWeekdays)) return std::nullopt;
  rest.remove_prefix(word.size());
  if (rest.starts_with("-feira")) rest.remove_prefix(6);
  if (!date::take(rest, '.')) date::skip_spaces(rest);
  date::take(rest, ',');
  date::skip_spaces(rest);
  text = rest;
  return named;
}

// "3 Mart Salı", "March 3 (Tuesday)", where nothing else follows the word.
void take_weekday_after(std::string_view& text, NamedDay& day) {
  std::string_view rest = text;
  date::skip_spaces(rest);
  date::take(rest, ',');
  date::skip_spaces(rest);
  const bool bracketed = date::take(rest, '(');
  const std::string_view word = peek_word(rest);
  const std::optional<std::chrono::weekday> weekday = date::weekday_by_name(word);
  if (!weekday || day.weekday) return;
  rest.remove_prefix(word.size());
  date::take(rest, '.');
  if (bracketed && !date::take(rest, ')')) return;
  std::string_view after = rest;
  date::skip_spaces(after);
  if (begins_word(after)) return;
  day.weekday = weekday;
  text = rest;
}

}  // namespace

void take_year_after(std::string_view& text, NamedDay& day) {
  if (day.year) return;
  std::string_view rest = text;
  date::skip_spaces(rest);
  date::take(rest, ',');
  date::skip_spaces(rest);
  take_one_of(rest, kOf);
  const bool shortened = date::take(rest, '\'');
  const std::size_t digits = shortened ? 2 : 4;
  const std::optional<int> number = date::take_number(rest, digits, digits);
  if (!number || begins_word(rest)) return;
  const int year = shortened ? 2000 + *number : *number;
  if (rest.starts_with(':')) {  // "March 3, 2025: …", but "1830:" is no year either
    std::string_view after = rest.substr(1);
    if (!after.empty() && is_ascii_digit(after.front())) return;
  }
  day.year = year;
  day.faint = false;
  date::take(rest, '.');
  std::string_view after = rest;
  date::skip_spaces(after);
  if (take_one_of(after, kYearWords)) rest = after;
  text = rest;
}

std::optional<NamedDay> take_named_day(std::string_view& text, Habit habit) {
  std::string_view rest = text;
  std::optional<NamedDay> named = take_bare_day(rest, habit);
  if (!named) {
    const std::optional<WeekdayName> weekday = take_weekday(rest);
    if (!weekday) return std::nullopt;
    take_one_of(rest, kArticles);
    named = take_bare_day(rest, habit);
    if (!named) return std::nullopt;
    named->weekday = weekday->weekday;
    named->faint = false;
  }
  take_weekday_after(rest, *named);
  take_year_after(rest, *named);
  take_weekday_after(rest, *named);
  text = rest;
  return named;
}

std::optional<NamedDay> take_day_alone(std::string_view& text) {
  std::string_view rest = text;
  if (const std::optional<WeekdayName> weekday = take_weekday(rest)) take_one_of(rest, kArticles);
  const std::optional<unsigned> day = take_day_number(rest);
  if (!day) return std::nullopt;
  text = rest;
  return NamedDay{{0, *day}, std::nullopt, {}, false, false, false};
}

}  // namespace commonplace::normalize
