#include "json/feed_json.h"

#include "json/entry_json.h"
#include "json/members.h"

namespace commonplace::json {
namespace {

boost::json::object head_object(const FeedHead& head) {
  boost::json::object object;
  put(object, "id", head.id);
  put(object, "title", head.title);
  put(object, "subtitle", head.subtitle);
  put(object, "link", head.link);
  put(object, "self", head.self);
  put(object, "hubs", head.hubs);
  put(object, "language", head.language);
  put(object, "updated", head.updated);
  put(object, "published", head.published);
  put(object, "authors", std::span(head.authors));
  put(object, "categories", std::span(head.categories));
  put(object, "rights", head.rights);
  put(object, "license", head.license);
  put(object, "generator", head.generator);
  put(object, "image", head.image);
  put(object, "icon", head.icon);
  if (head.ttl_minutes) object["ttl_minutes"] = *head.ttl_minutes;
  return object;
}

boost::json::array warning_texts(const std::vector<Issue>& issues) {
  boost::json::array texts;
  for (const Issue& issue : issues) {
    const std::string place = issue.line > 0 ? "line " + std::to_string(issue.line) + ": " : "";
    texts.push_back(json_text(place + issue.text));
  }
  return texts;
}

}  // namespace

std::string feed_head_to_json(const FeedHead& head) { return boost::json::serialize(head_object(head)); }

Result<FeedHead> feed_head_from_json(std::string_view text) {
  const Result<boost::json::object> object = parse_object(text);
  if (!object) return fail(object.error());
  MemberReader reader(*object);
  FeedHead head;
  reader.read("id", head.id);
  reader.read("title", head.title);
  reader.read("subtitle", head.subtitle);
  reader.read("link", head.link);
  reader.read("self", head.self);
  reader.read("hubs", head.hubs);
  reader.read("language", head.language);
  reader.read("updated", head.updated);
  reader.read("published", head.published);
  reader.read("authors", head.authors);
  reader.read("categories", head.categories);
  reader.read("rights", head.rights);
  reader.read("license", head.license);
  reader.read("generator", head.generator);
  reader.read("image", head.image);
  reader.read("icon", head.icon);
  reader.read("ttl_minutes", head.ttl_minutes);
  if (!reader.problem().empty()) return fail(Errc::Malformed, "feed: " + reader.problem());
  return head;
}

std::string parsed_document_to_json(const Feed& feed, std::string_view file) {
  boost::json::object document;
  put(document, "file", file);
  document["format"] = name(feed.format);
  document["version"] = json_text(feed.version);
  document["feed"] = head_object(feed.head);
  boost::json::array entries;
  entries.reserve(feed.entries.size());
  for (const Entry& entry : feed.entries) entries.push_back(entry_object(entry, EntryScope::Parsed));
  document["entries"] = std::move(entries);
  document["warnings"] = warning_texts(feed.issues);
  return boost::json::serialize(document);
}

}  // namespace commonplace::json
