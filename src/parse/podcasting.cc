#include "parse/podcasting.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/field_table.h"
#include "parse/limits.h"

namespace commonplace::parse {
namespace {

using xml::Element;

// Hosts and authors speak for the recording; guests, editors and all others contribute. Without a role: a host.
void read_person(const Element& element, Draft& draft) {
  constexpr std::string_view kAuthors[] = {"", "host", "co-host", "author"};
  ParsedPerson person{{trimmed_text(element), {}, first_attribute(element, {"href"})}, element.base()};
  if (person.name.empty()) return;
  const std::string role = base::to_ascii_lower(first_attribute(element, {"role"}));
  if (std::find(std::begin(kAuthors), std::end(kAuthors), role) != std::end(kAuthors)) {
    draft.authors.offer(std::move(person), Claim::Platform);
  } else {
    add_within_limit(draft.contributors, std::move(person));
  }
}

// An SPDX name, or any name with the address of its text.
void read_license(const Element& element, Draft& draft) {
  draft.license.offer(attribute_or_text(element, {"url"}), Claim::Platform);
}

void read_image(const Element& element, Draft& draft) {
  draft.add_picture(first_attribute(element, {"href"}), Claim::Platform, element.base());
}

// "a.jpg 1500w, b.jpg 600w": the first, which is the largest in practice.
void read_images(const Element& element, Draft& draft) {
  const std::string candidates = first_attribute(element, {"srcset"});
  const std::string_view first = base::trim(std::string_view(candidates).substr(0, candidates.find(',')));
  draft.add_picture(std::string(first.substr(0, first.find(' '))), Claim::Platform, element.base());
}

void read_alternate_enclosure(const Element& element, Draft& draft) {
  ParsedMedia facts;
  facts.type = first_attribute(element, {"type"});
  facts.length = first_attribute(element, {"length"});
  facts.title = first_attribute(element, {"title"});
  for (const Element& source : element.children(element.ns(), "source")) {
    ParsedMedia medium;
    medium.url = first_attribute(source, {"uri"});
    medium.type = first_attribute(source, {"contentType"});
    medium.base = source.base();
    draft.inherit_facts(facts, medium);
    draft.add_media(std::move(medium));
  }
}

void read_discussion(const Element& element, Draft& draft) {
  if (draft.comments.empty()) draft.comments = first_attribute(element, {"uri"});
}

void read_guid(const Element& element, Draft& draft) {
  if (std::string guid = trimmed_text(element); !guid.empty()) draft.id.offer("urn:uuid:" + guid, Claim::Platform);
}

constexpr Field kFields[] = {
    {"person", read_person},
    {"license", read_license},
    {"image", read_image},
    {"images", read_images},
    {"guid", read_guid},
    {"alternateEnclosure", read_alternate_enclosure},
    {"socialInteract", read_discussion},
};

}  // namespace

void read_podcasting(const Element& element, Draft& draft) { read_field(kFields, element, draft); }

}  // namespace commonplace::parse
