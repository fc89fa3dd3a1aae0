#include "parse/rss_item.h"

#include "base/text.h"
#include "parse/atom.h"
#include "parse/element_text.h"
#include "parse/field_table.h"
#include "parse/modules.h"
#include "parse/people.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

void read_title(const Element& element, Draft& draft) {
  draft.title.offer(read_text(element, Markup::Guess), Claim::Own);
}
void read_description(const Element& element, Draft& draft) {
  draft.summary.offer(read_text(element, Markup::Guess), Claim::Own);
}
void read_summary(const Element& element, Draft& draft) {
  draft.summary.offer(read_text(element, Markup::Guess), Claim::Module);
}
void read_subtitle(const Element& element, Draft& draft) {
  draft.summary.offer(read_text(element, Markup::Guess), Claim::Last);
}
// Names that some writers gave the whole text before content:encoded.
void read_body(const Element& element, Draft& draft) {
  draft.content.offer(read_text(element, Markup::Guess), Claim::Platform);
}
void read_rights(const Element& element, Draft& draft) {
  draft.rights.offer(read_text(element, Markup::Guess), Claim::Own);
}

// RSS writes the address as text; some write Atom's attributes without its namespace.
void read_link(const Element& element, Draft& draft) {
  ParsedLink link;
  link.href = trimmed_text(element);
  link.rel = first_attribute(element, {"rel"});
  link.type = first_attribute(element, {"type"});
  link.title = first_attribute(element, {"title"});
  link.hreflang = first_attribute(element, {"hreflang"});
  link.length = first_attribute(element, {"length"});
  link.base = element.base();
  if (link.href.empty()) link.href = first_attribute(element, {"href", "url"});
  if (link.rel.empty()) link.rel = "alternate";
  draft.add_link(std::move(link));
}

void read_guid(const Element& element, Draft& draft) {
  std::string guid = trimmed_text(element);
  if (guid.empty() || !draft.id.offer(std::move(guid), Claim::Own)) return;
  draft.id_is_permalink = !base::equals_ignoring_case(base::trim(element.attribute("isPermaLink")), "false");
}

void read_author(const Element& element, Draft& draft) { draft.authors.offer(read_people(element), Claim::Own); }

void read_category(const Element& element, Draft& draft) {
  std::string term = trimmed_text(element);
  if (term.empty()) term = first_attribute(element, {"term", "text"});
  draft.add_category(std::move(term), first_attribute(element, {"domain", "scheme"}),
                     first_attribute(element, {"label"}));
}

void read_published(const Element& element, Draft& draft) {
  draft.add_date(DateRole::Published, trimmed_text(element));
}
void read_updated(const Element& element, Draft& draft) { draft.add_date(DateRole::Updated, trimmed_text(element)); }
void read_created(const Element& element, Draft& draft) { draft.add_date(DateRole::Created, trimmed_text(element)); }
void read_language(const Element& element, Draft& draft) { draft.language.offer(trimmed_text(element), Claim::Own); }
void read_generator(const Element& element, Draft& draft) { draft.generator.offer(trimmed_text(element), Claim::Own); }
void read_ttl(const Element& element, Draft& draft) { draft.ttl = trimmed_text(element); }

// <skipHours><hour>0</hour>…; more children than a day has hours are no list of hours.
std::vector<std::string> texts_of_children(const Element& list, std::string_view local, std::size_t most) {
  std::vector<std::string> texts;
  for (const Element& part : list.children()) {
    if (texts.size() == most) break;
    if (base::equals_ignoring_case(part.local(), local)) texts.push_back(trimmed_text(part));
  }
  return texts;
}

void read_skip_hours(const Element& element, Draft& draft) {
  draft.skip_hours = texts_of_children(element, "hour", 24);
}
void read_skip_days(const Element& element, Draft& draft) { draft.skip_days = texts_of_children(element, "day", 7); }

void read_icon(const Element& element, Draft& draft) { draft.icon.offer(trimmed_text(element), Claim::Own); }

void read_comments(const Element& element, Draft& draft) {
  if (draft.comments.empty()) draft.comments = trimmed_text(element);
}

std::string text_of_child(const Element& element, std::string_view local) {
  for (const Element& part : element.children()) {
    if (base::equals_ignoring_case(part.local(), local)) return trimmed_text(part);
  }
  return {};
}

// Some write elements below <enclosure>, as below <image>, for its attributes.
std::string fact_of(const Element& enclosure, std::string_view name) {
  std::string fact = first_attribute(enclosure, {name});
  return fact.empty() ? text_of_child(enclosure, name) : fact;
}

std::string url_of(const Element& element) {
  std::string url = text_of_child(element, "url");
  if (url.empty()) url = first_attribute(element, {"url", "href", "src"});
  if (url.empty()) url = std::string(base::trim(element.attribute(Ns::Rdf, "resource")));
  return url.empty() && !element.has_element_children() ? trimmed_text(element) : url;
}

void read_enclosure(const Element& element, Draft& draft) {
  ParsedMedia medium;
  medium.url = url_of(element);
  medium.type = fact_of(element, "type");
  medium.length = fact_of(element, "length");
  medium.base = element.base();
  medium.enclosure = true;
  draft.add_media(std::move(medium));
}

void read_source(const Element& element, Draft& draft) {
  ParsedOrigin origin;
  origin.title = read_text(element, Markup::Guess);
  origin.link = first_attribute(element, {"url", "href"});
  origin.base = element.base();
  if (origin.link.empty() && is_blank(origin.title)) return;
  if (!draft.origin) draft.origin = std::move(origin);
}

// A reference (RSS 1.0) says less than a picture that is told in full.
void read_image(const Element& element, Draft& draft) {
  const Claim claim = element.has_element_children() ? Claim::Own : Claim::Module;
  draft.add_picture(url_of(element), claim, element.base());
}

constexpr Field kFields[] = {
    {"title", read_title},
    {"link", read_link},
    {"description", read_description},
    {"guid", read_guid},
    {"pubDate", read_published},
    {"author", read_author},
    {"category", read_category},
    {"enclosure", read_enclosure},
    {"comments", read_comments},
    {"source", read_source},
    {"image", read_image},
    {"language", read_language},
    {"copyright", read_rights},
    {"managingEditor", read_author},
    {"lastBuildDate", read_updated},
    {"generator", read_generator},
    {"ttl", read_ttl},
    {"skipHours", read_skip_hours},
    {"skipDays", read_skip_days},
    // not in any specification, but written
    {"body", read_body},
    {"fullitem", read_body},
    {"content", read_body},
    {"summary", read_summary},
    {"subtitle", read_subtitle},
    {"tagline", read_subtitle},
    {"date", read_published},
    {"published", read_published},
    {"issued", read_published},
    {"updated", read_updated},
    {"modified", read_updated},
    {"created", read_created},
    {"creator", read_author},
    {"rights", read_rights},
    {"icon", read_icon},
};

}  // namespace

bool RssNames::owns(const Element& element) const {
  const Ns ns = element.ns();
  return ns == Ns::None || ns == Ns::Rss10 || ns == Ns::Rss090 || (ns == home_ && home_ != Ns::Rdf);
}

bool RssNames::is(const Element& element, std::string_view local) const {
  return base::equals_ignoring_case(element.local(), local) && owns(element);
}

void read_rss_child(const Element& element, const RssNames& names, Draft& draft) {
  if (names.owns(element) && read_field(kFields, element, draft)) return;
  read_module_element(element, draft);
}

ParsedEntry read_item_or_entry(const Element& item, const RssNames& names) {
  if (is_atom_entry(item)) return read_atom_entry(item);
  Draft draft(item);
  for (const Element& child : item.children()) read_rss_child(child, names, draft);
  // RSS 1.0 §5.5: "should be identical to the link".
  std::string about(base::trim(item.attribute(Ns::Rdf, "about")));
  if (!about.empty() && draft.id.offer(std::move(about), Claim::Module)) draft.id_is_permalink = true;
  return to_entry(std::move(draft));
}

}  // namespace commonplace::parse
