#include "parse/read_entries.h"

#include <optional>

#include "commonplace/time.h"

namespace commonplace::parse {
namespace {

std::optional<Timestamp> first_date(const ParsedEntry& entry) {
  for (const ParsedDate& date : entry.dates) {
    if (const auto reading = parse_date(date.text)) return reading->instant;
  }
  return std::nullopt;
}

}  // namespace

bool is_oldest_first(const ParsedEntry& first, const ParsedEntry& last) {
  const auto a = first_date(first), b = first_date(last);
  return a && b && *a < *b;
}

}  // namespace commonplace::parse
