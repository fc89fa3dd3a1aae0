#include "normalize/event_surroundings.h"

#include <algorithm>

#include "base/text.h"
#include "date/scan.h"
#include "normalize/event_words.h"

namespace commonplace::normalize {
namespace {

// Words that lead up to a day on which something takes place.
constexpr std::string_view kOn[] = {
    "de",   "on",  "am",  "le",  "el",   "il",      "den",      "vom",   "von", "du",   "del",  "dal", "from", "w",
    "we",   "dne", "em",  "op",  "na",   "od",      "ab",       "dia",   "the", "em",   "den",  "с",   "в",    "во",
    "στισ", "la",  "les", "als", "this", "between", "zwischen", "entre", "l",   "dell", "dall", "nell"};
// Words that make a day something else than that on which it takes place, also with a mark after them.
constexpr std::string_view kNotOn[] = {"until",
                                       "till",
                                       "since",
                                       "before",
                                       "after",
                                       "through",
                                       "bis",
                                       "seit",
                                       "nach",
                                       "jusqu'au",
                                       "jusqu'a",
                                       "avant",
                                       "depuis",
                                       "apres",
                                       "hasta",
                                       "desde",
                                       "antes",
                                       "fino",
                                       "entro",
                                       "prima",
                                       "dopo",
                                       "voor",
                                       "przed",
                                       "после",
                                       "updated",
                                       "posted",
                                       "due",
                                       "published",
                                       "deadline",
                                       "stand",
                                       "revised",
                                       "effective",
                                       "dated",
                                       "release",
                                       "publie",
                                       "publicado",
                                       "update",
                                       "frist",
                                       "limite",
                                       "fins",
                                       "thru",
                                       "scadenza",
                                       "anmeldeschluss",
                                       "einsendeschluss",
                                       "bewerbungsschluss",
                                       "pana"};
// The same, where no mark parts them from the day: "Sale ends March 3", but "Where the Sidewalk Ends, March 3".
constexpr std::string_view kNotOnUnmarked[] = {"by",         "til",        "vor",
                                               "ate",        "tot",        "do",
                                               "po",         "до",         "as",
                                               "of",         "to",         "in",
                                               "mis",        "than",       "close",
                                               "closes",     "end",        "ends",
                                               "ending",     "expires",    "endet",
                                               "moved",      "extended",   "rescheduled",
                                               "postponed",  "verschoben", "verlegt",
                                               "m",          "news",       "version",
                                               "spatestens", "including",  "einschliesslich"};
// What a number is rather the number of: "Nr. 3, März 2025".
constexpr std::string_view kNumbered[] = {"no",    "nr",    "num",  "n°",      "nº",  "º",      "numero", "nummer",
                                          "numer", "cislo", "heft", "ausgabe", "vol", "volume", "band"};
// What may stand between those and the day: "bis zum", "fino al", "tot en met".
constexpr std::string_view kJoints[] = {"zum", "zur", "al",  "all", "au",  "ao", "a",
                                        "o",   "en",  "met", "och", "med", "and"};
// "now – March 9" is the end of something.
constexpr std::string_view kNow[] = {"now", "today", "sofort"};
// Titles of publications, whose date is that of an issue.
constexpr std::string_view kPeriodicals[] = {
    "newsletter",       "newsletters",      "bulletin",      "digest",      "roundup",     "recap",
    "recaps",           "minutes",          "issue",         "rundbrief",   "infobrief",   "protokoll",
    "infolettre",       "boletin",          "bollettino",    "boletim",     "nieuwsbrief", "nyhetsbrev",
    "nyhedsbrev",       "biuletyn",         "hirlevel",      "uutiskirje",  "recording",   "summary",
    "obituary",         "pressemitteilung", "pressemeldung", "persbericht", "communique",  "pressmeddelande",
    "pressemeddelelse", "pressemelding",    "memoriam"};
// What a title may go on with after the day, without a mark.
constexpr std::string_view kPlaces[] = {"at",  "@",      "in",  "im",   "in der", "bei", "for",   "with",
                                        "mit", "au",     "aux", "dans", "en",     "nel", "nella", "presso",
                                        "via", "online", "um",  "alle", "a las",  "ore", "kl"};
constexpr std::string_view kMarks = ",:;|-)]/@·•.!";

bool is_not_on(std::string_view text, bool marked) {
  constexpr int kMostJoints = 2;
  LastWord last = split_last_word(marked ? text.substr(0, text.size() - 1) : text);
  if ((!marked || text.ends_with('.')) && base::is_one_of(last.word, kNumbered)) return true;
  if (marked) return base::is_one_of(last.word, kNotOn) || (text.ends_with('-') && base::is_one_of(last.word, kNow));
  for (int i = 0; i < kMostJoints && base::is_one_of(last.word, kJoints); ++i) last = split_last_word(last.before);
  return base::is_one_of(last.word, kNotOn) || base::is_one_of(last.word, kNotOnUnmarked);
}

}  // namespace

void skip_leading_word(std::string_view& text) { take_one_of(text, kOn); }

Before what_comes_before(std::string_view text) {
  constexpr int kMostWords = 3;
  bool led = false;
  text = base::trim(text);
  if (text.size() > 1 && text.back() == '\'' && begins_word(text.substr(text.size() - 2)))
    text.remove_suffix(1);  // "l'8"
  for (int i = 0; i < kMostWords; ++i) {
    const LastWord last = split_last_word(text);
    if (last.word.empty() || !base::is_one_of(last.word, kOn)) break;
    text = last.before;
    led = true;
  }
  while (!text.empty() && std::string_view("([{\"'").find(text.back()) != std::string_view::npos) {
    text = base::trim(text.substr(0, text.size() - 1));
    if (!led && !text.empty()) return Before::Mark;
  }
  if (text.empty()) return Before::Beginning;
  const bool marked = kMarks.find(text.back()) != std::string_view::npos || text.ends_with("·") || text.ends_with("•");
  if (is_not_on(text, marked)) return Before::NotOn;
  if (led) return Before::Preposition;
  return marked ? Before::Mark : Before::Word;
}

After what_comes_after(std::string_view text) {
  date::skip_spaces(text);
  const std::size_t closing = std::min(text.find_first_not_of(")]}.!\" "), text.size());
  text.remove_prefix(closing);
  if (text.empty()) return After::End;
  if (closing > 0) return After::Mark;
  if (text.starts_with('-')) return text.starts_with("- ") ? After::Mark : After::Word;
  if (std::string_view(",:;|/([~").find(text.front()) != std::string_view::npos) return After::Mark;
  if (text.starts_with("·") || text.starts_with("•")) return After::Mark;
  return take_one_of(text, kPlaces) ? After::Place : After::Word;
}

bool is_periodical(std::string_view title) {
  while (!title.empty()) {
    const std::string_view word = peek_word(title);
    if (base::is_one_of(word, kPeriodicals)) return true;
    title.remove_prefix(std::max<std::size_t>(word.size(), 1));
  }
  return false;
}

}  // namespace commonplace::normalize
