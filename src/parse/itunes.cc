#include "parse/itunes.h"

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/field_table.h"
#include "parse/people.h"

namespace commonplace::parse {
namespace {

using xml::Element;

// The scheme by which other readers tell these terms from a publisher's own.
constexpr std::string_view kScheme = "http://www.itunes.com/";

void read_title(const Element& element, Draft& draft) {
  draft.title.offer(read_text(element, Markup::Plain), Claim::Platform);
}
void read_author(const Element& element, Draft& draft) {
  draft.authors.offer(split_people(trimmed_text(element)), Claim::Platform);
}
void read_owner(const Element& element, Draft& draft) { draft.authors.offer(read_people(element), Claim::Last); }
void read_summary(const Element& element, Draft& draft) {
  draft.summary.offer(read_text(element, Markup::Guess), Claim::Platform);
}
void read_subtitle(const Element& element, Draft& draft) {
  draft.summary.offer(read_text(element, Markup::Guess), Claim::Last);
}

void read_image(const Element& element, Draft& draft) {
  draft.add_picture(attribute_or_text(element, {"href", "url"}), Claim::Platform, element.base());
}

// As iTunes had it before there was itunes:image.
void read_link(const Element& element, Draft& draft) {
  if (base::equals_ignoring_case(first_attribute(element, {"rel"}), "image")) read_image(element, draft);
}

void add_term(const Element& element, Draft& draft) {
  std::string term = first_attribute(element, {"text"});
  if (term.empty() && !element.has_element_children()) term = trimmed_text(element);
  draft.add_category(std::move(term), std::string(kScheme));
}

// Categories nest one level: <category text="Arts"><category text="Books"/></category>.
void read_category(const Element& element, Draft& draft) {
  add_term(element, draft);
  for (const Element& inner : element.children(element.ns(), "category")) add_term(inner, draft);
}

void read_keywords(const Element& element, Draft& draft) { draft.add_keywords(trimmed_text(element), kScheme); }

constexpr Field kFields[] = {
    {"title", read_title},       {"author", read_author},       {"owner", read_owner},
    {"summary", read_summary},   {"description", read_summary},  // Google Play's word
    {"subtitle", read_subtitle}, {"image", read_image},         {"category", read_category},
    {"keywords", read_keywords}, {"link", read_link},
};

}  // namespace

void read_itunes(const Element& element, Draft& draft) { read_field(kFields, element, draft); }

}  // namespace commonplace::parse
