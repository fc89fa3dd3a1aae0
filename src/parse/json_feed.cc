#include "parse/json_feed.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/json_mend.h"
#include "parse/limits.h"
#include "parse/people.h"
#include "parse/read_entries.h"

namespace commonplace::parse {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxDepth = 128;

// 1729760400.0 is meant as a whole number; serialized it would be 1.7297604E9.
std::string digits_of(double number) {
  constexpr double kExact = 1e15;
  if (std::abs(number) >= kExact || number != std::trunc(number)) return json::serialize(json::value(number));
  return std::to_string(static_cast<std::int64_t>(number));
}

// A member's value as text; numbers and booleans as they would be written.
std::string to_text(const json::value& value) {
  if (const json::string* text = value.if_string())
    return only_xml_characters(std::string_view(text->data(), text->size()));
  if (const double* number = value.if_double()) return digits_of(*number);
  if (value.is_number() || value.is_bool()) return json::serialize(value);
  return {};
}

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  return member == nullptr ? std::string() : std::string(base::trim(to_text(*member)));
}

// The members of a list; a lone value counts as a list of itself.
std::span<const json::value> list_of(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  if (member == nullptr || member->is_null()) return {};
  if (const json::array* list = member->if_array()) return {list->data(), list->size()};
  return {member, 1};
}

ParsedText plain_text(const json::object& object, std::string_view name, Markup markup) {
  ParsedText text;
  text.value = text_of(object, name);
  text.markup = markup;
  text.present = object.contains(name);
  return text;
}

void add_link(std::string href, std::string_view rel, std::string_view type, std::vector<ParsedLink>& links) {
  if (href.empty()) return;
  ParsedLink link;
  link.href = std::move(href);
  link.rel = std::string(rel);
  link.type = std::string(type);
  add_within_limit(links, std::move(link));
}

std::vector<ParsedPerson> people_of(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return split_people(to_text(value));
  const std::string url = text_of(*object, "url");
  ParsedPerson person{{text_of(*object, "name"), text_of(*object, "email"), url}, {}};
  constexpr std::string_view kMailto = "mailto:";
  if (base::starts_with_ignoring_case(url, kMailto)) {
    person.email = url.substr(kMailto.size());
    person.uri.clear();
  }
  return {std::move(person)};
}

// 1.1 has a list, 1.0 had one author; writers of both repeat him.
std::vector<ParsedPerson> authors_of(const json::object& object) {
  std::vector<ParsedPerson> people;
  for (const std::string_view name : {"authors", "author"}) {
    for (const json::value& value : list_of(object, name)) add_all(people, people_of(value));
    if (!people.empty()) break;
  }
  return people;
}

void add_date(const json::object& object, std::string_view name, DateRole role, std::vector<ParsedDate>& dates) {
  if (std::string text = text_of(object, name); !text.empty()) dates.push_back({role, std::move(text)});
}

void add_attachment(const json::value& value, std::vector<ParsedMedia>& media) {
  const json::object* object = value.if_object();
  if (object == nullptr) return;
  ParsedMedia medium;
  medium.url = text_of(*object, "url");
  medium.type = text_of(*object, "mime_type");
  medium.title = text_of(*object, "title");
  medium.length = text_of(*object, "size_in_bytes");
  medium.enclosure = true;
  if (!medium.url.empty()) add_within_limit(media, std::move(medium));
}

void add_image(const json::object& object, std::string_view name, std::vector<ParsedMedia>& media) {
  ParsedMedia medium;
  medium.url = text_of(object, name);
  medium.medium = "image";
  medium.picture = true;
  if (!medium.url.empty()) add_within_limit(media, std::move(medium));
}

// Our own extension: feeds of one commonplace are read by another.
std::optional<ParsedEvent> event_of(const json::object& object) {
  const json::value* extension = object.if_contains("_commonplace");
  if (extension == nullptr || !extension->is_object()) return std::nullopt;
  const json::value* member = extension->get_object().if_contains("event");
  if (member == nullptr || !member->is_object()) return std::nullopt;
  const json::object& event = member->get_object();
  ParsedEvent parsed{text_of(event, "start"), text_of(event, "end"), text_of(event, "location"), "ev"};
  if (parsed.start.empty()) return std::nullopt;
  return parsed;
}

// An item of a link blog is about a page elsewhere; that is its address where it has none of its own.
void add_item_links(const json::object& item, ParsedEntry& entry) {
  std::string url = text_of(item, "url");
  const bool has_own = !url.empty() || entry.id_is_permalink;
  add_link(std::move(url), "alternate", "", entry.links);
  add_link(text_of(item, "external_url"), has_own ? "related" : "alternate", "", entry.links);
}

ParsedEntry read_item(const json::value& value) {
  ParsedEntry entry;
  const json::object* object = value.if_object();
  if (object == nullptr) return entry;
  const json::object& item = *object;
  entry.id = text_of(item, "id");
  entry.id_is_permalink = entry.id.starts_with("http");  // "ideally the full URL of the resource"
  entry.title = plain_text(item, "title", Markup::Plain);
  entry.summary = plain_text(item, "summary", Markup::Plain);
  entry.content = plain_text(item, "content_html", Markup::Html);
  if (entry.content.value.empty()) {
    entry.content = plain_text(item, "content_text", Markup::Plain);
    keep_line_ends(entry.content);
  }
  add_item_links(item, entry);
  add_date(item, "date_published", DateRole::Published, entry.dates);
  add_date(item, "date_modified", DateRole::Updated, entry.dates);
  entry.authors = authors_of(item);
  for (const json::value& tag : list_of(item, "tags")) {
    if (std::string term(base::trim(to_text(tag))); !term.empty())
      add_within_limit(entry.categories, {std::move(term), {}, {}});
  }
  add_image(item, "image", entry.media);
  add_image(item, "banner_image", entry.media);
  for (const json::value& attachment : list_of(item, "attachments")) add_attachment(attachment, entry.media);
  entry.event = event_of(item);
  entry.language = text_of(item, "language");
  return entry;
}

void add_hub(const json::value& value, std::vector<ParsedLink>& links) {
  const json::object* object = value.if_object();
  if (object != nullptr) add_link(text_of(*object, "url"), "hub", "", links);
}

ParsedHead read_head(const json::object& feed) {
  ParsedHead head;
  head.title = plain_text(feed, "title", Markup::Plain);
  head.subtitle = plain_text(feed, "description", Markup::Plain);
  add_link(text_of(feed, "home_page_url"), "alternate", "", head.links);
  add_link(text_of(feed, "feed_url"), "self", "", head.links);
  add_link(text_of(feed, "next_url"), "next", "", head.links);
  for (const json::value& hub : list_of(feed, "hubs")) add_hub(hub, head.links);
  head.authors = authors_of(feed);
  head.language = text_of(feed, "language");
  head.image = text_of(feed, "icon");
  head.icon = text_of(feed, "favicon");
  return head;
}

// "https://jsonfeed.org/version/1.1" → "1.1"; the first version called itself 1.
std::string version_of(const json::object& feed) {
  const std::string url = text_of(feed, "version");
  const std::string version = url.substr(url.rfind('/') + 1);
  return version == "1" ? "1.0" : version;
}

// Other services have lists of "items" too, but no content_html in them.
bool is_json_feed(const json::object& feed) {
  if (text_of(feed, "version").find("jsonfeed.org/version/") != std::string::npos) return true;
  const json::value* member = feed.if_contains("items");
  const json::array* items = member == nullptr ? nullptr : member->if_array();
  if (items == nullptr) return false;
  return std::any_of(items->begin(), items->end(), [](const json::value& value) {
    const json::object* item = value.if_object();
    return item != nullptr && (item->contains("content_html") || item->contains("content_text"));
  });
}

struct ReadJson {
  json::value value;
  bool followed = false;  // by something that is no JSON: a comment of the host's, a second document
};

Result<ReadJson> parse_json(std::string_view text) {
  const Result<std::string> mended = mend_json(text);
  if (!mended) return fail(mended.error());
  json::parse_options options;
  options.max_depth = kMaxDepth;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  json::stream_parser parser({}, options);
  json::error_code error;
  const std::size_t read = parser.write_some(mended->data(), mended->size(), error);
  const bool followed = parser.done() && read < mended->size();
  if (!error && !followed) parser.finish(error);
  if (error) {
    const std::string place = base::place_at(text, offset_before_mending(text, read));
    return fail(Errc::Malformed, place + ": not valid JSON: " + error.message());
  }
  return ReadJson{parser.release(), followed};
}

}  // namespace

Result<ParsedFeed> parse_json_feed(std::string_view text) {
  const Result<ReadJson> document = parse_json(text);
  if (!document) return fail(document.error());
  if (!document->value.is_object() || !is_json_feed(document->value.get_object())) {
    return fail(Errc::NotAFeed, "this is JSON, but not a JSON Feed");
  }
  const json::object& root = document->value.get_object();
  ParsedFeed feed;
  feed.format = FeedFormat::Json;
  feed.version = version_of(root);
  feed.head = read_head(root);
  read_entries(list_of(root, "items"), read_item, feed);
  if (document->followed) feed.issues.push_back({"what stands behind the JSON was passed over", 0, IssueKind::Syntax});
  std::erase_if(feed.entries, [](const ParsedEntry& entry) { return entry == ParsedEntry{}; });
  return feed;
}

}  // namespace commonplace::parse
