#include "parse/link_modules.h"

#include "base/text.h"
#include "parse/element_text.h"

namespace commonplace::parse {
namespace {

using xml::Element;

void add_link(Draft& draft, const Element& element, std::string rel, std::string href, std::string type) {
  ParsedLink link;
  link.href = std::move(href);
  link.rel = std::move(rel);
  link.type = std::move(type);
  link.base = element.base();
  draft.add_link(std::move(link));
}

}  // namespace

// The specification writes commentRss, many writers commentRSS; names ignore case.
void read_comment_feed(const Element& element, Draft& draft) {
  if (base::equals_ignoring_case(element.local(), "commentRss")) {
    add_link(draft, element, "replies", trimmed_text(element), "application/rss+xml");
  }
}

void read_thread(const Element& element, Draft& draft) {
  if (!base::equals_ignoring_case(element.local(), "in-reply-to")) return;
  add_link(draft, element, "in-reply-to", first_attribute(element, {"href", "ref"}),
           first_attribute(element, {"type"}));
}

void read_feedburner(const Element& element, Draft& draft) {
  if (base::equals_ignoring_case(element.local(), "origLink")) {
    add_link(draft, element, "origin", trimmed_text(element), {});
  } else if (base::equals_ignoring_case(element.local(), "origEnclosureLink")) {
    draft.enclosure_origin = trimmed_text(element);
  }
}

}  // namespace commonplace::parse
