#include <utility>

#include "date/names.h"
#include "date/scan.h"

namespace commonplace::date {
namespace {

struct Zone {
  std::string_view name;
  int minutes;  // east of UTC
};

// In doubt: BST is British (not Bangladesh), IST Indian (not Irish or Israeli), CST North American (not Chinese),
// AST Atlantic (not Arabian), AMT of the Amazon (not Armenian). What is an English word in other texts, "get" or "bot",
// is left out. "ET" and the like stand here with their winter; `civil_offset` knows better.
constexpr Zone kZones[] = {
    {"z", 0},      {"ut", 0},     {"utc", 0},     {"gmt", 0},     {"zulu", 0},    {"wet", 0},     {"west", 60},
    {"bst", 60},   {"cet", 60},   {"cest", 120},  {"met", 60},    {"mest", 120},  {"mez", 60},    {"mesz", 120},
    {"eet", 120},  {"eest", 180}, {"msk", 180},   {"msd", 240},   {"trt", 180},   {"est", -300},  {"edt", -240},
    {"cst", -360}, {"cdt", -300}, {"mst", -420},  {"mdt", -360},  {"pst", -480},  {"pdt", -420},  {"et", -300},
    {"ct", -360},  {"mt", -420},  {"pt", -480},   {"at", -240},   {"akst", -540}, {"akdt", -480}, {"hst", -600},
    {"ast", -240}, {"adt", -180}, {"nst", -210},  {"ndt", -150},  {"brt", -180},  {"art", -180},  {"clt", -240},
    {"cot", -300}, {"pet", -300}, {"vet", -240},  {"wat", 60},    {"cat", 120},   {"sast", 120},  {"eat", 180},
    {"gst", 240},  {"pkt", 300},  {"ist", 330},   {"npt", 345},   {"ict", 420},   {"wib", 420},   {"hkt", 480},
    {"myt", 480},  {"pht", 480},  {"sgt", 480},   {"wita", 480},  {"awst", 480},  {"jst", 540},   {"kst", 540},
    {"wit", 540},  {"acst", 570}, {"acdt", 630},  {"aest", 600},  {"aedt", 660},  {"nzst", 720},  {"nzdt", 780},
    {"idt", 180},  {"irst", 210}, {"irdt", 270},  {"brst", -120}, {"uyt", -180},  {"uyst", -120}, {"clst", -180},
    {"amt", -240}, {"pyt", -240}, {"pyst", -180}, {"gyt", -240},  {"мск", 180},   {"yekt", 300},  {"krat", 420},
    {"vlat", 600},
};

enum class Summer { American, European };

// What people call the clocks of a region, whether or not they know that it is summer.
struct CivilZone {
  std::string_view name;
  int minutes;  // east of UTC in winter
  Summer summer;
};
constexpr CivilZone kCivilZones[] = {
    {"et", -300, Summer::American},   {"est", -300, Summer::American}, {"edt", -300, Summer::American},
    {"ct", -360, Summer::American},   {"cst", -360, Summer::American}, {"cdt", -360, Summer::American},
    {"mt", -420, Summer::American},   {"mdt", -420, Summer::American}, {"pt", -480, Summer::American},
    {"pst", -480, Summer::American},  {"pdt", -480, Summer::American}, {"akst", -540, Summer::American},
    {"akdt", -540, Summer::American}, {"wet", 0, Summer::European},    {"cet", 60, Summer::European},
    {"cest", 60, Summer::European},   {"mez", 60, Summer::European},   {"mesz", 60, Summer::European},
    {"eet", 120, Summer::European},   {"eest", 120, Summer::European},
};

// Zones in words, and what their clocks in winter and in summer are for short. China's own "CST" is taken, so that of
// Hong Kong stands for it.
struct SpokenZone {
  std::string_view words;
  std::string_view standard;
  std::string_view summer;
  bool stands_alone;  // "3 PM Eastern"; the others are places without "Time"
};
constexpr SpokenZone kSpokenZones[] = {{"eastern", "est", "edt", true},
                                       {"central", "cst", "cdt", true},
                                       {"mountain", "mst", "mdt", true},
                                       {"pacific", "pst", "pdt", true},
                                       {"alaska", "akst", "akdt", false},
                                       {"hawaii", "hst", "", false},
                                       {"atlantic", "ast", "adt", false},
                                       {"newfoundland", "nst", "ndt", false},
                                       {"greenwich mean", "gmt", "", false},
                                       {"coordinated universal", "utc", "", false},
                                       {"universal", "utc", "", false},
                                       {"british", "", "bst", false},
                                       {"western european", "wet", "west", false},
                                       {"central european", "cet", "cest", false},
                                       {"eastern european", "eet", "eest", false},
                                       {"moscow", "msk", "msd", false},
                                       {"israel", "eet", "idt", false},
                                       {"iran", "irst", "irdt", false},
                                       {"india", "ist", "", false},
                                       {"singapore", "sgt", "", false},
                                       {"hong kong", "hkt", "", false},
                                       {"china", "hkt", "", false},
                                       {"japan", "jst", "", false},
                                       {"korea", "kst", "", false},
                                       {"korean", "kst", "", false},
                                       {"south africa", "sast", "", false},
                                       {"brasilia", "brt", "brst", false},
                                       {"argentina", "art", "", false},
                                       {"australian western", "awst", "", false},
                                       {"australian central", "acst", "acdt", false},
                                       {"australian eastern", "aest", "aedt", false},
                                       {"new zealand", "nzst", "nzdt", false}};

enum class Clocks { Standard, Summer, AtLarge };
constexpr std::pair<std::string_view, Clocks> kCalledTime[] = {
    {" standard time", Clocks::Standard},      {" daylight time", Clocks::Summer},
    {" daylight saving time", Clocks::Summer}, {" daylight savings time", Clocks::Summer},
    {" summer time", Clocks::Summer},          {" time", Clocks::AtLarge}};

// Which clocks of the zone the words after its name mean; they are cut off.
std::optional<Clocks> take_clocks(const SpokenZone& zone, std::string_view& text) {
  for (const auto& [words, clocks] : kCalledTime) {
    if (!text.starts_with(words) || is_letter(text.substr(words.size()))) continue;
    text.remove_prefix(words.size());
    return clocks;
  }
  std::string_view after = text;
  skip_spaces(after);
  const bool is_alone = !is_letter(after) && !after.starts_with('/');  // "Pacific/Auckland" is elsewhere
  return zone.stands_alone && is_alone ? std::optional(Clocks::AtLarge) : std::nullopt;
}

// The United States change at two o'clock of the local clock; Europe at one o'clock of Greenwich.
bool is_summer(Summer summer, std::chrono::local_seconds local, std::chrono::seconds standard) {
  using namespace std::chrono;
  const local_days today = floor<days>(local);
  const year this_year = year_month_day{today}.year();
  if (summer == Summer::American) {
    return local >= local_days{this_year / March / Sunday[2]} + hours{2} &&
           local < local_days{this_year / November / Sunday[1]} + hours{2};
  }
  const local_seconds greenwich = local - standard;
  return greenwich >= local_days{this_year / March / Sunday[last]} + hours{1} &&
         greenwich < local_days{this_year / October / Sunday[last]} + hours{1};
}

}  // namespace

std::optional<std::chrono::seconds> zone_by_name(std::string_view word) {
  for (const Zone& zone : kZones) {
    if (zone.name == word) return std::chrono::minutes(zone.minutes);
  }
  return std::nullopt;
}

std::optional<ZoneName> take_spoken_zone(std::string_view& text) {
  for (const SpokenZone& zone : kSpokenZones) {
    if (!text.starts_with(zone.words)) continue;
    std::string_view rest = text.substr(zone.words.size());
    const std::optional<Clocks> clocks = take_clocks(zone, rest);
    const std::string_view name = clocks == Clocks::Summer ? zone.summer : zone.standard;
    if (!clocks || name.empty()) continue;
    text = rest;
    return ZoneName{name, clocks == Clocks::AtLarge};
  }
  return std::nullopt;
}

std::optional<std::chrono::seconds> civil_offset(std::string_view word, std::chrono::local_seconds local) {
  for (const CivilZone& zone : kCivilZones) {
    if (zone.name != word) continue;
    const std::chrono::minutes standard{zone.minutes};
    return is_summer(zone.summer, local, standard) ? standard + std::chrono::hours{1} : standard;
  }
  return zone_by_name(word);
}

}  // namespace commonplace::date
