#include "date/names.h"

namespace commonplace::date {
namespace {

struct Zone {
  std::string_view name;
  int minutes;  // east of UTC
};

// In doubt: BST is British (not Bangladesh), IST Indian (not Irish or Israeli), CST North American (not Chinese),
// AST Atlantic (not Arabian). "ET" and the like do not say whether it is summer.
constexpr Zone kZones[] = {
    {"z", 0},      {"ut", 0},     {"utc", 0},    {"gmt", 0},    {"zulu", 0},    {"wet", 0},     {"west", 60},
    {"bst", 60},   {"cet", 60},   {"cest", 120}, {"met", 60},   {"mest", 120},  {"mez", 60},    {"mesz", 120},
    {"eet", 120},  {"eest", 180}, {"msk", 180},  {"msd", 240},  {"trt", 180},   {"est", -300},  {"edt", -240},
    {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480},  {"pdt", -420},  {"et", -300},
    {"ct", -360},  {"mt", -420},  {"pt", -480},  {"at", -240},  {"akst", -540}, {"akdt", -480}, {"hst", -600},
    {"ast", -240}, {"adt", -180}, {"nst", -210}, {"ndt", -150}, {"brt", -180},  {"art", -180},  {"clt", -240},
    {"cot", -300}, {"pet", -300}, {"vet", -240}, {"wat", 60},   {"cat", 120},   {"sast", 120},  {"eat", 180},
    {"gst", 240},  {"pkt", 300},  {"ist", 330},  {"npt", 345},  {"ict", 420},   {"wib", 420},   {"hkt", 480},
    {"myt", 480},  {"pht", 480},  {"sgt", 480},  {"wita", 480}, {"awst", 480},  {"jst", 540},   {"kst", 540},
    {"wit", 540},  {"acst", 570}, {"acdt", 630}, {"aest", 600}, {"aedt", 660},  {"nzst", 720},  {"nzdt", 780},
};

}  // namespace

std::optional<std::chrono::seconds> zone_by_name(std::string_view word) {
  for (const Zone& zone : kZones) {
    if (zone.name == word) return std::chrono::minutes(zone.minutes);
  }
  return std::nullopt;
}

}  // namespace commonplace::date
