#include "parse/event_modules.h"

#include <span>
#include <vector>

#include "base/text.h"
#include "parse/element_text.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

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

// <dtstart tzid="Europe/Paris">, also with a prefix, or
// <parameters><tzid><text>Europe/Paris</text></tzid></parameters>.
std::string zone_of(const Element& property) {
  std::string zone = first_attribute(property, {"tzid"});
  if (zone.empty()) zone = property.attribute(Ns::XCal, "tzid");
  for (const Element& child : property.children()) {
    if (!base::equals_ignoring_case(child.local(), "parameters")) continue;
    for (const Element& parameter : child.children()) {
      if (zone.empty() && base::equals_ignoring_case(parameter.local(), "tzid")) zone = parameter.text();
    }
  }
  return base::collapse_spaces(zone);
}

// schema.org's place has a name and an address; the name says where it is to people who know the library.
std::string name_of_place(const Element& location) {
  const Element place = location.child(Ns::Schema, "Place");
  const Element name = (place ? place : location).child(Ns::Schema, "name");
  return base::collapse_spaces((name ? name : location).text());
}

std::string text_of(const Element& property) {
  switch (property.ns()) {
    case Ns::XCal:
      return value_of(property);
    case Ns::Schema:
      return name_of_place(property);
    default:
      return base::collapse_spaces(property.text());
  }
}

// From what stands around an event of iCalendar to what is in it (RFC 6321 §3), from the outside in. A calendar's own
// properties, and other components such as alarms, are not the event's.
struct Step {
  std::string_view from;
  std::string_view to;
};
constexpr Step kSteps[] = {{"icalendar", "vcalendar"},
                           {"vcalendar", "components"},
                           {"vcalendar", "vevent"},
                           {"components", "vevent"},
                           {"vevent", "properties"}};

// What has the properties of the event; nothing where `element` is one itself.
Element properties_in(const Element& element) {
  Element inner;
  for (const Step& step : kSteps) {
    const Element& outer = inner ? inner : element;
    if (!base::equals_ignoring_case(outer.local(), step.from)) continue;
    const Element next = outer.child(Ns::XCal, step.to);
    inner = next ? next : outer;
  }
  return inner;
}

// The first vocabulary that says something is believed; the others' words are not mixed in.
void read_event_field(std::span<const EventField> fields, std::string_view from, const Element& element, Draft& draft) {
  for (const EventField& known : fields) {
    if (!base::equals_ignoring_case(element.local(), known.name)) continue;
    std::string text = text_of(element);
    if (text.empty()) return;
    if (!draft.event) draft.event = ParsedEvent{{}, {}, {}, std::string(from)};
    if (draft.event->from != from) return;
    std::string& field = (*draft.event).*known.field;
    if (field.empty()) field = std::move(text);
    if (element.ns() == Ns::XCal && draft.event->zone.empty()) draft.event->zone = zone_of(element);
  }
}

}  // namespace

void read_ev(const Element& element, Draft& draft) { read_event_field(kEv, "ev", element, draft); }

// The properties may stand in the item, in a vevent or in a whole calendar.
void read_xcal(const Element& element, Draft& draft) {
  const Element properties = properties_in(element);
  if (!properties) return read_event_field(kXCal, "xcal", element, draft);
  for (const Element& property : properties.children()) read_event_field(kXCal, "xcal", property, draft);
}

// The properties may stand in the item, or in an Event, MusicEvent, EducationEvent ….
void read_schema_event(const Element& element, Draft& draft) {
  if (!element.local().ends_with("Event")) return read_event_field(kSchema, "schema", element, draft);
  for (const Element& property : element.children()) read_event_field(kSchema, "schema", property, draft);
}

}  // namespace commonplace::parse
