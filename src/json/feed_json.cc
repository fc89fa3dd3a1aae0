#include "json/feed_json.h"

#include "json/entry_json.h"
#include "json/members.h"

namespace commonplace::json {
namespace {

void write_head(Writer& writer, const FeedHead& head) {
  writer.begin_object();
  put(writer, "id", head.id);
  put(writer, "title", head.title);
  put(writer, "subtitle", head.subtitle);
  put(writer, "link", head.link);
  put(writer, "self", head.self);
  put(writer, "hubs", head.hubs);
  put(writer, "language", head.language);
  put(writer, "updated", head.updated);
  put(writer, "published", head.published);
  put(writer, "authors", head.authors);
  put(writer, "categories", head.categories);
  put(writer, "rights", head.rights);
  put(writer, "license", head.license);
  put(writer, "generator", head.generator);
  put(writer, "image", head.image);
  put(writer, "icon", head.icon);
  if (head.ttl_minutes) {
    writer.name("ttl_minutes");
    writer.number(*head.ttl_minutes);
  }
  put(writer, "update_base", head.update_base);
  put(writer, "skip_hours", head.skip_hours);
  put(writer, "skip_days", head.skip_days);
  writer.end_object();
}

void write_warnings(Writer& writer, const std::vector<Issue>& issues) {
  writer.begin_array();
  for (const Issue& issue : issues) {
    const std::string place = issue.line > 0 ? "line " + std::to_string(issue.line) + ": " : "";
    writer.string(place + issue.text);
  }
  writer.end_array();
}

}  // namespace

std::string feed_head_to_json(const FeedHead& head) {
  Writer writer;
  write_head(writer, head);
  return std::move(writer).take();
}

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
  reader.read("update_base", head.update_base);
  reader.read("skip_hours", head.skip_hours);
  reader.read("skip_days", head.skip_days);
  if (!reader.problem().empty()) return fail(Errc::Malformed, "feed: " + reader.problem());
  return head;
}

void write_parsed_document(Writer& writer, const Feed& feed, std::string_view file) {
  writer.begin_object();
  put(writer, "file", file);
  writer.name("format");
  writer.string(name(feed.format));
  writer.name("version");
  writer.string(feed.version);
  writer.name("feed");
  write_head(writer, feed.head);
  writer.name("entries");
  writer.begin_array();
  for (const Entry& entry : feed.entries) write_entry(writer, entry, EntryScope::Parsed);
  writer.end_array();
  writer.name("warnings");
  write_warnings(writer, feed.issues);
  writer.end_object();
}

}  // namespace commonplace::json
