#include "publish/atom.h"

#include "publish/atom_entry.h"
#include "publish/dates.h"
#include "publish/links.h"
#include "publish/story.h"
#include "xml/writer.h"

namespace commonplace::publish {
namespace {

using xml::Writer;

// The topic's picture with its credit, as a paragraph of XHTML: Media RSS on the feed itself would claim the pictures
// of entries for its author and licence. It greets whoever opens the feed in a browser; feed readers pass over it.
void write_about(Writer& writer, const TopicPage& page) {
  const Labels& labels = labels_for(page.site.language);
  writer.open("div").attribute("xmlns", "http://www.w3.org/1999/xhtml").attribute("class", "about");
  writer.element("p", labels.this_is_a_feed);
  const std::string url = page.topic.image ? public_url_of(page.topic.image->url) : std::string();
  if (!url.empty()) {
    const TopicImage& image = *page.topic.image;
    const License license = read_license(image.license, image.license_url);
    writer.open("p").open("img").attribute("src", url).attribute("alt", image.alt).close().close();
    writer.open("p");
    if (!image.credit.empty()) writer.text(labels.photo).text(" ").text(image.credit);
    if (!image.credit.empty() && !license.empty()) writer.text(", ");
    if (!license.empty()) writer.open("a").attribute_if("href", license.url).text(license.name).close();
    writer.close();
  }
  writer.close();
}

void write_head(Writer& writer, const TopicPage& page) {
  const Site& site = page.site;
  const std::string here = topic_url(site, page.topic.slug);
  const std::string self = topic_url(site, page.topic.slug, OutputFormat::Atom, page.asked);
  writer.element("id", page.asked.narrows() ? self : here);
  write_text(writer, "title", feed_title(page));
  if (!page.topic.description.empty()) write_text(writer, "subtitle", page.topic.description);
  writer.element("updated", to_rfc3339(page.updated));
  write_feed_author(writer, site);
  write_link(writer, {"self", self, media_type(OutputFormat::Atom)});
  write_link(writer, {"alternate", here, "text/html"});
  write_link(writer,
             {"alternate", topic_url(site, page.topic.slug, OutputFormat::Calendar, page.asked), "text/calendar"});
  if (!page.hub.empty()) writer.open("link").attribute("rel", "hub").attribute("href", page.hub).close();
  if (page.archives > 0) {
    write_link(writer,
               {"prev-archive", archive_url(site, page.topic.slug, page.archives), media_type(OutputFormat::Atom)});
  }
  for (const TopicTeaser& related : page.related)
    write_link(writer, {"related", topic_url(site, related.slug), "text/html", related.title});
  write_generator(writer, site);
  write_about(writer, page);
}

}  // namespace

std::string write_atom(const TopicPage& page) {
  Writer writer;
  open_feed(writer, page.site);
  if (!page.retractions.empty()) writer.attribute("xmlns:at", "http://purl.org/atompub/tombstones/1.0");
  writer.attribute_if("xml:lang", page.site.language);
  write_head(writer, page);
  for (const Story& story : page.stories) {
    write_entry(writer, page.site, story, publisher_of(page.publishers, story.lead.source));
  }
  for (const Retraction& retraction : page.retractions) write_retraction(writer, retraction);
  writer.close();
  return std::move(writer).finish();
}

}  // namespace commonplace::publish
