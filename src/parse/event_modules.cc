#include "parse/event_modules.h"

#include <span>
#include <vector>

#include "base/text.h"
#include "parse/element_text.h"

namespace commonplace::parse {
namespace {

using xml::Element;

struct EventField {
  std::string_view name;
  std::string ParsedEvent::*field;
};
constexpr EventField kEv[] = {
    {"startdate", &ParsedEvent::start}, {"enddate", &ParsedEvent::end}, {"location", &ParsedEvent::location}};
constexpr EventField kXCal[] = {{"dtstart", &ParsedEvent::start},
                                {"dtend", &ParsedEvent::end},
                                {"location", &ParsedEvent::location},
                                {"duration", &ParsedEvent::duration}};
constexpr EventField kSchema[] = {{"startDate", &ParsedEvent::start},
                                  {"endDate", &ParsedEvent::end},
                                  {"location", &ParsedEvent::location},
                                  {"duration", &ParsedEvent::duration}};

// A property is its text, or the value in it: <dtstart><date>2024-11-21</date></dtstart> (RFC 6321 §3.4), whose
// parameters are not part of it.
std::string value_of(const Element& property) {
  constexpr std::string_view kParameters = "parameters";
  for (const Element& child : property.children()) {
    if (!base::equals_ignoring_case(child.local(), kParameters)) return base::collapse_spaces(child.text());
  }
  return base::collapse_spaces(property.text());
}

// <dtstart tzid="Europe/Paris">, or <parameters><tzid><text>Europe/Paris</text></tzid></parameters>.
std::string zone_of(const Element& property) {
  std::string zone = first_attribute(property, {"tzid", "TZID"});
  for (const Element& child : property.children()) {
    if (!base::equals_ignoring_case(child.local(), "parameters")) continue;
    for (const Element& parameter : child.children()) {
      if (zone.empty() && base::equals_ignoring_case(parameter.local(), "tzid")) zone = parameter.text();
    }
  }
  return base::collapse_spaces(zone);
}

// The first vocabulary that says something is believed; the others' words are not mixed in.
void read_event_field(std::span<const EventField> fields, std::string_view from, const Element& element, Draft& draft) {
  for (const EventField& known : fields) {
    if (!base::equals_ignoring_case(element.local(), known.name)) continue;
    const bool is_xcal = from == "xcal";
    std::string text = is_xcal ? value_of(element) : base::collapse_spaces(element.text());
    if (text.empty()) return;
    if (!draft.event) draft.event = ParsedEvent{{}, {}, {}, std::string(from)};
    if (draft.event->from != from) return;
    std::string& field = (*draft.event).*known.field;
    if (field.empty()) field = std::move(text);
    if (is_xcal && draft.event->zone.empty()) draft.event->zone = zone_of(element);
  }
}

}  // namespace

void read_ev(const Element& element, Draft& draft) { read_event_field(kEv, "ev", element, draft); }

// The properties may stand in the item or in a vevent of their own.
void read_xcal(const Element& element, Draft& draft) {
  if (!base::equals_ignoring_case(element.local(), "vevent")) {
    return read_event_field(kXCal, "xcal", element, draft);
  }
  for (const Element& property : element.children()) read_event_field(kXCal, "xcal", property, draft);
}

void read_schema_event(const Element& element, Draft& draft) { read_event_field(kSchema, "schema", element, draft); }

}  // namespace commonplace::parse
