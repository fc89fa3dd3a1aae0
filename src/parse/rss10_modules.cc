#include "parse/rss10_modules.h"

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/field_table.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

// Attributes of RDF carry the prefix of their vocabulary; some write them without.
std::string attribute_of(const Element& element, Ns ns, std::string_view name) {
  const std::string_view qualified = base::trim(element.attribute(ns, name));
  return qualified.empty() ? first_attribute(element, {name}) : std::string(qualified);
}

void read_source(const Element& element, Draft& draft) {
  if (!draft.origin) draft.origin.emplace();
  if (is_blank(draft.origin->title)) draft.origin->title = read_text(element, Markup::Guess);
}

void read_source_url(const Element& element, Draft& draft) {
  if (!draft.origin) draft.origin.emplace();
  if (!draft.origin->link.empty()) return;
  draft.origin->link = trimmed_text(element);
  draft.origin->base = element.base();
}

constexpr Field kAggregation[] = {{"source", read_source}, {"sourceURL", read_source_url}};

}  // namespace

void read_enclosure_module(const Element& element, Draft& draft) {
  if (!base::equals_ignoring_case(element.local(), "enclosure")) return;
  ParsedMedia medium;
  medium.url = attribute_of(element, Ns::Rdf, "resource");
  if (medium.url.empty()) medium.url = attribute_of(element, Ns::Enclosure, "url");
  medium.type = attribute_of(element, Ns::Enclosure, "type");
  medium.length = attribute_of(element, Ns::Enclosure, "length");
  medium.base = element.base();
  medium.enclosure = true;
  draft.add_media(std::move(medium));
}

void read_aggregation(const Element& element, Draft& draft) { read_field(kAggregation, element, draft); }

}  // namespace commonplace::parse
