#include "normalize/read_date.h"

#include <memory>
#include <string>
#include <utility>

#include "base/text.h"
#include "date/names.h"
#include "date/scan.h"
#include "html/entities.h"
#include "text/zone.h"

namespace commonplace::normalize {
namespace {

constexpr std::size_t kLongestDate = 300;  // what is longer is none, and nobody is asked about its words

struct ZonedDate {
  std::string date;  // without the name
  std::shared_ptr<const TimeZone> zone;
};

bool may_begin_name(char c) { return base::is_ascii_alpha(c) || c == '_'; }
bool may_end_name(char c) {
  return base::is_ascii_alnum(c) || std::string_view("_+-/").find(c) != std::string_view::npos;
}

// Where the name around the slash at `slash` begins, and ends.
std::pair<std::size_t, std::size_t> bounds_of_name(std::string_view text, std::size_t slash) {
  std::size_t begin = slash;
  std::size_t end = slash + 1;
  while (begin > 0 && may_begin_name(text[begin - 1])) --begin;
  while (end < text.size() && may_end_name(text[end])) ++end;
  return {begin, end};
}

std::optional<ZonedDate> split_zone(std::string_view text) {
  for (std::size_t slash = text.find('/'); slash != std::string_view::npos;) {
    auto [begin, end] = bounds_of_name(text, slash);
    if (auto zone = begin < slash ? text::find_zone(text.substr(begin, end - begin)) : nullptr) {
      if (begin > 0 && end < text.size() && text[begin - 1] == '[' && text[end] == ']') {
        --begin;
        ++end;
      }
      return ZonedDate{std::string(text.substr(0, begin)).append(" ").append(text.substr(end)), std::move(zone)};
    }
    slash = text.find('/', end);
  }
  return std::nullopt;
}

// "12:00 XYZT": a last word in capitals that is no name of a day or month.
bool names_unknown_zone(std::string_view text) {
  while (!text.empty() && (text.back() == ')' || text.back() == ']')) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && base::is_ascii_upper(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin);
  if (word.size() < 3 || word.size() > 5 || (begin > 0 && date::is_letter(text.substr(begin - 1)))) return false;
  const std::string plain = base::to_ascii_lower(word);
  return !date::month_by_name(plain) && !date::is_weekday(plain) && plain != "noon" && plain != "uhr";
}

std::optional<DateReading> read_clear_date(std::string_view text, const DateRules& rules) {
  std::optional<DateReading> reading = parse_date(text, rules);
  if (!reading || reading->has_offset || rules.ignore_offset || reading->precision == DatePrecision::Day)
    return reading;
  if (reading->doubt == DateDoubt::None && names_unknown_zone(text)) reading->doubt = DateDoubt::Zone;
  return reading;
}

std::optional<DateReading> read_zoned_date(std::string_view text, const DateRules& rules) {
  const std::optional<ZonedDate> zoned = rules.ignore_offset ? std::nullopt : split_zone(text);
  if (!zoned) return read_clear_date(text, rules);
  std::optional<DateReading> reading = parse_date(zoned->date, {zoned->zone.get(), false});
  if (!reading) return std::nullopt;
  reading->has_offset = true;
  reading->repaired = true;
  return reading;
}

}  // namespace

std::optional<DateReading> read_date(std::string_view text, const DateRules& rules) {
  text = base::trim(text);
  if (text.size() > kLongestDate) return std::nullopt;
  if (text.find('&') == std::string_view::npos) return read_zoned_date(text, rules);
  std::string decoded;
  return read_zoned_date(html::decode_references(text, html::ReferenceContext::Text, decoded), rules);
}

}  // namespace commonplace::normalize
