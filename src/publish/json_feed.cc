#include "publish/json_feed.h"

#include "base/text.h"
#include "json/writer.h"
#include "publish/dates.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

using json::Writer;

void write(Writer& writer, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  writer.name(name);
  writer.string(value);
}

void write_authors(Writer& writer, const std::vector<Person>& authors) {
  writer.name("authors");
  writer.begin_array();
  for (const Person& author : authors) {
    writer.begin_object();
    write(writer, "name", author.name);
    write(writer, "url", author.uri);
    writer.end_object();
  }
  writer.end_array();
}

void write_tags(Writer& writer, const Entry& entry) {
  writer.name("tags");
  writer.begin_array();
  if (!entry.type.empty()) writer.string(entry.type);
  for (const Category& category : entry.categories) {
    const std::string& tag = category.label.empty() ? category.term : category.label;
    if (!tag.empty() && tag != entry.type) writer.string(tag);
  }
  writer.end_array();
}

// Beyond it not every number has a double of its own (RFC 7493 §2.2).
constexpr std::uint64_t kMostExact = (std::uint64_t{1} << 53) - 1;

// A media type is required.
void write_attachments(Writer& writer, const Entry& entry) {
  bool is_open = false;
  for (const Enclosure& enclosure : enclosures_of(entry)) {
    if (enclosure.type.empty()) continue;
    if (!std::exchange(is_open, true)) {
      writer.name("attachments");
      writer.begin_array();
    }
    writer.begin_object();
    write(writer, "url", enclosure.url);
    write(writer, "mime_type", enclosure.type);
    if (const auto size = base::parse_decimal(enclosure.length); size && *size <= kMostExact) {
      writer.name("size_in_bytes");
      writer.number(static_cast<std::int64_t>(*size));
    }
    writer.end_object();
  }
  if (is_open) writer.end_array();
}

void write_event(Writer& writer, const Event& event) {
  writer.name("event");
  writer.begin_object();
  write(writer, "start", event_machine_date(event.start, event.precision));
  if (event.end) write(writer, "end", event_machine_date(*event.end, event.precision));
  write(writer, "location", event.location);
  writer.end_object();
}

void write_source(Writer& writer, const Publisher& publisher) {
  writer.name("source");
  writer.begin_object();
  write(writer, "slug", publisher.slug);
  write(writer, "title", publisher.title);
  write(writer, "home_page_url", public_url_of(publisher.homepage));
  write(writer, "feed_url", public_url_of(publisher.feed_url));
  writer.end_object();
}

void write_copies(Writer& writer, const std::vector<Copy>& copies) {
  if (copies.empty()) return;
  writer.name("copies");
  writer.begin_array();
  for (const Copy& copy : copies) {
    writer.begin_object();
    write(writer, "source", copy.source);
    write(writer, "title", copy.source_title);
    write(writer, "url", public_url_of(copy.link));
    writer.end_object();
  }
  writer.end_array();
}

void write_license(Writer& writer, std::string_view name, const License& license) {
  if (license.empty()) return;
  writer.name(name);
  writer.begin_object();
  write(writer, "name", license.name);
  write(writer, "url", license.url);
  writer.end_object();
}

void write_extension(Writer& writer, const Site& site, const Story& story, const Publisher& publisher) {
  const Entry& entry = story.lead;
  writer.name("_commonplace");
  writer.begin_object();
  write(writer, "about", site.public_url + "/");
  write(writer, "key", story.key);
  write(writer, "type", entry.type);
  if (entry.event) write_event(writer, *entry.event);
  write_source(writer, publisher);
  write_copies(writer, story.copies);
  write(writer, "rights", rights_of(entry, publisher));
  write_license(writer, "license", read_license(license_of(entry, publisher)));
  if (entry.image && !public_url_of(entry.image->url).empty()) {
    write(writer, "image_alt", entry.image->alt);
    write(writer, "image_credit", credits_of(*entry.image));
    write_license(writer, "image_license", read_license(entry.image->license));
  }
  writer.end_object();
}

void write_item(Writer& writer, const Site& site, const Story& story, const Publisher& publisher) {
  const Entry& entry = story.lead;
  writer.begin_object();
  write(writer, "id", story_id(site, story));
  write(writer, "url", story_link(site, story));
  write(writer, "title", shown_title(entry, labels_for(site.language)));
  const Markup content = text_with_credit(site, story, publisher);
  write(writer, "content_html", content.empty() ? summary_with_credit(site, story, publisher).html : content.html);
  write(writer, "summary", entry.excerpt);
  if (entry.image) write(writer, "image", public_url_of(entry.image->url));
  write(writer, "date_published", to_rfc3339(story.published));
  write(writer, "date_modified", to_rfc3339(last_change(story)));
  write_authors(writer, authors_of(entry, publisher));
  write_tags(writer, entry);
  if (entry.language != site.language) write(writer, "language", entry.language);
  write_attachments(writer, entry);
  write_extension(writer, site, story, publisher);
  writer.end_object();
}

}  // namespace

std::string write_json_feed(const TopicPage& page) {
  const Site& site = page.site;
  constexpr std::size_t kBytesOfAStory = 2048;
  Writer writer(kBytesOfAStory * (page.stories.size() + 1));
  writer.begin_object();
  write(writer, "version", "https://jsonfeed.org/version/1.1");
  write(writer, "title", feed_title(page));
  write(writer, "home_page_url", topic_url(site, page.topic.slug));
  write(writer, "feed_url", topic_url(site, page.topic.slug, OutputFormat::Json, page.asked));
  write(writer, "description", page.topic.description);
  write(writer, "language", site.language);
  write_authors(writer, {{site.title, {}, index_url(site)}});
  if (!page.hub.empty()) {
    writer.name("hubs");
    writer.begin_array();
    writer.begin_object();
    write(writer, "type", "WebSub");
    write(writer, "url", page.hub);
    writer.end_object();
    writer.end_array();
  }
  writer.name("items");
  writer.begin_array();
  for (const Story& story : page.stories) {
    write_item(writer, site, story, publisher_of(page.publishers, story.lead.source));
  }
  writer.end_array();
  writer.end_object();
  return std::move(writer).take() + "\n";
}

}  // namespace commonplace::publish
