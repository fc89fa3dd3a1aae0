#include "normalize/event_surroundings.h"

#include <algorithm>

#include "base/text.h"
#include "date/scan.h"
#include "normalize/event_words.h"

namespace commonplace::normalize {
namespace {

// Words that lead up to a day on which something takes place.
constexpr std::string_view kOn[] = {"de", "on",   "am",  "le",   "el",  "il",   "den",     "vom",      "von",
                                    "du", "del",  "dal", "from", "w",   "we",   "dne",     "em",       "op",
                                    "na", "od",   "ab",  "dia",  "the", "em",   "den",     "с",        "в",
                                    "во", "στισ", "la",  "les",  "als", "this", "between", "zwischen", "entre"};
// Words that make a day something else than that on which it takes place.
constexpr std::string_view kNotOn[] = {
    "by",   "until", "till",     "til",       "since",     "before",   "after", "through",   "bis",     "seit",
    "vor",  "nach",  "jusqu'au", "jusqu'a",   "avant",     "depuis",   "apres", "hasta",     "desde",   "antes",
    "fino", "entro", "prima",    "dopo",      "ate",       "tot",      "voor",  "do",        "przed",   "po",
    "до",   "после", "updated",  "posted",    "published", "deadline", "due",   "stand",     "revised", "as",
    "of",   "to",    "in",       "effective", "release",   "publie",   "mis",   "publicado", "update",  "dated"};
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

}  // namespace

void skip_leading_word(std::string_view& text) { take_one_of(text, kOn); }

Before what_comes_before(std::string_view text) {
  constexpr int kMostWords = 3;
  bool led = false;
  text = base::trim(text);
  for (int i = 0; i < kMostWords; ++i) {
    const LastWord last = split_last_word(text);
    if (last.word.empty() || !is_one_of(last.word, kOn)) break;
    text = last.before;
    led = true;
  }
  while (!text.empty() && std::string_view("([{\"'").find(text.back()) != std::string_view::npos) {
    text = base::trim(text.substr(0, text.size() - 1));
    if (!led && !text.empty()) return Before::Mark;
  }
  if (text.empty()) return Before::Beginning;
  const bool marked = kMarks.find(text.back()) != std::string_view::npos || text.ends_with("·") || text.ends_with("•");
  const LastWord last = split_last_word(marked ? text.substr(0, text.size() - 1) : text);
  if (is_one_of(last.word, kNotOn)) return marked && last.word.size() < 4 ? Before::Mark : Before::NotOn;
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
    if (is_one_of(word, kPeriodicals)) return true;
    title.remove_prefix(std::max<std::size_t>(word.size(), 1));
  }
  return false;
}

}  // namespace commonplace::normalize
