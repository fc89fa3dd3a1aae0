// Header values → durations, clamped: publishers send 10¹² seconds, the past and prose.

#include "fetch/response.h"

#include <algorithm>

#include "base/text.h"
#include "schedule/retry_after.h"

namespace commonplace::fetch {
namespace {

using std::chrono::seconds;

constexpr seconds kLongestMaxAge = std::chrono::days{365};

// delta-seconds; too many digits to count mean "very long" (RFC 9111 §1.2.2). Nothing where it is not a number.
std::optional<seconds> parse_delta(std::string_view text, seconds longest) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), base::is_ascii_digit)) return std::nullopt;
  const auto value = base::parse_decimal(text);
  if (!value || *value > static_cast<std::uint64_t>(longest.count())) return longest;
  return seconds(static_cast<seconds::rep>(*value));
}

std::optional<Timestamp> parse_http_date(std::string_view text) {
  const auto reading = parse_date(text);
  if (!reading) return std::nullopt;
  return reading->instant;
}

// By the server's clock, where it tells: then its dates mean what it meant, however wrong the clock is.
Timestamp server_time(const FetchResponse& response, Timestamp now) {
  return parse_http_date(base::trim(response.header("date"))).value_or(now);
}

seconds clamp(seconds value, seconds longest) { return std::clamp(value, seconds::zero(), longest); }

std::string_view unquoted(std::string_view value) {
  value = base::trim(value);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return value;
}

// Up to the next comma that is not quoted, and removed with it.
std::string_view take_directive(std::string_view& rest) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (quoted || rest[end] != ','); ++end) quoted ^= rest[end] == '"';
  const std::string_view directive = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return directive;
}

// All Cache-Control fields together; no-store and no-cache outweigh any number, but not a no-cache that names fields
// and leaves the rest alone (RFC 9111 §5.2.2.4).
std::optional<seconds> cache_control_max_age(const FetchResponse& response) {
  std::optional<seconds> age;
  for (std::string_view rest : all_values(response, "cache-control")) {
    while (!rest.empty()) {
      const std::string_view directive = take_directive(rest);
      const auto equals = directive.find('=');
      const bool has_value = equals != std::string_view::npos;
      const std::string_view key = base::trim(directive.substr(0, equals));
      const bool is_stale =
          base::equals_ignoring_case(key, "no-store") || (base::equals_ignoring_case(key, "no-cache") && !has_value);
      if (is_stale) return seconds::zero();
      if (!base::equals_ignoring_case(key, "max-age") || !has_value) continue;
      if (!age) age = parse_delta(unquoted(directive.substr(equals + 1)), kLongestMaxAge);
    }
  }
  return age;
}

std::optional<seconds> lifetime_of(const FetchResponse& response, Timestamp now) {
  if (const auto age = cache_control_max_age(response)) return age;
  const std::string_view expires = base::trim(response.header("expires"));
  if (expires.empty()) return std::nullopt;
  const auto until = parse_http_date(expires);
  if (!until) return seconds::zero();  // "0" and other non-dates mean already expired (RFC 9111 §5.3)
  return clamp(*until - server_time(response, now), kLongestMaxAge);
}

}  // namespace

std::string_view FetchResponse::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return {};
}

std::vector<std::string_view> all_values(const FetchResponse& response, std::string_view lower_case_name) {
  std::vector<std::string_view> values;
  for (const auto& [name, value] : response.headers) {
    if (name == lower_case_name) values.push_back(value);
  }
  return values;
}

std::optional<seconds> retry_after(const FetchResponse& response, Timestamp now) {
  const std::string_view value = base::trim(response.header("retry-after"));
  if (const auto delta = parse_delta(value, schedule::kLongestRetryAfter)) return delta;
  if (value.empty() || base::is_ascii_digit(value.front()) || value.front() == '-') return std::nullopt;
  const auto until = parse_http_date(value);
  if (!until) return std::nullopt;
  return clamp(*until - server_time(response, now), schedule::kLongestRetryAfter);
}

std::optional<seconds> max_age(const FetchResponse& response, Timestamp now) {
  const auto lifetime = lifetime_of(response, now);
  if (!lifetime) return std::nullopt;
  // It has been lying in a cache on the way for a while.
  const auto age = parse_delta(base::trim(response.header("age")), kLongestMaxAge);
  return clamp(*lifetime - age.value_or(seconds::zero()), kLongestMaxAge);
}

}  // namespace commonplace::fetch
