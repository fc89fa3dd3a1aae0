#include "publish/for_robots.h"

#include "publish/links.h"
#include "xml/writer.h"

namespace commonplace::publish {
namespace {

void write_page(xml::Writer& writer, std::string_view url, Timestamp updated) {
  writer.open("url").element("loc", url);
  if (updated != Timestamp{}) writer.element("lastmod", to_rfc3339(updated));
  writer.close();
}

}  // namespace

// Each page of a search leads to a dozen others: crawlers would never be done.
std::string write_robots(const Site& site) {
  std::string text = "User-agent: *\nDisallow: ";
  text.append(base_path(site)).append("/search?\n\nSitemap: ").append(site.public_url).append("/sitemap.xml\n");
  return text;
}

std::string write_sitemap(const IndexPage& page) {
  xml::Writer writer;
  writer.open("urlset").attribute("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
  write_page(writer, index_url(page.site), page.updated);
  write_page(writer, events_url(page.site, OutputFormat::Html), {});
  for (const IndexPage::Row& row : page.topics) {
    write_page(writer, topic_url(page.site, row.topic.slug), row.updated);
  }
  write_page(writer, sources_url(page.site), Timestamp{});
  writer.close();
  return std::move(writer).finish();
}

}  // namespace commonplace::publish
