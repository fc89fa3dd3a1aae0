#include "topic/published.h"

#include "base/text.h"
#include "topic/error.h"

namespace commonplace::topic {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

struct Span {
  sys_days first, last;
};

// A number of exactly this many digits.
std::optional<unsigned> number(std::string_view digits, std::size_t length) {
  if (digits.size() != length) return std::nullopt;
  const auto value = base::parse_decimal(digits);
  return value ? std::optional(static_cast<unsigned>(*value)) : std::nullopt;
}

std::optional<Span> parse_date_span(std::string_view text) {
  const auto parts = base::split(text, '-');
  const auto y = number(parts[0], 4);
  if (!y || *y == 0 || parts.size() > 3) return std::nullopt;
  const auto m = parts.size() > 1 ? number(parts[1], 2) : std::optional(1U);
  const auto d = parts.size() > 2 ? number(parts[2], 2) : std::optional(1U);
  if (!m || !d) return std::nullopt;
  const year_month_day first = year(static_cast<int>(*y)) / std::chrono::month(*m) / std::chrono::day(*d);
  if (!first.ok()) return std::nullopt;
  if (parts.size() == 3) return Span{first, first};
  if (parts.size() == 2) return Span{first, sys_days(first.year() / first.month() / std::chrono::last)};
  return Span{first, sys_days(first.year() / std::chrono::December / 31)};
}

tl::expected<Span, QueryError> expect_date(std::string_view text, std::size_t offset, std::string_view after) {
  if (text.empty()) {
    return wrong(offset, "expected a date such as 2024-10-01 after '" + std::string(after) + "'");
  }
  if (const auto span = parse_date_span(text)) return *span;
  const bool is_in_form = text.find_first_not_of("0123456789-") == std::string_view::npos &&
                          (text.size() == 7 || text.size() == 10) && text[4] == '-';
  return wrong(offset, quote(text) + (is_in_form ? " is in no calendar" : " is not a date") +
                           "; expected YYYY-MM-DD, YYYY-MM or YYYY, such as 2024-10-01");
}

tl::expected<DayRange, QueryError> parse_between(std::string_view text, std::size_t dots) {
  DayRange range;
  if (dots > 0) {
    const auto from = expect_date(text.substr(0, dots), 0, "published:");
    if (!from) return tl::unexpected(from.error());
    range.first = from->first;
  }
  const std::string_view end = text.substr(dots + 2);
  if (!end.empty() || dots == 0) {
    const auto to = expect_date(end, dots + 2, "..");
    if (!to) return tl::unexpected(to.error());
    range.last = to->last;
  }
  if (range.first && range.last && *range.last < *range.first)
    return wrong(0, "this range ends before it begins; write the earlier date first");
  return range;
}

struct Comparison {
  std::string_view sign;
  DayRange (*range)(const Span&);
};

// Longer signs first.
constexpr Comparison kComparisons[] = {
    {">=",
     [](const Span& date) {
       return DayRange{date.first, std::nullopt};
     }},
    {"<=",
     [](const Span& date) {
       return DayRange{std::nullopt, date.last};
     }},
    {">",
     [](const Span& date) {
       return DayRange{date.last + std::chrono::days(1), std::nullopt};
     }},
    {"<",
     [](const Span& date) {
       return DayRange{std::nullopt, date.first - std::chrono::days(1)};
     }},
    {"=",
     [](const Span& date) {
       return DayRange{date.first, date.last};
     }},
};

}  // namespace

bool DayRange::contains(sys_days day) const { return (!first || *first <= day) && (!last || day <= *last); }

tl::expected<DayRange, QueryError> parse_day_range(std::string_view text) {
  for (const Comparison& comparison : kComparisons) {
    if (!text.starts_with(comparison.sign)) continue;
    const auto date = expect_date(text.substr(comparison.sign.size()), comparison.sign.size(), comparison.sign);
    if (!date) return tl::unexpected(date.error());
    return comparison.range(*date);
  }
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) return parse_between(text, dots);
  const auto date = expect_date(text, 0, "published:");
  if (!date) return tl::unexpected(date.error());
  return DayRange{date->first, date->last};
}

std::optional<sys_days> day_of_publication(const Entry& entry) {
  if (entry.published_day && entry.published_day->ok()) return sys_days(*entry.published_day);
  if (!entry.published) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(*entry.published);
}

std::string to_string(const DayRange& range) {
  const auto day = [](const std::optional<sys_days>& d) { return d ? to_iso_day(year_month_day(*d)) : std::string(); };
  return day(range.first) + ".." + day(range.last);
}

}  // namespace commonplace::topic
