#include "parse/syndication_module.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/field_table.h"

namespace commonplace::parse {
namespace {

using xml::Element;

struct Period {
  std::string_view name;
  std::uint64_t minutes;
};
constexpr Period kPeriods[] = {
    {"hourly", 60}, {"daily", 1440}, {"weekly", 10'080}, {"monthly", 43'200}, {"yearly", 525'600},
};

void read_period(const Element& element, Draft& draft) { draft.update_period = trimmed_text(element); }
void read_frequency(const Element& element, Draft& draft) { draft.update_frequency = trimmed_text(element); }
void read_base(const Element& element, Draft& draft) { draft.update_base = trimmed_text(element); }

constexpr Field kFields[] = {
    {"updatePeriod", read_period}, {"updateFrequency", read_frequency}, {"updateBase", read_base}};

}  // namespace

void read_syndication(const Element& element, Draft& draft) { read_field(kFields, element, draft); }

std::string syndication_minutes(std::string_view period, std::string_view frequency) {
  const Period* found = std::find_if(std::begin(kPeriods), std::end(kPeriods), [period](const Period& known) {
    return base::equals_ignoring_case(known.name, period);
  });
  if (found == std::end(kPeriods)) return {};
  const std::uint64_t times = std::max<std::uint64_t>(1, base::parse_decimal(frequency).value_or(1));
  return std::to_string(std::max<std::uint64_t>(1, found->minutes / times));
}

}  // namespace commonplace::parse
