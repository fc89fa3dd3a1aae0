#include "normalize/event_phrase.h"

#include <algorithm>

#include "base/text.h"
#include "date/scan.h"
#include "normalize/event_surroundings.h"
#include "normalize/event_words.h"

namespace commonplace::normalize {
namespace {

using date::Habit;

constexpr std::string_view kUntil[] = {"-",   "to",  "through", "thru", "bis", "au", "al",  "a",       "til", "till",
                                       "tot", "t/m", "do",      "до",   "ate", "as", "εωσ", "εωσ τισ", "la"};
constexpr std::string_view kAnd[] = {"&",  "+",   "and", "und", "et", "y",  "e",  "i",
                                     "og", "och", "en",  "ja",  "и",  "та", "και"};
constexpr std::string_view kArticles[] = {"the", "den", "dem", "der", "le", "el", "il", "dia", "lo", "zum", "zur"};

// "3" of "3–5 March" gets the month of the end; "5" of "March 3–5" that of the beginning. False where the end would not
// come after the beginning.
bool complete(NamedDay& first, NamedDay& last) {
  if (first.date.month == 0 && last.date.month == 0) return false;
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

struct Days {
  NamedDay first;
  std::optional<NamedDay> last;
};

// What follows "to" or "and": another day, or its number alone, but no time of day.
std::optional<NamedDay> take_last_day(std::string_view& text, const NamedDay& first, Habit habit) {
  take_one_of(text, kArticles);
  if (has_time_at(text)) return std::nullopt;
  std::string_view rest = text;
  std::optional<NamedDay> last = take_named_day(rest, habit);
  if (!last && first.date.month != 0 && first.month_first) {
    last = take_day_alone(rest);
    if (last && !first.year && !take_year_after(rest, *last)) return std::nullopt;
  }
  if (last) text = rest;
  return last;
}

// Days that are listed are a range where they follow each other; of others the first counts.
std::optional<Days> take_days(std::string_view& text, Habit habit, bool as_range) {
  std::string_view rest = text;
  std::optional<NamedDay> first = take_named_day(rest, habit);
  if (!first && as_range) first = take_day_alone(rest);
  if (!first) return std::nullopt;
  if (!as_range) {
    text = rest;
    return Days{*first, std::nullopt};
  }
  date::skip_spaces(rest);
  const bool listed = !take_one_of(rest, kUntil);
  if (listed && !take_one_of(rest, kAnd)) return std::nullopt;
  std::optional<NamedDay> last = take_last_day(rest, *first, habit);
  if (!last || !complete(*first, *last)) return std::nullopt;
  text = rest;
  if (listed && !(first->date.month == last->date.month && first->date.day + 1 == last->date.day)) last.reset();
  return Days{*first, last};
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

std::optional<EventPhrase> take_phrase(std::string_view& text, Habit habit, bool as_range) {
  std::string_view rest = text;
  std::optional<EventTime> time = take_time_before_day(rest);
  if (!time) rest = text;
  const std::optional<Days> days = take_days(rest, habit, as_range);
  if (!days) return std::nullopt;
  if (!time) time = take_time_after_day(rest);
  if (days->first.faint && !time && !days->first.weekday) return std::nullopt;
  text = rest;
  return EventPhrase{days->first, days->last, time};
}

// Whether a day in this place is when something takes place.
bool announces(const EventPhrase& phrase, Before before, After after) {
  const bool open = after == After::End || after == After::Mark;
  switch (before) {
    case Before::NotOn:
      return false;
    case Before::Beginning:
      return open || phrase.time || phrase.first.unmistakable || after == After::Place;
    case Before::Mark:
    case Before::Preposition:
      return open || phrase.time || phrase.first.weekday || after == After::Place;
    case Before::Word:
      return phrase.time || (phrase.first.weekday && open) ||
             (after == After::End && (phrase.first.month_first || phrase.last));
  }
  return false;
}

bool is_word_boundary(std::string_view title, std::size_t at) {
  if (at == 0) return true;
  const std::string_view previous = title.substr(at - 1, 1);
  return !begins_word(previous) && !base::is_ascii_digit(previous.front()) && previous != "'";
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
  for (std::size_t at = 0; at < title.size(); ++at) {
    if (!is_word_boundary(title, at) || !may_begin_day(title.substr(at))) continue;
    for (const bool as_range : {true, false}) {
      std::string_view rest = title.substr(at);
      const std::optional<EventPhrase> phrase = take_phrase(rest, habit, as_range);
      if (!phrase) continue;
      const Before before = what_comes_before(title.substr(0, at));
      if (before == Before::NotOn) {  // nor is "March 3" of "by Monday, March 3"
        at = title.size() - rest.size() - 1;
        break;
      }
      if (!announces(*phrase, before, what_comes_after(rest))) continue;
      if (!phrase->time && is_periodical(title)) return std::nullopt;
      return phrase;
    }
  }
  return std::nullopt;
}

}  // namespace commonplace::normalize
