#include "parse/content_module.h"

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/field_table.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

void read_encoded(const Element& element, Draft& draft) {
  draft.content.offer(read_text(element, Markup::Html), Claim::Own);
}

// The module's first form: content:items / rdf:Bag / rdf:li / content:item / rdf:value.
void read_items(const Element& element, Draft& draft) {
  const Element list_item = element.child(Ns::Rdf, "Bag").child(Ns::Rdf, "li");
  if (const Element value = list_item.child(Ns::Content, "item").child(Ns::Rdf, "value")) read_encoded(value, draft);
}

constexpr Field kFields[] = {{"encoded", read_encoded}, {"items", read_items}};

void read_full_text(const Element& element, Draft& draft) {
  draft.content.offer(read_text(element, Markup::Guess), Claim::Platform);
}

constexpr Field kYandexFields[] = {{"full-text", read_full_text}, {"content", read_full_text}};

}  // namespace

void read_content_module(const Element& element, Draft& draft) { read_field(kFields, element, draft); }

void read_yandex(const Element& element, Draft& draft) { read_field(kYandexFields, element, draft); }

void read_xhtml_body(const Element& element, Draft& draft) {
  const bool is_body = base::equals_ignoring_case(element.local(), "body");
  if (is_body || base::equals_ignoring_case(element.local(), "div")) {
    // A body of escaped markup has no element inside.
    const bool escaped = !element.has_element_children();
    draft.content.offer(escaped ? read_text(element, Markup::Html) : read_inner_markup(element), Claim::Module);
  }
}

}  // namespace commonplace::parse
