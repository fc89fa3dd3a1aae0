#include "normalize/event_time.h"

#include <algorithm>

#include "base/text.h"
#include "date/names.h"
#include "normalize/event_words.h"

namespace commonplace::normalize {
namespace {

using date::TimeOfDay;
using std::chrono::seconds;
using Words = std::span<const std::string_view>;

constexpr std::string_view kMorning[] = {"a.m.",         "a. m.",    "a.m",      "am",          "π.μ.",          "πμ",
                                         "de la manana", "da manha", "du matin", "del mattino", "in the morning"};
constexpr std::string_view kAfternoon[] = {"p.m.",
                                           "p. m.",
                                           "p.m",
                                           "pm",
                                           "μ.μ.",
                                           "μμ",
                                           "de la tarde",
                                           "de la noche",
                                           "da tarde",
                                           "da noite",
                                           "del pomeriggio",
                                           "di sera",
                                           "de l'apres-midi",
                                           "du soir",
                                           "in the afternoon",
                                           "in the evening",
                                           "noon"};
constexpr std::string_view kNoon[] = {"noon"};
constexpr std::string_view kMidnight[] = {"midnight"};

// What makes a number a time on the 24-hour clock, after it and before it.
constexpr std::string_view kHours[] = {"uhr",  "heures", "heure", "horas",  "hora", "hrs", "hs",
                                       "hod.", "hod",    "uur",   "orakor", "ora",  "ore", "ura",
                                       "sati", "часов",  "часа",  "год.",   "h",    "u",   "ч"};
constexpr std::string_view kClockWords[] = {"um",  "ab", "kl.",   "kl",   "klo",     "klockan", "alle ore", "dalle ore",
                                            "ore", "om", "godz.", "godz", "o godz.", "saat",    "orele",    "ora"};
// Words of languages that count to 24, for "18.30" and "6:30", but not enough for a bare number.
constexpr std::string_view kWholeDayWords[] = {"v",  "ve", "von", "a partir de", "a", "as", "das", "do",  "o",
                                               "od", "ob", "u",   "от",          "в", "о",  "с",   "στισ"};
constexpr std::string_view kSmallWords[] = {"@",         "at",    "from",    "starting at", "starts at",
                                            "begins at", "a las", "de las",  "desde las",   "alle",
                                            "dalle",     "de",    "doors at"};
constexpr std::string_view kBetween[] = {"between", "zwischen", "entre"};
constexpr std::string_view kUntil[] = {"-",        "to",   "bis", "until", "till", "til", "a las",    "a",  "al",
                                       "alle ore", "alle", "as",  "ate",   "do",   "tot", "till kl.", "до", "εωσ"};
constexpr std::string_view kAnd[] = {"and", "und", "et", "y", "e"};

enum class Half { Morning, Afternoon };
enum class Shape { Bare, Dotted, Colon, Worded };  // 6; 6.30; 6:30; with a word for hours

struct Clock {
  TimeOfDay time;
  std::optional<Half> half;
  Shape shape = Shape::Bare;
  bool padded = false;  // "06"
  bool utc = false;     // "18:00Z"

  // "18:30" and "06:30" can be nothing else.
  bool is_of_the_whole_day() const {
    return shape == Shape::Worded || (shape == Shape::Colon && (padded || time.hour > 12 || time.hour == 0));
  }
  bool is_certain() const { return half || is_of_the_whole_day(); }
};

std::optional<int> take_minutes(std::string_view& text) {
  std::string_view rest = text;
  const std::optional<int> minutes = date::take_number(rest, 2, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  text = rest;
  return minutes;
}

void take_minutes_after_mark(std::string_view& text, Clock& clock) {
  std::string_view rest = text;
  const bool colon = date::take(rest, ':');
  if (!colon && !date::take(rest, '.')) return;
  const std::optional<int> minutes = take_minutes(rest);
  if (!minutes) return;
  clock.time.minute = *minutes;
  clock.shape = colon ? Shape::Colon : Shape::Dotted;
  std::string_view after = rest;
  if (colon && date::take(after, ':') && take_minutes(after)) rest = after;  // seconds, which nobody publishes
  after = rest;
  if (colon && date::take(after, 'z') && !begins_word(after)) {
    clock.utc = true;
    rest = after;
  }
  text = rest;
}

std::optional<Half> take_half(std::string_view& text) {
  if (take_one_of(text, kMorning)) return Half::Morning;
  if (take_one_of(text, kAfternoon)) return Half::Afternoon;
  return std::nullopt;
}

// "14h30", "14 h", "18 Uhr 30".
void take_hour_word(std::string_view& text, Clock& clock) {
  std::string_view rest = text;
  if (!take_one_of(rest, kHours)) return;
  if (clock.shape == Shape::Bare) clock.time.minute = take_minutes(rest).value_or(0);
  clock.shape = Shape::Worded;
  text = rest;
}

std::optional<Clock> take_clock(std::string_view& text) {
  std::string_view rest = text;
  if (take_one_of(rest, kNoon)) {
    text = rest;
    return Clock{{12, 0, 0}, Half::Afternoon, Shape::Bare, false};
  }
  const std::size_t digits = date::count_digits(rest);
  const std::optional<int> hour = date::take_number(rest, 1, 2);
  if (!hour) return std::nullopt;
  Clock clock{{*hour, 0, 0}, std::nullopt, Shape::Bare, digits == 2 && *hour < 10};
  take_minutes_after_mark(rest, clock);
  date::skip_spaces(rest);
  clock.half = take_half(rest);
  if (clock.half && (*hour > 12 || *hour == 0)) clock.half.reset();
  if (!clock.half) take_hour_word(rest, clock);
  if (!date::is_valid(clock.time)) return std::nullopt;
  text = rest;
  return clock;
}

TimeOfDay on_the_whole_day(const Clock& clock) {
  TimeOfDay time = clock.time;
  if (clock.half) time.hour = time.hour % 12 + (*clock.half == Half::Afternoon ? 12 : 0);
  return time;
}

bool is_before(const TimeOfDay& a, const TimeOfDay& b) {
  return a.hour != b.hour ? a.hour < b.hour : a.minute < b.minute;
}

// In "2–4 pm" and "11–1 pm" the half is that of the end; in "2 pm – 4", of the start. The start comes first.
void share_halves(Clock& start, Clock& end) {
  if (start.half.has_value() == end.half.has_value()) return;
  Clock& bare = start.half ? end : start;
  if (bare.is_of_the_whole_day() || bare.time.hour > 12 || bare.time.hour == 0) return;
  bare.half = start.half ? start.half : end.half;
  if (!is_before(on_the_whole_day(start), on_the_whole_day(end))) {
    bare.half = *bare.half == Half::Morning ? Half::Afternoon : Half::Morning;
  }
}

// The end of a range; after "6 pm - 10 ways to write" the 10 is none. Only as an end has "midnight" one meaning.
std::optional<Clock> take_end(std::string_view& text, const Clock& start, bool after_between) {
  std::string_view rest = text;
  date::skip_spaces(rest);
  if (!take_one_of(rest, kUntil) && !(after_between && take_one_of(rest, kAnd))) return std::nullopt;
  std::optional<Clock> end = take_clock(rest);
  if (!end && start.is_certain() && take_one_of(rest, kMidnight)) end = Clock{{12, 0, 0}, Half::Morning};
  if (!end) return std::nullopt;
  if (start.is_certain() && !end->is_certain() && begins_word(rest)) return std::nullopt;
  text = rest;
  return end;
}

struct SpokenZone {
  std::string_view name;
  std::string_view zone;
};
// Only names that are no words: no "ART", "CAT", "EAT" or "WIT".
constexpr SpokenZone kSpokenZones[] = {
    {"eastern", "et"}, {"mountain", "mt"}, {"central", "ct"}, {"pacific", "pt"}, {"et", "et"},     {"est", "est"},
    {"edt", "edt"},    {"ct", "ct"},       {"cst", "cst"},    {"cdt", "cdt"},    {"mt", "mt"},     {"mst", "mst"},
    {"mdt", "mdt"},    {"pt", "pt"},       {"pst", "pst"},    {"pdt", "pdt"},    {"akst", "akst"}, {"akdt", "akdt"},
    {"hst", "hst"},    {"utc", "utc"},     {"gmt", "gmt"},    {"bst", "bst"},    {"cet", "cet"},   {"cest", "cest"},
    {"mez", "mez"},    {"mesz", "mesz"},   {"eet", "eet"},    {"eest", "eest"},  {"msk", "msk"},   {"jst", "jst"},
    {"kst", "kst"},    {"ist", "ist"},     {"sgt", "sgt"},    {"hkt", "hkt"},    {"sast", "sast"}, {"awst", "awst"},
    {"acst", "acst"},  {"acdt", "acdt"},   {"aest", "aest"},  {"aedt", "aedt"},  {"nzst", "nzst"}, {"nzdt", "nzdt"},
};
constexpr std::string_view kTimeWords[] = {"standard time", "daylight time", "time"};

bool takes_zone(std::string_view& text, EventTime& time) {
  std::string_view rest = text;
  date::skip_spaces(rest);
  const bool bracketed = date::take(rest, '(');
  const std::string_view name = peek_word(rest);
  const auto* known = std::find_if(std::begin(kSpokenZones), std::end(kSpokenZones),
                                   [name](const SpokenZone& zone) { return zone.name == name; });
  if (known == std::end(kSpokenZones)) return false;
  rest.remove_prefix(name.size());
  const std::optional<seconds> offset = name == "utc" || name == "gmt" ? date::take_numeric_offset(rest) : std::nullopt;
  date::skip_spaces(rest);
  const bool called_time = take_one_of(rest, kTimeWords);
  if (name.size() > 4 && !called_time && begins_word(rest)) return false;                 // "6 pm, Central Library"
  if (name == "et" && !rest.empty() && base::is_ascii_digit(rest.front())) return false;  // "18 h et 20 h"
  if (bracketed && !date::take(rest, ')')) return false;
  time.zone = known->zone;
  time.utc_offset = offset;
  text = rest;
  return true;
}

enum class Introduction { None, Between, Clock, WholeDay, Other };

Introduction take_introduction(std::string_view& text) {
  if (take_one_of(text, kBetween)) return Introduction::Between;
  if (take_one_of(text, kClockWords)) return Introduction::Clock;
  if (take_one_of(text, kSmallWords)) return Introduction::Other;
  return take_one_of(text, kWholeDayWords) ? Introduction::WholeDay : Introduction::None;
}

struct Clocks {
  Clock start;
  std::optional<Clock> end;
};

std::optional<Clocks> take_clocks(std::string_view& text) {
  std::string_view rest = text;
  const Introduction introduction = take_introduction(rest);
  std::optional<Clock> start = take_clock(rest);
  if (!start) return std::nullopt;
  std::optional<Clock> end = take_end(rest, *start, introduction == Introduction::Between);
  if (end) share_halves(*start, *end);
  const bool whole_day = start->is_of_the_whole_day() || (end && end->is_of_the_whole_day());
  const bool has_half = start->half || (end && end->half);
  const bool past_noon = introduction != Introduction::None && start->shape == Shape::Dotted && start->time.hour > 12;
  const bool introduced =
      introduction == Introduction::Clock || (introduction == Introduction::WholeDay && start->shape != Shape::Bare);
  if (!whole_day && !has_half && !introduced && !past_noon) return std::nullopt;
  text = rest;
  return Clocks{*start, end};
}

// "– 3 pm EDT" after "2 pm EDT": an end in the same zone. In another one it is the start as others see it.
void take_end_in_zone(std::string_view& text, Clocks& clocks, const EventTime& time) {
  std::string_view rest = text;
  std::optional<Clock> end = take_end(rest, clocks.start, false);
  if (!end) return;
  EventTime other;
  if (takes_zone(rest, other) && (other.zone != time.zone || other.utc_offset != time.utc_offset)) return;
  share_halves(clocks.start, *end);
  clocks.end = end;
  text = rest;
}

// The same moment for readers elsewhere: "2 pm ET / 11 am PT". The first one counts.
void skip_same_elsewhere(std::string_view& text) {
  constexpr std::string_view kMarks[] = {"/", "|", "(", ",", "-", "and"};
  constexpr int kMost = 4;
  for (int i = 0; i < kMost; ++i) {
    std::string_view rest = text;
    date::skip_spaces(rest);
    const bool bracketed = rest.starts_with('(');
    if (!take_one_of(rest, kMarks)) return;
    EventTime time;
    if (!take_clocks(rest) || !takes_zone(rest, time)) return;
    if (bracketed && !date::take(rest, ')')) return;
    text = rest;
  }
}

// "T18:00:00-05:00", "T18:00Z" after a day of ISO 8601. Without an offset it is a time like others.
std::optional<EventTime> take_iso_time(std::string_view& text) {
  std::string_view rest = text;
  if (!date::take(rest, 't')) return std::nullopt;
  const std::optional<TimeOfDay> clock = date::take_clock(rest);
  if (!clock) return std::nullopt;
  const bool utc = date::take(rest, 'z');
  const std::optional<seconds> offset = utc ? std::optional(seconds{0}) : date::take_numeric_offset(rest);
  if (!offset) return std::nullopt;
  text = rest;
  return EventTime{*clock, std::nullopt, {}, offset};
}

}  // namespace

std::optional<EventTime> take_event_time(std::string_view& text) {
  if (const std::optional<EventTime> iso = take_iso_time(text)) return iso;
  std::string_view rest = text;
  if (rest.size() > 1 && rest[0] == 't' && base::is_ascii_digit(rest[1])) rest.remove_prefix(1);
  std::optional<Clocks> clocks = take_clocks(rest);
  if (!clocks) return std::nullopt;
  EventTime time;
  if (takes_zone(rest, time)) {
    if (!clocks->end) take_end_in_zone(rest, *clocks, time);
    skip_same_elsewhere(rest);
  } else if (clocks->start.utc) {
    time.zone = "utc";
  }
  time.start = on_the_whole_day(clocks->start);
  if (clocks->end) time.end = on_the_whole_day(*clocks->end);
  text = rest;
  return time;
}

std::optional<Timestamp> event_instant(std::chrono::sys_days day, const TimeOfDay& clock, const EventTime& time,
                                       const TimeZone* local_zone) {
  const std::chrono::local_seconds local = std::chrono::local_days{day.time_since_epoch()} +
                                           std::chrono::hours{clock.hour} + std::chrono::minutes{clock.minute};
  std::optional<seconds> offset = time.utc_offset;
  if (!offset && !time.zone.empty()) offset = date::civil_offset(time.zone, local);
  if (!offset && local_zone) offset = local_zone->offset_at_local(local);
  return offset ? std::optional(Timestamp{local.time_since_epoch()} - *offset) : std::nullopt;
}

}  // namespace commonplace::normalize
