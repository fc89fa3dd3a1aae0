#include "publish/opml.h"

#include "publish/links.h"
#include "xml/writer.h"

namespace commonplace::publish {
namespace {

using xml::Writer;

void open_opml(Writer& writer, const Site& site, std::string_view title) {
  writer.open("opml").attribute("version", "2.0");
  writer.open("head").element("title", title).element("ownerName", site.title);
  writer.element("ownerId", index_url(site)).element("docs", "http://opml.org/spec2.opml").close();
  writer.open("body");
}

}  // namespace

std::string write_opml(const IndexPage& page) {
  Writer writer;
  open_opml(writer, page.site, page.site.title);
  for (const IndexPage::Row& row : page.topics) {
    const TopicTeaser& topic = row.topic;
    writer.open("outline").attribute("type", "rss");
    writer.attribute("text", topic.title).attribute("title", topic.title);
    writer.attribute_if("description", topic.description).attribute_if("language", page.site.language);
    writer.attribute("xmlUrl", topic_url(page.site, topic.slug, OutputFormat::Atom));
    writer.attribute("htmlUrl", topic_url(page.site, topic.slug)).close();
  }
  writer.close().close();
  return std::move(writer).finish();
}

std::string write_opml(const SourceList& list) {
  Writer writer;
  open_opml(writer, list.site, list.topic.title);
  for (const Publisher& source : list.sources) {
    const std::string feed = public_url_of(source.feed_url);
    const std::string home = public_url_of(source.homepage);
    if (feed.empty() && home.empty()) continue;
    writer.open("outline").attribute("type", feed.empty() ? "link" : "rss");
    writer.attribute("text", source.title).attribute("title", source.title);
    if (feed.empty())
      writer.attribute("url", home);
    else
      writer.attribute("xmlUrl", feed).attribute_if("htmlUrl", home);
    writer.close();
  }
  writer.close().close();
  return std::move(writer).finish();
}

}  // namespace commonplace::publish
