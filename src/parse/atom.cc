#include "parse/atom.h"

#include <algorithm>

#include "base/text.h"
#include "parse/atom_text.h"
#include "parse/element_text.h"
#include "parse/feed_signals.h"
#include "parse/limits.h"
#include "parse/link_terms.h"
#include "parse/modules.h"
#include "parse/people.h"
#include "parse/read_entries.h"
#include "parse/rss_item.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

void read_id(const Element& element, Draft& draft, Claim claim) { draft.id.offer(trimmed_text(element), claim); }
void read_title(const Element& element, Draft& draft, Claim claim) {
  draft.title.offer(read_atom_text(element), claim);
}
void read_summary(const Element& element, Draft& draft, Claim claim) {
  draft.summary.offer(read_atom_text(element), claim);
}
void read_rights(const Element& element, Draft& draft, Claim claim) {
  draft.rights.offer(read_atom_text(element), claim);
}
// Of an entry's own dates in one role the last counts: drafts of Atom had several names for each.
void read_date(const Element& element, DateRole role, Draft& draft, Claim claim) {
  std::string text = trimmed_text(element);
  if (text.empty()) return;
  if (claim == Claim::Own) std::erase_if(draft.dates, [role](const ParsedDate& date) { return date.role == role; });
  draft.add_date(role, std::move(text));
}
void read_published(const Element& element, Draft& draft, Claim claim) {
  read_date(element, DateRole::Published, draft, claim);
}
void read_updated(const Element& element, Draft& draft, Claim claim) {
  read_date(element, DateRole::Updated, draft, claim);
}
void read_created(const Element& element, Draft& draft, Claim claim) {
  read_date(element, DateRole::Created, draft, claim);
}
void read_author(const Element& element, Draft& draft, Claim claim) {
  draft.authors.offer(read_people(element), claim);
}
void read_contributor(const Element& element, Draft& draft, Claim) {
  add_all(draft.contributors, read_people(element));
}
void read_icon(const Element& element, Draft& draft, Claim claim) { draft.icon.offer(trimmed_text(element), claim); }
void read_logo(const Element& element, Draft& draft, Claim claim) { draft.image.offer(trimmed_text(element), claim); }

void read_category(const Element& element, Draft& draft, Claim) {
  draft.add_category(attribute_or_text(element, {"term"}), first_attribute(element, {"scheme"}),
                     first_attribute(element, {"label"}));
}

void read_generator(const Element& element, Draft& draft, Claim claim) {
  std::string name = trimmed_text(element);
  draft.generator.offer(name.empty() ? first_attribute(element, {"uri", "url"}) : std::move(name), claim);
}

// Some write the address between the tags.
ParsedLink link_of(const Element& element) {
  ParsedLink link;
  link.href = attribute_or_text(element, {"href"});
  link.rel = first_attribute(element, {"rel"});
  link.type = first_attribute(element, {"type"});
  link.title = first_attribute(element, {"title"});
  link.hreflang = first_attribute(element, {"hreflang"});
  link.length = first_attribute(element, {"length"});
  link.base = element.base();
  return link;
}

void read_link(const Element& element, Draft& draft, Claim) { draft.add_link(link_of(element)); }

// Content elsewhere (RFC 4287 §4.1.3.2): a picture or recording is a medium; a page is what the entry is about.
void read_content_source(const Element& element, Draft& draft) {
  const std::string source = first_attribute(element, {"src"});
  if (source.empty()) return;
  const std::string type = first_attribute(element, {"type"});
  const std::string family = base::to_ascii_lower(type.substr(0, type.find('/')));
  if (family == "image" || family == "audio" || family == "video") {
    ParsedMedia medium;
    medium.url = source;
    medium.type = type;
    medium.medium = family;
    medium.base = element.base();
    draft.add_media(std::move(medium));
    return;
  }
  ParsedLink link;
  link.href = source;
  link.rel = "content";
  link.type = type;
  link.base = element.base();
  draft.add_link(std::move(link));
}

void read_content(const Element& element, Draft& draft, Claim claim) {
  read_content_source(element, draft);
  draft.content.offer(read_atom_text(element), claim);
}

const ParsedLink* link_with_rel(const std::vector<ParsedLink>& links, std::string_view rel) {
  for (const ParsedLink& link : links) {
    if (base::equals_ignoring_case(relation_name(link.rel), rel)) return &link;
  }
  return nullptr;
}

bool leads_to_alternate(const ParsedLink& link) { return is_alternate(link.rel); }

// The page of a source, else another form of it, else its feed.
const ParsedLink* main_link(const std::vector<ParsedLink>& links) {
  const ParsedLink* other = nullptr;
  for (const ParsedLink& link : links) {
    if (!is_alternate(link.rel)) continue;
    if (is_page_type(link.type)) return &link;
    if (other == nullptr) other = &link;
  }
  return other != nullptr ? other : link_with_rel(links, "self");
}

// An entry without authors has those of its source (RFC 4287 §4.1.2).
void read_source(const Element& element, Draft& draft, Claim) {
  Draft source(element);
  for (const Element& child : element.children()) {
    if (!base::equals_ignoring_case(child.local(), "source")) read_atom_element(child, source, Claim::Own);
  }
  ParsedOrigin origin;
  origin.id = source.id.value();
  origin.title = source.title.value();
  if (const ParsedLink* link = main_link(source.links)) {
    origin.link = link->href;
    origin.base = link->base;
  }
  draft.authors.offer(std::move(source.authors).take(), Claim::Last);
  if (!source.rights.blank()) draft.rights.offer(source.rights.value(), Claim::Last);
  draft.origin = std::move(origin);
}

struct AtomField {
  std::string_view name;
  void (*read)(const Element&, Draft&, Claim);
};
constexpr AtomField kFields[] = {
    {"title", read_title},
    {"link", read_link},
    {"id", read_id},
    {"updated", read_updated},
    {"published", read_published},
    {"summary", read_summary},
    {"content", read_content},
    {"author", read_author},
    {"category", read_category},
    {"contributor", read_contributor},
    {"rights", read_rights},
    {"source", read_source},
    {"subtitle", read_summary},
    {"generator", read_generator},
    {"icon", read_icon},
    {"logo", read_logo},
    {"issued", read_published},  // Atom 0.3 from here on
    {"modified", read_updated},
    {"created", read_created},
    {"tagline", read_summary},
    {"copyright", read_rights},
    {"pubDate", read_published},  // RSS's, in Atom's place
};

// Elements without namespace are Atom's here: the ones of a document that never declared it.
bool is_atom(const Element& element) {
  return element.ns() == Ns::Atom || element.ns() == Ns::Atom03 || element.ns() == Ns::None;
}

void read_child(const Element& element, Draft& draft) {
  if (is_atom(element)) {
    read_atom_element(element, draft, Claim::Own);
  } else {
    read_module_element(element, draft);
  }
}

// The page that holds the content is the entry's, if no link says otherwise.
void promote_content_link(Draft& draft) {
  if (std::any_of(draft.links.begin(), draft.links.end(), leads_to_alternate)) return;
  for (ParsedLink& link : draft.links) {
    if (link.rel == "content") link.rel = "alternate";
  }
}

std::string version_of(const Element& root) {
  const bool old = root.ns() == Ns::Atom03 || (root.ns() != Ns::Atom && root.attribute("version") == "0.3");
  return old ? "0.3" : "1.0";
}

}  // namespace

bool is_atom_entry(const Element& element) {
  return is_atom(element) && base::equals_ignoring_case(element.local(), "entry");
}

ParsedEntry read_atom_entry(const Element& entry) {
  Draft draft(entry);
  for (const Element& child : entry.children()) read_child(child, draft);
  promote_content_link(draft);
  return to_entry(std::move(draft));
}

void read_atom_element(const Element& element, Draft& draft, Claim claim) {
  for (const AtomField& field : kFields) {
    if (base::equals_ignoring_case(element.local(), field.name)) return field.read(element, draft, claim);
  }
}

ParsedFeed read_atom(const Element& root) {
  ParsedFeed feed;
  feed.format = FeedFormat::Atom;
  feed.version = version_of(root);
  if (base::equals_ignoring_case(root.local(), "entry")) {
    read_entries(std::vector<Element>{root}, read_atom_entry, feed);
    return feed;
  }
  Draft head(root);
  const RssNames rss(root);
  std::vector<Element> entries;
  for (const Element& child : root.children()) {
    if (is_atom_entry(child) || rss.is(child, "item")) {
      entries.push_back(child);
    } else if (!read_feed_signal(child, feed)) {
      read_child(child, head);
    }
  }
  feed.head = to_head(std::move(head));
  read_entries(
      entries, [&rss](const Element& entry) { return read_item_or_entry(entry, rss); }, feed);
  return feed;
}

}  // namespace commonplace::parse
