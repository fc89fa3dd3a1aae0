#include "parse/cdf.h"

#include <memory>
#include <vector>

#include "base/text.h"
#include "parse/draft.h"
#include "parse/element_text.h"
#include "parse/field_table.h"
#include "parse/read_entries.h"
#include "xml/scope.h"

namespace commonplace::parse {
namespace {

using xml::Element;

// Text between the tags, or in the VALUE attribute of the first drafts.
ParsedText text_of(const Element& element) {
  ParsedText text = read_text(element, Markup::Guess);
  if (is_blank(text)) text.value = first_attribute(element, {"VALUE"});
  return text;
}

void add_link(const Element& element, Draft& draft, std::string rel) {
  ParsedLink link;
  link.href = first_attribute(element, {"HREF"});
  link.rel = std::move(rel);
  link.base = draft.base;
  draft.add_link(std::move(link));
}

void read_title(const Element& element, Draft& draft) { draft.title.offer(text_of(element), Claim::Own); }
void read_abstract(const Element& element, Draft& draft) { draft.summary.offer(text_of(element), Claim::Own); }
void read_anchor(const Element& element, Draft& draft) { add_link(element, draft, "alternate"); }
void read_author(const Element& element, Draft& draft) {
  draft.authors.offer(ParsedPerson{{text_of(element).value, {}, {}}, {}}, Claim::Own);
}
void read_date(const Element& element, Draft& draft) { draft.add_date(DateRole::Published, text_of(element).value); }

void read_logo(const Element& element, Draft& draft) {
  const std::string url = first_attribute(element, {"HREF"});
  if (base::equals_ignoring_case(element.attribute("STYLE"), "ICON")) {
    draft.icon.offer(url, Claim::Own);
  } else {
    draft.add_picture(url, Claim::Own, draft.base);
  }
}

void read_copyright(const Element& element, Draft& draft) { draft.rights.offer(text_of(element), Claim::Own); }
void read_category(const Element& element, Draft& draft) { draft.add_category(text_of(element).value); }
void read_keywords(const Element& element, Draft& draft) { draft.add_keywords(text_of(element).value); }

std::uint64_t minutes_of(std::string_view number, std::uint64_t unit) {
  return std::min<std::uint64_t>(base::parse_decimal(number).value_or(0), 10'000) * unit;
}

// <Schedule><IntervalTime DAY="1" HOUR="6" MIN="30"/></Schedule>
void read_schedule(const Element& element, Draft& draft) {
  for (const Element& child : element.children()) {
    if (!base::equals_ignoring_case(child.local(), "INTERVALTIME")) continue;
    const std::uint64_t minutes = minutes_of(first_attribute(child, {"DAY"}), 24 * 60) +
                                  minutes_of(first_attribute(child, {"HOUR"}), 60) +
                                  minutes_of(first_attribute(child, {"MIN"}), 1);
    if (minutes > 0) draft.ttl = std::to_string(minutes);
  }
}

constexpr Field kFields[] = {
    {"COPYRIGHT", read_copyright},
    {"CATEGORY", read_category},
    {"KEYWORDS", read_keywords},
    {"SCHEDULE", read_schedule},
    {"TITLE", read_title},
    {"ABSTRACT", read_abstract},
    {"A", read_anchor},
    {"LOGO", read_logo},
    {"AUTHOR", read_author},
    {"PUBLICATIONDATE", read_date},
};

using SharedBase = std::shared_ptr<const std::string>;

// BASE counts for the element and all inside it, which may be a million; only an absolute one can be used as it stands.
SharedBase base_of(const Element& element, const SharedBase& outer) {
  const auto own = parse_url(first_attribute(element, {"BASE"}));
  return own && xml::may_be_base(*own) ? std::make_shared<const std::string>(own->href()) : outer;
}

Draft open_draft(const Element& element, const SharedBase& base_in_force) {
  Draft draft(element);
  if (base_in_force) draft.base = *base_in_force;
  add_link(element, draft, "alternate");
  draft.add_date(DateRole::Updated, first_attribute(element, {"LASTMOD"}));
  return draft;
}

struct Item {
  Element element;
  SharedBase outer_base;
};

ParsedEntry read_item(const Item& item) {
  Draft draft = open_draft(item.element, base_of(item.element, item.outer_base));
  for (const Element& child : item.element.children()) read_field(kFields, child, draft);
  return to_entry(std::move(draft));
}

// The items of a channel and of the channels in it, in the order of the document.
std::vector<Item> items_below(const Element& root) {
  std::vector<Item> items;
  std::vector<Item> pending{{root, {}}};
  while (!pending.empty()) {
    const Item next = std::move(pending.back());
    pending.pop_back();
    if (base::equals_ignoring_case(next.element.local(), "ITEM")) {
      items.push_back(next);
      continue;
    }
    const SharedBase inner_base = base_of(next.element, next.outer_base);
    const std::vector<Element> children = next.element.children();
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      const std::string_view name = child->local();
      if (base::equals_ignoring_case(name, "ITEM") || base::equals_ignoring_case(name, "CHANNEL")) {
        pending.push_back({*child, inner_base});
      }
    }
  }
  return items;
}

}  // namespace

ParsedFeed read_cdf(const Element& root) {
  ParsedFeed feed;
  feed.format = FeedFormat::Cdf;
  Draft head = open_draft(root, base_of(root, {}));
  if (const std::string self = first_attribute(root, {"SELF"}); !self.empty()) {
    ParsedLink link;
    link.href = self;
    link.rel = "self";
    link.base = head.base;
    head.add_link(std::move(link));
  }
  for (const Element& child : root.children()) read_field(kFields, child, head);
  feed.head = to_head(std::move(head));
  read_entries(items_below(root), read_item, feed);
  return feed;
}

}  // namespace commonplace::parse
