#include "parse/media_rss.h"

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/field_table.h"
#include "parse/limits.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

constexpr std::string_view kDefaultScheme = "http://search.yahoo.com/mrss/category_schema";

// Notes what one child says of the medium (or media) it stands in.
void read_fact(const Element& element, ParsedMedia& facts) {
  if (element.is(Ns::Media, "title")) {
    if (facts.title.empty()) facts.title = trimmed_text(element);
  } else if (element.is(Ns::Media, "description") || element.is(Ns::Media, "text")) {
    if (facts.description.empty()) facts.description = trimmed_text(element);
  } else if (element.is(Ns::Media, "license")) {
    if (facts.license.empty()) facts.license = attribute_or_text(element, {"href", "url"});
  } else if (element.is(Ns::Media, "credit")) {
    if (std::string credit = trimmed_text(element); !credit.empty()) add_within_limit(facts.credit, std::move(credit));
  }
}

ParsedMedia facts_in(const Element& parent) {
  ParsedMedia facts;
  for (const Element& child : parent.children()) read_fact(child, facts);
  return facts;
}

void add_thumbnail(const Element& element, const ParsedMedia& facts, Draft& draft) {
  ParsedMedia medium;
  draft.inherit_facts(facts, medium);
  medium.url = attribute_or_text(element, {"url", "href"});
  medium.medium = "image";
  medium.width = base::parse_decimal(first_attribute(element, {"width"}));
  medium.base = element.base();
  medium.thumbnail = true;
  draft.add_media(std::move(medium));
}

void read_keywords(const Element& element, Draft& draft) { draft.add_keywords(trimmed_text(element)); }

void read_category(const Element& element, Draft& draft) {
  std::string scheme = first_attribute(element, {"scheme"});
  if (scheme.empty()) scheme = std::string(kDefaultScheme);
  draft.add_category(trimmed_text(element), std::move(scheme), first_attribute(element, {"label"}));
}

constexpr Field kTermFields[] = {{"keywords", read_keywords}, {"category", read_category}};

void add_content(const Element& element, const ParsedMedia& outer, Draft& draft) {
  ParsedMedia facts = facts_in(element);
  draft.inherit_facts(outer, facts);
  ParsedMedia medium = facts;
  medium.url = first_attribute(element, {"url", "href"});
  medium.type = first_attribute(element, {"type"});
  medium.medium = first_attribute(element, {"medium"});
  medium.length = first_attribute(element, {"fileSize", "length"});
  medium.width = base::parse_decimal(first_attribute(element, {"width"}));
  medium.is_default = base::equals_ignoring_case(first_attribute(element, {"isDefault"}), "true");
  medium.base = element.base();
  draft.add_media(std::move(medium));
  for (const Element& child : element.children(Ns::Media, "thumbnail")) add_thumbnail(child, facts, draft);
  for (const Element& child : element.children()) {
    if (child.is(Ns::Media, "category") || child.is(Ns::Media, "keywords")) read_field(kTermFields, child, draft);
  }
}

Markup markup_of(const Element& element) {
  const std::string_view type = element.attribute("type");
  if (base::equals_ignoring_case(type, "html")) return Markup::Html;
  return base::equals_ignoring_case(type, "plain") ? Markup::Plain : Markup::Guess;
}

void offer_title(const Element& element, Draft& draft) {
  draft.title.offer(read_text(element, markup_of(element)), Claim::Platform);
}
void offer_description(const Element& element, Draft& draft) {
  ParsedText text = read_text(element, markup_of(element));
  keep_line_ends(text);
  draft.summary.offer(std::move(text), Claim::Platform);
}
void offer_copyright(const Element& element, Draft& draft) {
  draft.rights.offer(read_text(element, Markup::Plain), Claim::Platform);
}

constexpr Field kTextFields[] = {
    {"title", offer_title},
    {"description", offer_description},
    {"copyright", offer_copyright},
};

void read_texts(const Element& element, Draft& draft) {
  if (!read_field(kTextFields, element, draft)) read_field(kTermFields, element, draft);
}

// Renditions of one thing. What the group says is also what the entry says, if it says nothing itself; but its credit
// and licence are for its own media.
void read_group(const Element& group, Draft& draft) {
  const ParsedMedia facts = facts_in(group);
  for (const Element& child : group.children()) {
    if (child.is(Ns::Media, "content")) {
      add_content(child, facts, draft);
    } else if (child.is(Ns::Media, "thumbnail")) {
      add_thumbnail(child, facts, draft);
    } else if (child.ns() == Ns::Media) {
      read_texts(child, draft);
    }
  }
}

void note_fact(const Element& element, Draft& draft) { read_fact(element, draft.media_facts); }
void read_content(const Element& element, Draft& draft) { add_content(element, {}, draft); }
void read_thumbnail(const Element& element, Draft& draft) { add_thumbnail(element, {}, draft); }

constexpr Field kMediaFields[] = {
    {"content", read_content},  {"thumbnail", read_thumbnail}, {"group", read_group},  {"title", note_fact},
    {"description", note_fact}, {"credit", note_fact},         {"license", note_fact},
};

}  // namespace

void read_media_rss(const Element& element, Draft& draft) {
  read_field(kMediaFields, element, draft);
  read_texts(element, draft);
}

}  // namespace commonplace::parse
