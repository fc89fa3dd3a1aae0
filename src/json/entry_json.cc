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
constexpr std::string_view kDateFroms[] = {"", "published", "updated", "dc", "meta", "first-seen"};

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

void put_event(Writer& writer, const std::optional<Event>& event) {
  if (!event) return;
  writer.name("event");
  writer.begin_object();
  put(writer, "start", event_time(event->start, event->precision));
  if (event->end) put(writer, "end", event_time(*event->end, event->precision));
  put(writer, "location", event->location);
  put(writer, "precision", spelling(event->precision, kDatePrecisions));
  put(writer, "from", event->from);
  writer.end_object();
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

void put_image(Writer& writer, const std::optional<Image>& image) {
  if (!image) return;
  writer.name("image");
  writer.begin_object();
  put(writer, "url", image->url);
  put(writer, "alt", image->alt);
  put(writer, "credit", image->credit);
  put(writer, "license", image->license);
  writer.end_object();
}

void read_image(MemberReader& reader, Image& image) {
  reader.read("url", image.url);
  reader.read("alt", image.alt);
  reader.read("credit", image.credit);
  reader.read("license", image.license);
}

void put_origin(Writer& writer, const std::optional<Origin>& origin) {
  if (!origin) return;
  writer.name("origin");
  write_members<Origin>(writer, *origin, kOriginMembers);
}

void put_dates(Writer& writer, const Entry& entry) {
  put(writer, "published", entry.published);
  put(writer, "updated", entry.updated);
  if (entry.published) put(writer, "date_precision", spelling(entry.date_precision, kDatePrecisions));
  put(writer, "date_from", spelling(entry.date_from, kDateFroms));
  if (entry.published_day) put(writer, "published_day", to_iso_day(*entry.published_day));
}

void put_texts(Writer& writer, const Entry& entry, EntryScope scope) {
  put(writer, "excerpt", entry.excerpt);
  if (!entry.excerpt.empty()) {
    writer.name("excerpt_truncated");
    writer.boolean(entry.excerpt_truncated);
  }
  if (scope == EntryScope::Stored) return;
  put(writer, "summary", entry.summary.html());
  put(writer, "content", entry.content.html());
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

void write_entry(Writer& writer, const Entry& entry, EntryScope scope) {
  const bool is_public = scope == EntryScope::Public;
  writer.begin_object();
  if (is_public) put(writer, "key", entry.key);
  put(writer, "id", entry.id);
  if (is_public) put(writer, "source", entry.source);
  put_origin(writer, entry.origin);
  put(writer, "title", entry.title);
  put(writer, "link", entry.link);
  put<Link>(writer, "links", entry.links, kLinkMembers);
  put_dates(writer, entry);
  if (is_public) put(writer, "first_seen", entry.first_seen);
  put(writer, "type", entry.type);
  put_event(writer, entry.event);
  put_texts(writer, entry, scope);
  put(writer, "authors", entry.authors);
  put(writer, "contributors", entry.contributors);
  put(writer, "categories", entry.categories);
  put<Enclosure>(writer, "enclosures", entry.enclosures, kEnclosureMembers);
  put_image(writer, entry.image);
  put(writer, "language", entry.language);
  put(writer, "rights", entry.rights);
  put(writer, "license", entry.license);
  put(writer, "comments", entry.comments);
  if (is_public) {
    put(writer, "story", entry.story);
    writer.name("revision");
    writer.number(entry.revision);
  }
  put(writer, "warnings", entry.warnings);
  if (scope == EntryScope::Stored) put(writer, "_date_text", entry.date_text);
  writer.end_object();
}

std::string entry_to_json(const Entry& entry, EntryScope scope) {
  Writer writer;
  write_entry(writer, entry, scope);
  return std::move(writer).take();
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
