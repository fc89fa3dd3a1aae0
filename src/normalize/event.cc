#include "normalize/event.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "date/letters.h"
#include "date/names.h"
#include "date/scan.h"
#include "normalize/text_construct.h"

namespace commonplace::normalize {
namespace {

using base::is_ascii_alpha;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

struct MonthDay {
  unsigned month = 0;
  unsigned day = 0;
};

// A date as a title spells it: "Tuesday, March 3", "3–5 March 2025", "2025-03-03".
struct Phrase {
  MonthDay first;
  std::optional<MonthDay> last;
  std::optional<int> year;
};

bool is_word_byte(char c) { return is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

std::string_view peek_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word_byte(text[end]) && !text.substr(end).starts_with("–") &&
         !text.substr(end).starts_with("—")) {
    ++end;
  }
  return text.substr(0, end);
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> choices) {
  for (const std::string_view choice : choices) {
    if (text.starts_with(choice)) {
      text.remove_prefix(choice.size());
      return true;
    }
  }
  return false;
}

std::optional<unsigned> take_month(std::string_view& text) {
  const std::string_view word = peek_word(text);
  if (word.size() < 3 || word.size() > 40) return std::nullopt;
  const std::optional<unsigned> month = date::month_by_name(date::plain_letters(word));
  if (!month) return std::nullopt;
  text.remove_prefix(word.size());
  date::take(text, '.');
  return month;
}

std::optional<unsigned> take_day(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> day = date::take_number(rest, 1, 2);
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  take_any(rest, {"st", "nd", "rd", "th", "er", "."});
  text = rest;
  return static_cast<unsigned>(*day);
}

bool take_dash(std::string_view& text) {
  std::string_view rest = text;
  date::skip_spaces(rest);
  if (!take_any(rest, {"–", "—", "-", "to ", "bis ", "au ", "al ", "a "})) return false;
  date::skip_spaces(rest);
  text = rest;
  return true;
}

void take_weekday(std::string_view& text) {
  std::string_view rest = text;
  const std::string_view word = peek_word(rest);
  if (!date::is_weekday(date::plain_letters(word))) return;
  rest.remove_prefix(word.size());
  take_any(rest, {",", "."});
  date::skip_spaces(rest);
  text = rest;
}

// "March 3", "March 3–5", "March 30 – April 2".
std::optional<Phrase> take_month_first(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<unsigned> month = take_month(rest);
  if (!month) return std::nullopt;
  date::skip_spaces(rest);
  const std::optional<unsigned> day = take_day(rest);
  if (!day) return std::nullopt;
  Phrase phrase{{*month, *day}, std::nullopt, std::nullopt};
  if (std::string_view after = rest; take_dash(after)) {
    const unsigned last_month = take_month(after).value_or(*month);
    date::skip_spaces(after);
    const std::optional<unsigned> last_day = take_day(after);
    if (last_day && (last_month != *month || *last_day > *day)) {
      phrase.last = MonthDay{last_month, *last_day};
      rest = after;
    }
  }
  text = rest;
  return phrase;
}

// "3 March", "3. März", "3 de marzo", "3–5 March", "30 March – 2 April".
std::optional<Phrase> take_day_first(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<unsigned> day = take_day(rest);
  if (!day) return std::nullopt;
  std::optional<unsigned> last_day;
  if (std::string_view after = rest; take_dash(after)) {
    last_day = take_day(after);
    if (last_day) rest = after;
  }
  date::skip_spaces(rest);
  take_any(rest, {"de ", "d’", "d'"});
  const std::optional<unsigned> month = take_month(rest);
  if (!month) return std::nullopt;
  Phrase phrase{{*month, *day}, std::nullopt, std::nullopt};
  if (last_day) {
    if (*last_day <= *day) return std::nullopt;
    phrase.last = MonthDay{*month, *last_day};
  } else if (std::string_view after = rest; take_dash(after)) {
    const std::optional<unsigned> other_day = take_day(after);
    date::skip_spaces(after);
    const std::optional<unsigned> other_month = other_day ? take_month(after) : std::nullopt;
    if (other_month) {
      phrase.last = MonthDay{*other_month, *other_day};
      rest = after;
    }
  }
  text = rest;
  return phrase;
}

std::optional<Phrase> take_iso(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> year = date::take_number(rest, 4, 4);
  if (!year || !date::take(rest, '-')) return std::nullopt;
  const std::optional<int> month = date::take_number(rest, 2, 2);
  if (!month || !date::take(rest, '-')) return std::nullopt;
  const std::optional<int> day = date::take_number(rest, 2, 2);
  if (!day) return std::nullopt;
  text = rest;
  return Phrase{{static_cast<unsigned>(*month), static_cast<unsigned>(*day)}, std::nullopt, year};
}

void take_year(std::string_view& text, Phrase& phrase) {
  std::string_view rest = text;
  take_any(rest, {","});
  date::skip_spaces(rest);
  take_any(rest, {"de "});
  const std::optional<int> year = date::take_number(rest, 4, 4);
  if (!year || *year < 1990 || *year > 2200) return;
  phrase.year = year;
  text = rest;
}

std::optional<Phrase> take_phrase(std::string_view& text) {
  std::string_view rest = text;
  take_weekday(rest);
  std::optional<Phrase> phrase = take_iso(rest);
  if (!phrase) phrase = take_month_first(rest);
  if (!phrase) phrase = take_day_first(rest);
  if (!phrase) return std::nullopt;
  if (!phrase->year) take_year(rest, *phrase);
  text = rest;
  return phrase;
}

// What may follow a date at the beginning of a title: without it, "March 3" of "March 3D printing" would be one.
bool ends_phrase(std::string_view text) {
  date::skip_spaces(text);
  return text.empty() || take_any(text, {",", ":", ";", "|", "–", "—", "- ", ")", "/", "at ", "@", "·", "•"});
}

// The places where a date at the end of a title may begin: after a mark, or after "on".
std::optional<Phrase> phrase_at_end(std::string_view title) {
  constexpr std::string_view kBefore[] = {", ", ": ",   "– ",   "— ",   " - ",  "(",
                                          "| ", " on ", " le ", " am ", " el ", " il "};
  for (const std::string_view mark : kBefore) {
    for (std::size_t at = title.find(mark); at != std::string_view::npos; at = title.find(mark, at + 1)) {
      std::string_view rest = title.substr(at + mark.size());
      std::optional<Phrase> phrase = take_phrase(rest);
      if (!phrase) continue;
      take_any(rest, {")"});
      if (base::trim(rest).empty()) return phrase;
    }
  }
  return std::nullopt;
}

year_month_day on(int year, MonthDay day) {
  return {std::chrono::year{year}, std::chrono::month{day.month}, std::chrono::day{day.day}};
}

// Without a year: the first such day not more than 60 days before publication.
std::optional<sys_days> resolve(const Phrase& phrase, Timestamp published) {
  if (phrase.year) {
    const year_month_day day = on(*phrase.year, phrase.first);
    return day.ok() ? std::optional(sys_days{day}) : std::nullopt;
  }
  const sys_days earliest = std::chrono::floor<days>(published) - days{60};
  const int year = static_cast<int>(year_month_day{earliest}.year());
  for (int candidate = year; candidate <= year + 8; ++candidate) {  // 29 February may be long in coming
    const year_month_day day = on(candidate, phrase.first);
    if (day.ok() && sys_days{day} >= earliest) return sys_days{day};
  }
  return std::nullopt;
}

std::optional<sys_days> resolve_last(const Phrase& phrase, sys_days first) {
  if (!phrase.last) return std::nullopt;
  const int year = static_cast<int>(year_month_day{first}.year());
  for (const int candidate : {year, year + 1}) {
    const year_month_day day = on(candidate, *phrase.last);
    if (day.ok() && sys_days{day} > first) return sys_days{day};
  }
  return std::nullopt;
}

Timestamp event_time(const DateReading& reading) {
  return reading.precision == DatePrecision::Day ? Timestamp(sys_days{reading.day}) : reading.instant;
}

}  // namespace

std::optional<Event> declared_event(const ParsedEvent& event, const DateRules& rules) {
  const std::optional<DateReading> start = parse_date(event.start, rules);
  if (!start) return std::nullopt;
  Event declared{start->precision, event_time(*start), std::nullopt, to_plain_line(event.location), event.from};
  if (const std::optional<DateReading> end = parse_date(event.end, rules)) {
    if (event_time(*end) >= declared.start && end->precision == start->precision) declared.end = event_time(*end);
  }
  return declared;
}

std::optional<Event> event_in_title(std::string_view title, Timestamp published) {
  if (std::none_of(title.begin(), title.end(), base::is_ascii_digit)) return std::nullopt;  // no date without a day
  std::string_view rest = title;
  std::optional<Phrase> phrase = take_phrase(rest);
  if (phrase && !ends_phrase(rest)) phrase.reset();
  if (!phrase) phrase = phrase_at_end(title);
  if (!phrase) return std::nullopt;
  const std::optional<sys_days> start = resolve(*phrase, published);
  if (!start) return std::nullopt;
  const std::optional<sys_days> end = resolve_last(*phrase, *start);
  return Event{DatePrecision::Day, Timestamp(*start), end ? std::optional(Timestamp(*end)) : std::nullopt, {}, "title"};
}

}  // namespace commonplace::normalize
