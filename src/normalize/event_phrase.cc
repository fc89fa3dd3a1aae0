#include "normalize/event_phrase.h"

#include <algorithm>

#include "base/text.h"
#include "date/scan.h"
#include "normalize/event_surroundings.h"
#include "normalize/event_words.h"

namespace commonplace::normalize {
namespace {

using date::Habit;

constexpr std::string_view kUntil[] = {"-",    "to", "through", "thru", "until", "bis",     "au", "al",
                                       "all'", "a",  "til",     "till", "tot",   "t/m",     "do", "az",
                                       "до",   "по", "ate",     "as",   "εωσ",   "εωσ τισ", "la"};
constexpr std::string_view kAnd[] = {"&", "+",  "/",   "and", "und", "et", "y",  "e",
                                     "i", "og", "och", "en",  "ja",  "и",  "та", "και"};
constexpr std::string_view kArticles[] = {"the", "den", "dem", "der", "le",  "el",
                                          "il",  "dia", "lo",  "zum", "zur", "l'"};

// Whether two figures that may be numbers of anything are days beside each other: "27.3.–30.3.", but not "3.1.–3.2.".
bool are_days_together(const NamedDay& first, const NamedDay& last) {
  constexpr unsigned kMonths = 12;
  return !last.faint || first.date.day > kMonths || last.date.day > kMonths;
}

// "3" of "3–5 March" gets the month of the end; "5" of "March 3–5" that of the beginning. False where the end would not
// come after the beginning, or the two are of two kinds: "24/7 – March 3", "episode 3 – May 5".
bool complete(NamedDay& first, NamedDay& last) {
  if (first.date.month == 0 && (last.date.month == 0 || last.month_first)) return false;
  if (first.faint && !last.in_figures) return false;
  first.faint = first.faint && !are_days_together(first, last);
  if (first.date.month == 0 || last.date.month == 0) {
    if (last.date.day <= first.date.day) return false;
    (first.date.month == 0 ? first : last).date.month = std::max(first.date.month, last.date.month);
    last.month_first = first.month_first = first.month_first || last.month_first;
  }
  const bool wraps = last.date.month < first.date.month;
  if (last.year && !first.year) first.year = *last.year - (wraps ? 1 : 0);
  return first.date != last.date;
}

bool has_time_at(std::string_view text) { return take_event_time(text).has_value(); }

enum class Link { None, Comma, And, Until };

Link take_link(std::string_view& text) {
  date::skip_spaces(text);
  if (take_one_of(text, kUntil)) return Link::Until;
  if (text.starts_with('/') && date::count_digits(text.substr(1)) == 4) {  // an interval of ISO 8601
    text.remove_prefix(1);
    return Link::Until;
  }
  const bool comma = date::take(text, ',');
  date::skip_spaces(text);
  if (take_one_of(text, kAnd)) return Link::And;
  return comma ? Link::Comma : Link::None;
}

// What follows a link: another day, or its number alone, but no time of day.
std::optional<NamedDay> take_next_day(std::string_view& text, const NamedDay& first, Link link, Habit habit) {
  if (link == Link::None) return std::nullopt;
  take_one_of(text, kArticles);
  if (has_time_at(text)) return std::nullopt;
  if (const std::optional<NamedDay> named = take_named_day(text, habit)) return named;
  if (first.date.month == 0 ? link != Link::Comma : !first.month_first) return std::nullopt;
  std::optional<NamedDay> number = take_day_alone(text);
  if (number && !first.year) take_year_after(text, *number);
  return number;
}

struct Days {
  NamedDay first;
  std::optional<NamedDay> last;
  Extent extent = Extent::Day;
};

Extent extent_of(const NamedDay& first, const NamedDay& last) {
  if (first.date.month == 0) return Extent::LooseStart;
  return last.date.month == 0 ? Extent::LooseEnd : Extent::Whole;
}

// "March 3–5", "27, 28 & 29 March", "March 3, March 10 and March 17". Days that are listed are a range where they
// follow each other; of others the first counts. A comma alone joins only whole days: the 2 of "session 2, 14 March" is
// none.
std::optional<Days> take_several_days(std::string_view& text, Habit habit) {
  constexpr int kMost = 12;
  std::string_view rest = text;
  std::optional<NamedDay> first = take_named_day(rest, habit);
  if (!first) first = take_day_alone(rest);
  if (!first) return std::nullopt;
  std::optional<NamedDay> last;
  std::string_view end = rest;
  bool in_a_row = true, is_range = false, is_row = false;
  unsigned previous = first->date.day;
  Link link = Link::Comma;
  for (int i = 0; i < kMost && link == Link::Comma; ++i) {
    link = take_link(rest);
    const std::optional<NamedDay> next = take_next_day(rest, *first, link, habit);
    if (!next) break;
    in_a_row = in_a_row && next->date.day == previous + 1;
    previous = next->date.day;
    if (link == Link::Comma && (first->date.month == 0 || next->date.month == 0)) continue;
    last = next;
    end = rest;
    is_range = i == 0 && link == Link::Until;
    is_row = in_a_row;
  }
  if (!last) return std::nullopt;
  const Extent extent = extent_of(*first, *last);
  if (!complete(*first, *last)) return std::nullopt;
  if (!is_range && !(is_row && first->date.month == last->date.month)) last.reset();
  text = end;
  return Days{*first, last, extent};
}

std::optional<Days> take_days(std::string_view& text, Habit habit, bool several) {
  if (several) return take_several_days(text, habit);
  const std::optional<NamedDay> day = take_named_day(text, habit);
  return day ? std::optional(Days{*day, std::nullopt, Extent::Day}) : std::nullopt;
}

std::optional<EventTime> take_time_after_day(std::string_view& text) {
  std::string_view rest = text;
  date::skip_spaces(rest);
  if (!rest.empty() && std::string_view(",|@(:;/-").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
  date::skip_spaces(rest);
  const std::optional<EventTime> time = take_event_time(rest);
  if (time) text = rest;
  return time;
}

// "6 pm, March 3", "6 pm on Tuesday, March 3".
std::optional<EventTime> take_time_before_day(std::string_view& text) {
  const std::optional<EventTime> time = take_event_time(text);
  if (!time) return std::nullopt;
  date::skip_spaces(text);
  if (!text.empty() && std::string_view(",|-").find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  date::skip_spaces(text);
  skip_leading_word(text);
  return time;
}

std::optional<EventPhrase> take_phrase(std::string_view& text, Habit habit, bool several) {
  std::string_view rest = text;
  std::optional<EventTime> time = take_time_before_day(rest);
  if (!time) rest = text;
  const std::optional<Days> days = take_days(rest, habit, several);
  if (!days) return std::nullopt;
  if (!time) time = take_time_after_day(rest);
  text = rest;
  return EventPhrase{days->first, days->last, days->extent, time, false};
}

bool is_in_known_years(const EventPhrase& phrase) {
  return is_known_year(phrase.first.year.value_or(kFirstYear)) &&
         (!phrase.last || is_known_year(phrase.last->year.value_or(kFirstYear)));
}

// Whether days in this place are when something takes place.
bool announces(const EventPhrase& phrase, Before before, After after) {
  if (phrase.first.faint && !phrase.time && !phrase.first.weekday) return false;
  const bool open = after == After::End || after == After::Mark;
  switch (before) {
    case Before::NotOn:
      return false;
    case Before::Beginning:
      return open || phrase.time || phrase.first.unmistakable || after == After::Place ||
             phrase.extent >= Extent::LooseStart;
    case Before::Mark:
    case Before::Preposition:
      return open || phrase.time || phrase.first.weekday || after == After::Place ||
             phrase.extent >= Extent::LooseStart;
    case Before::Word:
      return phrase.time || phrase.extent == Extent::Whole || (open && phrase.first.weekday) ||
             ((open || after == After::Place) && phrase.extent != Extent::Day) ||
             (after == After::End && phrase.first.month_first);
  }
  return false;
}

// Whether a day is complete with its year, where without it nobody would take it for one.
bool is_dated(const EventPhrase& phrase, Before before, After after) {
  if (!phrase.first.year || (phrase.first.faint && !phrase.first.weekday)) return false;
  if (before == Before::Beginning || before == Before::Mark) return true;
  return before == Before::Word && after != After::Word;
}

bool is_word_boundary(std::string_view title, std::size_t at) {
  if (at == 0) return true;
  const std::string_view previous = title.substr(at - 1, 1);
  if (previous == "'")
    return at > 1 && begins_word(title.substr(at - 2)) && base::is_ascii_digit(title[at]);  // "dell'8"
  return !begins_word(previous) && !base::is_ascii_digit(previous.front());
}

// The 03 of "27.03.", the 5 of "3-5".
bool is_inside_figures(std::string_view title, std::size_t at) {
  return at > 1 && base::is_ascii_digit(title[at]) &&
         std::string_view("./-").find(title[at - 1]) != std::string_view::npos && base::is_ascii_digit(title[at - 2]);
}

// Where a day may begin: at a number, or at a word that a number is not far from.
bool may_begin_day(std::string_view text) {
  constexpr std::size_t kFar = 40;
  constexpr std::string_view kDigits = "0123456789";
  if (base::is_ascii_digit(text.front())) return true;
  return begins_word(text) && text.substr(0, kFar).find_first_of(kDigits) != std::string_view::npos;
}

}  // namespace

std::optional<EventPhrase> find_event_phrase(std::string_view title, Habit habit) {
  std::size_t refused = 0;  // up to here nothing is announced, nor by a part of it: "April 4" of "March 31 – April 4"
  for (std::size_t at = 0; at < title.size(); ++at) {
    if (!is_word_boundary(title, at) || is_inside_figures(title, at) || !may_begin_day(title.substr(at))) continue;
    std::size_t reach = refused;
    for (const bool several : {true, false}) {
      std::string_view rest = title.substr(at);
      std::optional<EventPhrase> phrase = take_phrase(rest, habit, several);
      const std::size_t end = title.size() - rest.size();
      if (!phrase || end <= refused) continue;
      const Before before = what_comes_before(title.substr(0, at));
      if (before == Before::NotOn || !is_in_known_years(*phrase)) {  // nor is "March 3" of "by Monday, March 3"
        at = end - 1;
        break;
      }
      const After after = what_comes_after(rest);
      phrase->only_if_recent = !announces(*phrase, before, after);
      if (!phrase->only_if_recent || is_dated(*phrase, before, after)) {
        if (!phrase->time && is_periodical(title)) return std::nullopt;
        return phrase;
      }
      reach = std::max(reach, end);
    }
    refused = reach;
  }
  return std::nullopt;
}

}  // namespace commonplace::normalize
