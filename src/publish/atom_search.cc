// A search → a feed of what it finds, the newest first (OpenSearch 1.1, "Response elements").

#include "publish/atom.h"
#include "publish/atom_entry.h"
#include "publish/links.h"
#include "publish/search.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

using xml::Writer;

void write_page_link(Writer& writer, const SearchPage& page, std::string_view rel, std::size_t number) {
  SearchParameters asked = page.asked;
  asked.page = number;
  write_link(writer, {rel, search_url(page.site, asked, OutputFormat::Atom), media_type(OutputFormat::Atom)});
}

void write_links(Writer& writer, const SearchPage& page) {
  const Site& site = page.site;
  write_link(writer, {"self", search_url(site, page.asked, OutputFormat::Atom), media_type(OutputFormat::Atom)});
  write_link(writer, {"alternate", search_url(site, page.asked, OutputFormat::Html), "text/html"});
  write_link(writer, {"search", search_description_url(site), "application/opensearchdescription+xml"});
  write_page_link(writer, page, "first", 1);
  if (page.asked.page > 1) write_page_link(writer, page, "previous", page.asked.page - 1);
  if (has_next(page)) write_page_link(writer, page, "next", page.asked.page + 1);
}

void write_counts(Writer& writer, const SearchPage& page) {
  writer.element("opensearch:totalResults", std::to_string(page.total));
  writer.element("opensearch:startIndex", std::to_string((page.asked.page - 1) * SearchPage::kEntries + 1));
  writer.element("opensearch:itemsPerPage", std::to_string(SearchPage::kEntries));
  writer.open("opensearch:Query").attribute("role", "request").attribute("searchTerms", page.asked.query);
  writer.attribute("startPage", std::to_string(page.asked.page)).close();
}

}  // namespace

std::string write_atom(const SearchPage& page) {
  const Site& site = page.site;
  SearchParameters first = page.asked;
  first.page = 1;
  Writer writer;
  open_feed(writer, site);
  writer.attribute("xmlns:opensearch", "http://a9.com/-/spec/opensearch/1.1/");
  writer.attribute_if("xml:lang", site.language);
  writer.element("id", search_url(site, first, OutputFormat::Atom));
  write_text(writer, "title", search_title(page) + " · " + site.title);
  writer.element("updated", to_rfc3339(page.updated));
  write_feed_author(writer, site);
  write_links(writer, page);
  write_generator(writer, site);
  write_counts(writer, page);
  for (const Story& story : page.stories) {
    write_entry(writer, site, story, publisher_of(page.publishers, story.lead.source));
  }
  writer.close();
  return std::move(writer).finish();
}

}  // namespace commonplace::publish
