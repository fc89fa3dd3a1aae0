#include "date/rfc822.h"

#include "base/text.h"

namespace commonplace::date {
namespace {

constexpr std::string_view kWeekdays = "SunMonTueWedThuFriSat";
constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";

// Which of the names of three letters stands at the front; it is then cut off.
std::optional<unsigned> take_name(std::string_view& text, std::string_view names) {
  const std::size_t at = text.size() < 3 ? std::string_view::npos : names.find(text.substr(0, 3));
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  text.remove_prefix(3);
  return static_cast<unsigned>(at / 3);
}

std::optional<std::chrono::seconds> take_offset(std::string_view& text) {
  if (text == "GMT") {
    text = {};
    return std::chrono::seconds{0};
  }
  return text.size() == 5 ? take_numeric_offset(text) : std::nullopt;
}

bool take_space(std::string_view& text) { return take(text, ' '); }

// "06:19:00" or "06:19", and not the forms that are only understood.
std::optional<TimeOfDay> take_plain_clock(std::string_view& text) {
  const std::size_t before = text.size();
  const std::optional<TimeOfDay> time = take_clock(text);
  const std::size_t length = before - text.size();
  return length == 5 || length == 8 ? time : std::nullopt;
}

}  // namespace

std::optional<Fields> read_rfc822(std::string_view text) {
  const std::optional<unsigned> weekday = take_name(text, kWeekdays);
  if (!weekday || !take(text, ',') || !take_space(text)) return std::nullopt;
  const std::optional<int> day = take_number(text, 1, 2);
  if (!day || !take_space(text)) return std::nullopt;
  const std::optional<unsigned> month = take_name(text, kMonths);
  if (!month || !take_space(text)) return std::nullopt;
  const std::optional<int> year = take_number(text, 4, 4);
  if (!year || !take_space(text)) return std::nullopt;
  const std::optional<TimeOfDay> time = take_plain_clock(text);
  if (!time || !take_space(text)) return std::nullopt;
  const std::optional<std::chrono::seconds> offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;

  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month + 1},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding() != *weekday) return std::nullopt;
  return Fields{*year, *month + 1, static_cast<unsigned>(*day), time, offset};
}

}  // namespace commonplace::date
