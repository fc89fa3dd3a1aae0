#include "date/names.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::date {
namespace {

struct Month {
  std::string_view name;
  unsigned number;
};

// A name counts for every word that begins with it, if it is marked '*': "sept*" is also September and septiembre.
constexpr Month kMonths[] = {
    // English and what begins alike in German, French, Spanish, Dutch, the Scandinavian languages …
    {"jan*", 1},
    {"feb*", 2},
    {"mar", 3},
    {"march", 3},
    {"apr*", 4},
    {"may", 5},
    {"jun*", 6},
    {"jul*", 7},
    {"aug*", 8},
    {"sep*", 9},
    {"oct*", 10},
    {"nov*", 11},
    {"dec*", 12},
    // German
    {"jän*", 1},
    {"mär*", 3},
    {"maerz", 3},
    {"mai", 5},
    {"okt*", 10},
    {"dez*", 12},
    // French
    {"févr*", 2},
    {"fév*", 2},
    {"fev*", 2},
    {"mars", 3},
    {"avr*", 4},
    {"juin", 6},
    {"juil*", 7},
    {"aoû*", 8},
    {"aou*", 8},
    {"déc*", 12},
    // Spanish, Portuguese, Italian, Catalan
    {"ene*", 1},
    {"gen*", 1},
    {"marzo", 3},
    {"março", 3},
    {"març", 3},
    {"abr*", 4},
    {"mayo", 5},
    {"maio", 5},
    {"mag*", 5},
    {"maig", 5},
    {"giu*", 6},
    {"lug*", 7},
    {"ago*", 8},
    {"set*", 9},
    {"out*", 10},
    {"ott*", 10},
    {"dic*", 12},
    // Dutch, Danish, Norwegian, Swedish
    {"maart", 3},
    {"mrt", 3},
    {"mei", 5},
    {"marts", 3},
    {"maj", 5},
    // Polish
    {"sty*", 1},
    {"lut*", 2},
    {"kwi*", 4},
    {"maja", 5},
    {"cze*", 6},
    {"lip*", 7},
    {"sie*", 8},
    {"wrz*", 9},
    {"paź*", 10},
    {"paz*", 10},
    {"lis*", 11},
    {"gru*", 12},
    // Czech
    {"led*", 1},
    {"únor*", 2},
    {"březen", 3},
    {"března", 3},
    {"dub*", 4},
    {"květ*", 5},
    {"červen", 6},
    {"června", 6},
    {"červenec", 7},
    {"července", 7},
    {"srp*", 8},
    {"září", 9},
    {"říj*", 10},
    {"pros*", 12},
    // Finnish
    {"tammi*", 1},
    {"helmi*", 2},
    {"maalis*", 3},
    {"huhti*", 4},
    {"touko*", 5},
    {"kesä*", 6},
    {"heinä*", 7},
    {"elo*", 8},
    {"syys*", 9},
    {"loka*", 10},
    {"marras*", 11},
    {"joulu*", 12},
    // Hungarian
    {"már*", 3},
    {"ápr*", 4},
    {"máj*", 5},
    {"jún*", 6},
    {"júl*", 7},
    {"szept*", 9},
    {"okt*", 10},
    // Turkish
    {"oca*", 1},
    {"şub*", 2},
    {"nis*", 4},
    {"mayıs", 5},
    {"haz*", 6},
    {"tem*", 7},
    {"ağu*", 8},
    {"eyl*", 9},
    {"eki*", 10},
    {"kas*", 11},
    {"ara*", 12},
    // Russian
    {"янв*", 1},
    {"фев*", 2},
    {"мар*", 3},
    {"апр*", 4},
    {"мая", 5},
    {"май", 5},
    {"июн*", 6},
    {"июл*", 7},
    {"авг*", 8},
    {"сен*", 9},
    {"окт*", 10},
    {"ноя*", 11},
    {"дек*", 12},
    // Greek
    {"ιαν*", 1},
    {"φεβ*", 2},
    {"μάρ*", 3},
    {"μαρ*", 3},
    {"μάώ", 3},
    {"απρ*", 4},
    {"μάι*", 5},
    {"μαΐ*", 5},
    {"μαϊ", 5},
    {"ιούν*", 6},
    {"ιον", 6},
    {"ιούλ*", 7},
    {"ιολ", 7},
    {"αύγ*", 8},
    {"αυγ*", 8},
    {"σεπ*", 9},
    {"οκτ*", 10},
    {"νοέ*", 11},
    {"νοε*", 11},
    {"δεκ*", 12},
};

// English, and the first letters of the others that stand before dates.
constexpr std::string_view kWeekdays[] = {
    "mon",       "tue",      "wed",      "thu",        "fri",      "sat",       "sun",       "monday",   "tuesday",
    "wednesday", "thursday", "friday",   "saturday",   "sunday",   "tues",      "thur",      "thurs",    "weds",
    "montag",    "dienstag", "mittwoch", "donnerstag", "freitag",  "samstag",   "sonnabend", "sonntag",  "lundi",
    "mardi",     "mercredi", "jeudi",    "vendredi",   "samedi",   "dimanche",  "lunes",     "martes",   "miércoles",
    "jueves",    "viernes",  "sábado",   "domingo",    "lunedì",   "martedì",   "mercoledì", "giovedì",  "venerdì",
    "sabato",    "domenica", "maandag",  "dinsdag",    "woensdag", "donderdag", "vrijdag",   "zaterdag", "zondag",
};

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr Zone kZones[] = {
    {"z", 0},      {"ut", 0},     {"utc", 0},     {"gmt", 0},     {"wet", 0},    {"west", 60},  {"bst", 60},
    {"ist", 330},  {"cet", 60},   {"cest", 120},  {"met", 60},    {"mest", 120}, {"mez", 60},   {"mesz", 120},
    {"eet", 120},  {"eest", 180}, {"msk", 180},   {"msd", 240},   {"est", -300}, {"edt", -240}, {"cst", -360},
    {"cdt", -300}, {"mst", -420}, {"mdt", -360},  {"pst", -480},  {"pdt", -420}, {"et", -300},  {"ct", -360},
    {"mt", -420},  {"pt", -480},  {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"ast", -240}, {"adt", -180},
    {"nst", -210}, {"ndt", -150}, {"brt", -180},  {"art", -180},  {"sast", 120}, {"pkt", 300},  {"wib", 420},
    {"hkt", 480},  {"sgt", 480},  {"awst", 480},  {"jst", 540},   {"kst", 540},  {"acst", 570}, {"acdt", 630},
    {"aest", 600}, {"aedt", 660}, {"nzst", 720},  {"nzdt", 780},
};

bool names(std::string_view pattern, std::string_view word) {
  if (!pattern.ends_with('*')) return pattern == word;
  return word.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

std::optional<unsigned> month_by_name(std::string_view word) {
  // The longest pattern wins: Czech "červenec" is July although "červen" is June, "mars" is not the Russian "mar*".
  const Month* best = nullptr;
  for (const Month& month : kMonths) {
    if (names(month.name, word) && (!best || month.name.size() > best->name.size())) best = &month;
  }
  return best ? std::optional(best->number) : std::nullopt;
}

bool is_weekday(std::string_view word) {
  return std::find(std::begin(kWeekdays), std::end(kWeekdays), word) != std::end(kWeekdays);
}

std::optional<std::chrono::seconds> zone_by_name(std::string_view word) {
  for (const Zone& zone : kZones) {
    if (zone.name == word) return std::chrono::minutes(zone.minutes);
  }
  return std::nullopt;
}

std::string lower_word(std::string_view word) {
  std::string lower;
  for (std::size_t position = 0; position < word.size();) {
    char32_t c = base::next_code_point(word, position);
    if (c < 0x80) {
      c = static_cast<char32_t>(base::to_ascii_lower(static_cast<char>(c)));
    } else if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) {
      c += 0x20;
    } else if (c >= 0x100 && c <= 0x17F && c % 2 == 0 && c < 0x138) {
      c += 1;
    }
    base::append_utf8(lower, c);
  }
  return lower;
}

}  // namespace commonplace::date
