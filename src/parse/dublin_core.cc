#include "parse/dublin_core.h"

#include <vector>

#include "parse/element_text.h"
#include "parse/field_table.h"
#include "parse/license_modules.h"
#include "parse/limits.h"
#include "parse/people.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

void read_title(const Element& element, Draft& draft) {
  draft.title.offer(read_text(element, Markup::Guess), Claim::Module);
}
void read_description(const Element& element, Draft& draft) {
  draft.summary.offer(read_text(element, Markup::Guess), Claim::Module);
}

// Several values may stand in one element, as a list of RDF's: <rdf:Bag><rdf:li>…</rdf:li>…</rdf:Bag>.
std::vector<Element> values_of(const Element& element) {
  std::vector<Element> values;
  for (const std::string_view list : {"Bag", "Seq", "Alt"}) {
    for (const Element& member : element.child(Ns::Rdf, list).children()) values.push_back(member);
  }
  if (values.empty()) values.push_back(element);
  return values;
}

void read_creator(const Element& element, Draft& draft) {
  for (const Element& value : values_of(element)) draft.authors.offer(read_people(value), Claim::Module);
}
void read_contributor(const Element& element, Draft& draft) {
  for (const Element& value : values_of(element)) add_all(draft.contributors, read_people(value));
}
void read_rights(const Element& element, Draft& draft) {
  draft.rights.offer(read_text(element, Markup::Guess), Claim::Module);
}
void read_language(const Element& element, Draft& draft) { draft.language.offer(trimmed_text(element), Claim::Module); }
void read_identifier(const Element& element, Draft& draft) { draft.id.offer(trimmed_text(element), Claim::Platform); }

// Usually text; in RDF also a taxonomy topic with rdf:value inside, or a reference.
void read_subject(const Element& element, Draft& draft) {
  for (const Element& value : values_of(element)) {
    std::string term = trimmed_text(value);
    if (term.empty()) term = std::string(value.attribute(Ns::Rdf, "resource"));
    draft.add_category(std::move(term));
  }
}

void read_date(const Element& element, Draft& draft) { draft.add_date(DateRole::DublinCore, trimmed_text(element)); }
void read_issued(const Element& element, Draft& draft) { draft.add_date(DateRole::Published, trimmed_text(element)); }
void read_modified(const Element& element, Draft& draft) { draft.add_date(DateRole::Updated, trimmed_text(element)); }
void read_created(const Element& element, Draft& draft) { draft.add_date(DateRole::Created, trimmed_text(element)); }

constexpr Field kElements[] = {
    {"title", read_title},
    {"description", read_description},
    {"creator", read_creator},
    {"author", read_creator},  // not in the vocabulary, but written
    {"contributor", read_contributor},
    {"rights", read_rights},
    {"language", read_language},
    {"identifier", read_identifier},
    {"subject", read_subject},
    {"date", read_date},
};

constexpr Field kTerms[] = {
    {"issued", read_issued},  // what a reader calls published
    {"available", read_date},       {"created", read_created}, {"modified", read_modified},
    {"abstract", read_description}, {"license", read_license},
};

}  // namespace

void read_dublin_core(const Element& element, Draft& draft) { read_field(kElements, element, draft); }

// dcterms: repeats all of dc: and refines it.
void read_dublin_core_terms(const Element& element, Draft& draft) {
  if (!read_field(kTerms, element, draft)) read_dublin_core(element, draft);
}

}  // namespace commonplace::parse
