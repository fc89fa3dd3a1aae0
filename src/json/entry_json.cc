#include "json/entry_json.h"

#include <algorithm>
#include <iterator>

#include "commonplace/time.h"
#include "json/members.h"

namespace commonplace::json {
namespace {

constexpr TextMember<Link> kLinkMembers[] = {{"rel", &Link::rel},           {"href", &Link::href},
                                             {"type", &Link::type},         {"title", &Link::title},
                                             {"hreflang", &Link::hreflang}, {"length", &Link::length}};
constexpr TextMember<Enclosure> kEnclosureMembers[] = {
    {"url", &Enclosure::url}, {"type", &Enclosure::type}, {"length", &Enclosure::length}};
constexpr TextMember<Origin> kOriginMembers[] = {
    {"id", &Origin::id}, {"title", &Origin::title}, {"link", &Origin::link}};

// In the order of the enumerators; an absent member means the first.
constexpr std::string_view kDatePrecisions[] = {"instant", "day"};
constexpr std::string_view kDateFroms[] = {"", "published", "updated", "dc", "meta", "title", "first-seen"};

template <class Enum, std::size_t N>
std::string_view spelling(Enum value, const std::string_view (&names)[N]) {
  return names[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
void read_enum(MemberReader& reader, std::string_view name, const std::string_view (&names)[N], Enum& value) {
  std::string text;
  reader.read(name, text);
  if (text.empty()) return;
  const auto* found = std::find(std::begin(names), std::end(names), text);
  if (found == std::end(names)) return reader.wrong(name, "a known word");
  value = static_cast<Enum>(found - std::begin(names));
}

std::string event_time(Timestamp time, DatePrecision precision) {
  return precision == DatePrecision::Day ? to_iso_day(std::chrono::floor<std::chrono::days>(time)) : to_rfc3339(time);
}

boost::json::object event_object(const Event& event) {
  boost::json::object object;
  object["start"] = event_time(event.start, event.precision);
  if (event.end) object["end"] = event_time(*event.end, event.precision);
  put(object, "location", event.location);
  object["precision"] = spelling(event.precision, kDatePrecisions);
  put(object, "from", event.from);
  return object;
}

void read_event(MemberReader& reader, Event& event) {
  std::optional<Timestamp> start;
  reader.read("start", start);
  if (!start) return reader.wrong("start", "there");
  event.start = *start;
  reader.read("end", event.end);
  reader.read("location", event.location);
  read_enum(reader, "precision", kDatePrecisions, event.precision);
  reader.read("from", event.from);
}

boost::json::object image_object(const Image& image) {
  boost::json::object object;
  put(object, "url", image.url);
  put(object, "alt", image.alt);
  put(object, "credit", image.credit);
  put(object, "license", image.license);
  return object;
}

void read_image(MemberReader& reader, Image& image) {
  reader.read("url", image.url);
  reader.read("alt", image.alt);
  reader.read("credit", image.credit);
  reader.read("license", image.license);
}

void put_dates(boost::json::object& object, const Entry& entry) {
  put(object, "published", entry.published);
  put(object, "updated", entry.updated);
  if (entry.published) object["date_precision"] = spelling(entry.date_precision, kDatePrecisions);
  put(object, "date_from", spelling(entry.date_from, kDateFroms));
  if (entry.published_day) object["published_day"] = to_iso_day(*entry.published_day);
}

void put_texts(boost::json::object& object, const Entry& entry, EntryScope scope) {
  put(object, "excerpt", entry.excerpt);
  if (!entry.excerpt.empty()) object["excerpt_truncated"] = entry.excerpt_truncated;
  if (scope == EntryScope::Stored) return;
  put(object, "summary", entry.summary.html());
  put(object, "content", entry.content.html());
}

void read_texts(MemberReader& reader, Entry& entry) {
  reader.read("excerpt", entry.excerpt);
  reader.read("excerpt_truncated", entry.excerpt_truncated);
  std::string summary;
  std::string content;
  reader.read("summary", summary);
  reader.read("content", content);
  entry.summary = SafeHtml::trust_stored(std::move(summary));
  entry.content = SafeHtml::trust_stored(std::move(content));
}

void read_identity(MemberReader& reader, Entry& entry) {
  reader.read("key", entry.key);
  reader.read("id", entry.id);
  reader.read("source", entry.source);
  reader.read_object("origin", [&](MemberReader& members) {
    Origin& origin = entry.origin.emplace();
    for (const auto& member : kOriginMembers) members.read(member.name, origin.*member.field);
  });
  reader.read("title", entry.title);
  reader.read("link", entry.link);
  reader.read<Link>("links", entry.links, kLinkMembers);
}

void read_dates(MemberReader& reader, Entry& entry) {
  reader.read("published", entry.published);
  reader.read("updated", entry.updated);
  read_enum(reader, "date_precision", kDatePrecisions, entry.date_precision);
  read_enum(reader, "date_from", kDateFroms, entry.date_from);
  reader.read("published_day", entry.published_day);
  reader.read("first_seen", entry.first_seen);
  reader.read("_date_text", entry.date_text);
}

}  // namespace

boost::json::object entry_object(const Entry& entry, EntryScope scope) {
  const bool is_public = scope == EntryScope::Public;
  boost::json::object object;
  if (is_public) put(object, "key", entry.key);
  put(object, "id", entry.id);
  if (is_public) put(object, "source", entry.source);
  if (entry.origin) object["origin"] = text_members<Origin>(*entry.origin, kOriginMembers);
  put(object, "title", entry.title);
  put(object, "link", entry.link);
  put<Link>(object, "links", entry.links, kLinkMembers);
  put_dates(object, entry);
  if (is_public) put(object, "first_seen", entry.first_seen);
  put(object, "type", entry.type);
  if (entry.event) object["event"] = event_object(*entry.event);
  put_texts(object, entry, scope);
  put(object, "authors", std::span(entry.authors));
  put(object, "contributors", std::span(entry.contributors));
  put(object, "categories", std::span(entry.categories));
  put<Enclosure>(object, "enclosures", entry.enclosures, kEnclosureMembers);
  if (entry.image) object["image"] = image_object(*entry.image);
  put(object, "language", entry.language);
  put(object, "rights", entry.rights);
  put(object, "license", entry.license);
  put(object, "comments", entry.comments);
  if (is_public) put(object, "story", entry.story);
  if (is_public) object["revision"] = entry.revision;
  put(object, "warnings", entry.warnings);
  if (scope == EntryScope::Stored) put(object, "_date_text", entry.date_text);
  return object;
}

std::string entry_to_json(const Entry& entry, EntryScope scope) {
  return boost::json::serialize(entry_object(entry, scope));
}

Result<Entry> entry_from_json(std::string_view text) {
  const Result<boost::json::object> object = parse_object(text);
  if (!object) return fail(object.error());
  MemberReader reader(*object);
  Entry entry;
  read_identity(reader, entry);
  read_dates(reader, entry);
  reader.read("type", entry.type);
  reader.read_object("event", [&](MemberReader& members) { read_event(members, entry.event.emplace()); });
  read_texts(reader, entry);
  reader.read("authors", entry.authors);
  reader.read("contributors", entry.contributors);
  reader.read("categories", entry.categories);
  reader.read<Enclosure>("enclosures", entry.enclosures, kEnclosureMembers);
  reader.read_object("image", [&](MemberReader& members) { read_image(members, entry.image.emplace()); });
  reader.read("language", entry.language);
  reader.read("rights", entry.rights);
  reader.read("license", entry.license);
  reader.read("comments", entry.comments);
  reader.read("story", entry.story);
  reader.read("revision", entry.revision);
  reader.read("warnings", entry.warnings);
  if (!reader.problem().empty()) return fail(Errc::Malformed, "entry: " + reader.problem());
  return entry;
}

}  // namespace commonplace::json
