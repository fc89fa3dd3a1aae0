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
constexpr EventField kXCal[] = {
    {"dtstart", &ParsedEvent::start}, {"dtend", &ParsedEvent::end}, {"location", &ParsedEvent::location}};
constexpr EventField kSchema[] = {
    {"startDate", &ParsedEvent::start}, {"endDate", &ParsedEvent::end}, {"location", &ParsedEvent::location}};

// The first vocabulary that says something is believed; the others' words are not mixed in.
void read_event_field(std::span<const EventField> fields, std::string_view from, const Element& element, Draft& draft) {
  for (const EventField& known : fields) {
    if (!base::equals_ignoring_case(element.local(), known.name)) continue;
    std::string text = base::collapse_spaces(element.text());
    if (text.empty()) return;
    if (!draft.event) draft.event = ParsedEvent{{}, {}, {}, std::string(from)};
    std::string& field = (*draft.event).*known.field;
    if (draft.event->from == from && field.empty()) field = std::move(text);
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
