#include "publish/atom_entry.h"

#include <algorithm>

#include "publish/dates.h"
#include "publish/links.h"
#include "publish/media.h"
#include "publish/story.h"
#include "xml/writer.h"

namespace commonplace::publish {
namespace {

using xml::Writer;

void write_html(Writer& writer, std::string_view element, const Markup& html) {
  writer.open(element).attribute("type", "html").text(html.html).close();
}

void write_person(Writer& writer, const Person& person) {
  writer.open("author").element("name", person.name).element_if("uri", person.uri).close();
}

void write_categories(Writer& writer, const Site& site, const Entry& entry) {
  if (!entry.type.empty()) {
    writer.open("category").attribute("term", entry.type).attribute("scheme", types_scheme(site));
    writer.attribute("label", type_label(entry.type, labels_for(site.language))).close();
  }
  for (const Category& category : entry.categories) {
    if (category.term.empty()) continue;
    writer.open("category").attribute("term", category.term);
    writer.attribute_if("scheme", is_iri(category.scheme) ? category.scheme : std::string());
    writer.attribute_if("label", category.label).close();
  }
}

// Its own address, where we read it, and where the document says it came from.
void write_links(Writer& writer, const Site& site, const Story& story, const Publisher& publisher) {
  write_link(writer, {"alternate", story_link(site, story), "text/html"});
  for (const Copy& copy : story.copies)
    if (const std::string link = public_url_of(copy.link); !link.empty())
      write_link(writer, {"related", link, "text/html", copy.source_title});

  const std::string origin = story.lead.origin ? public_url_of(story.lead.origin->link) : std::string();
  const std::string via = origin.empty() ? public_url_of(publisher.feed_url) : origin;
  if (!via.empty()) write_link(writer, {"via", via});

  const License license = read_license(license_of(story.lead, publisher));
  if (!license.url.empty()) write_link(writer, {"license", license.url});

  for (const Enclosure& enclosure : enclosures_of(story.lead))
    write_link(writer, {"enclosure", enclosure.url, enclosure.type, {}, enclosure.length});
}

void write_texts(Writer& writer, const Site& site, const Story& story, const Publisher& publisher) {
  write_html(writer, "summary", summary_with_credit(site, story, publisher));
  const Markup content = text_with_credit(site, story, publisher);
  if (!content.empty()) write_html(writer, "content", content);
}

void write_rights(Writer& writer, std::string_view rights, std::string_view license) {
  const std::string_view text = rights.empty() ? license : rights;
  if (!text.empty()) write_text(writer, "rights", text);
}

// Where there is none, the feed's address is its id; a feed without public address keeps its head's words only.
void write_source(Writer& writer, const Site& site, const Story& story, const Publisher& publisher) {
  const std::string feed = public_url_of(publisher.feed_url);
  const std::string home = public_url_of(publisher.homepage);
  std::string id = is_iri(publisher.feed_id) ? publisher.feed_id : feed;
  if (id.empty()) id = site.public_url + "/sources#" + publisher.slug;

  writer.open("source");
  writer.element("id", id);
  write_text(writer, "title", publisher.title);
  // A feed that does not say was changed when it brought this story, at least.
  writer.element("updated", to_rfc3339(publisher.updated.value_or(last_change(story))));
  if (!feed.empty()) write_link(writer, {"self", feed});
  if (!home.empty()) write_link(writer, {"alternate", home, "text/html"});
  write_rights(writer, publisher.rights, publisher.license);
  writer.close();
}

}  // namespace

void write_link(Writer& writer, const AtomLink& link) {
  writer.open("link").attribute("rel", link.rel).attribute_if("type", link.type).attribute("href", link.href);
  writer.attribute_if("title", link.title).attribute_if("length", link.length).close();
}

void write_text(Writer& writer, std::string_view element, std::string_view text) {
  writer.open(element).attribute("type", "text").text(text).close();
}

void open_feed(Writer& writer, const Site& site) {
  writer.processing_instruction("xml-stylesheet", feed_style_instruction(site));
  writer.open("feed").attribute("xmlns", "http://www.w3.org/2005/Atom");
  writer.attribute("xmlns:ev", "http://purl.org/rss/1.0/modules/event/");
  writer.attribute("xmlns:media", "http://search.yahoo.com/mrss/");
}

void write_feed_author(Writer& writer, const Site& site) {
  writer.open("author").element("name", site.title).element("uri", index_url(site)).close();
}

void write_generator(Writer& writer, const Site& site) {
  writer.open("generator").attribute_if("version", site.version).text("commonplace").close();
}

// RFC 6721: whoever has shown the story takes it back.
void write_retraction(Writer& writer, const Retraction& retraction) {
  writer.open("at:deleted-entry").attribute("ref", retraction.atom_id);
  writer.attribute("when", to_rfc3339(retraction.since)).close();
}

void write_entry(Writer& writer, const Site& site, const Story& story, const Publisher& publisher) {
  const Entry& entry = story.lead;

  writer.open("entry");
  if (entry.language != site.language) writer.attribute_if("xml:lang", entry.language);
  writer.element("id", story_id(site, story));
  write_text(writer, "title", shown_title(entry, labels_for(site.language)));
  writer.element("published", to_rfc3339(story.published));
  writer.element("updated", to_rfc3339(last_change(story)));
  for (const Person& author : authors_of(entry, publisher)) write_person(writer, author);
  write_links(writer, site, story, publisher);
  write_categories(writer, site, entry);
  write_texts(writer, site, story, publisher);
  write_rights(writer, rights_of(entry, publisher), license_of(entry, publisher));
  write_source(writer, site, story, publisher);
  if (entry.event) write_event(writer, *entry.event);
  if (entry.image) write_image(writer, *entry.image);
  writer.close();
}

}  // namespace commonplace::publish
