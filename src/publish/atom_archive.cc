// Stories that joined a topic, fifty at a time → an archive document (RFC 5005 §4).

#include "publish/atom.h"
#include "publish/atom_entry.h"
#include "publish/dates.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

using xml::Writer;

void write_head(Writer& writer, const ArchivePage& page) {
  const Site& site = page.site;
  const std::string here = topic_url(site, page.topic.slug);
  writer.element("id", here);
  write_text(writer, "title", page.topic.title);
  writer.element("updated", to_rfc3339(page.updated));
  write_feed_author(writer, site);
  writer.open("fh:archive").close();
  write_link(writer, {"self", archive_url(site, page.topic.slug, page.number), media_type(OutputFormat::Atom)});
  write_link(writer, {"current", topic_url(site, page.topic.slug, OutputFormat::Atom), media_type(OutputFormat::Atom)});
  write_link(writer, {"alternate", here, "text/html"});
  if (page.number > 1) {
    write_link(writer,
               {"prev-archive", archive_url(site, page.topic.slug, page.number - 1), media_type(OutputFormat::Atom)});
  }
  if (page.has_next) {
    write_link(writer,
               {"next-archive", archive_url(site, page.topic.slug, page.number + 1), media_type(OutputFormat::Atom)});
  }
  write_generator(writer, site);
}

}  // namespace

std::string write_archive(const ArchivePage& page) {
  Writer writer;
  open_feed(writer, page.site);
  writer.attribute("xmlns:fh", "http://purl.org/syndication/history/1.0");
  writer.attribute("xmlns:at", "http://purl.org/atompub/tombstones/1.0");
  writer.attribute_if("xml:lang", page.site.language);
  write_head(writer, page);
  for (const auto& item : page.items) {
    if (const auto* story = std::get_if<Story>(&item)) {
      write_entry(writer, page.site, *story, publisher_of(page.publishers, story->lead.source));
    } else {
      write_retraction(writer, std::get<Retraction>(item));
    }
  }
  writer.close();
  return std::move(writer).finish();
}

}  // namespace commonplace::publish
