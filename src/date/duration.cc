#include "date/duration.h"

#include "base/text.h"
#include "date/scan.h"

namespace commonplace::date {
namespace {

using std::chrono::seconds;

struct Unit {
  char letter;
  bool of_time;  // stands after the T
  seconds length;
};
constexpr Unit kUnits[] = {{'w', false, std::chrono::weeks{1}},
                           {'d', false, std::chrono::days{1}},
                           {'h', true, std::chrono::hours{1}},
                           {'m', true, std::chrono::minutes{1}},
                           {'s', true, seconds{1}}};
constexpr seconds kLongest = std::chrono::days{10'000};

std::optional<seconds> length_of(char letter, bool of_time) {
  for (const Unit& unit : kUnits) {
    if (unit.letter == base::to_ascii_lower(letter) && unit.of_time == of_time) return unit.length;
  }
  return std::nullopt;
}

}  // namespace

std::optional<seconds> parse_duration(std::string_view text) {
  text = base::trim(text);
  take(text, '+');
  if (!take(text, 'P') && !take(text, 'p')) return std::nullopt;
  seconds total{0};
  bool any = false;
  for (bool of_time = false; !text.empty();) {
    if (!of_time && (take(text, 'T') || take(text, 't'))) {
      of_time = true;
      continue;
    }
    const std::optional<int> count = take_number(text, 1, 8);
    if (!count || text.empty()) return std::nullopt;
    const std::optional<seconds> length = length_of(text.front(), of_time);
    if (!length) return std::nullopt;
    text.remove_prefix(1);
    total += *length * *count;
    if (total > kLongest) return std::nullopt;
    any = true;
  }
  return any ? std::optional(total) : std::nullopt;
}

}  // namespace commonplace::date
