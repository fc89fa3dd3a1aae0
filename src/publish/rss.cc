#include "publish/rss.h"

#include "base/text.h"
#include "publish/dates.h"
#include "publish/links.h"
#include "publish/media.h"
#include "publish/story.h"
#include "xml/writer.h"

namespace commonplace::publish {
namespace {

using xml::Writer;

// Readers take the title of an item for HTML wherever it looks like it: then that is what it is made.
std::string rss_title(std::string title) {
  constexpr std::string_view kAfterOpening = "!/?";
  for (std::size_t i = 0; i + 1 < title.size(); ++i) {
    const char next = title[i + 1];
    const bool is_tag =
        title[i] == '<' && (base::is_ascii_alpha(next) || kAfterOpening.find(next) != std::string_view::npos);
    const bool is_reference = title[i] == '&' && (base::is_ascii_alpha(next) || next == '#');
    if (is_tag || is_reference) return escaped(title);
  }
  return title;
}

// The one RSS has room for: a type and a length are required, "0" where nobody said how long it is.
void write_enclosure(Writer& writer, const Entry& entry) {
  for (const Enclosure& enclosure : enclosures_of(entry)) {
    if (enclosure.type.empty()) continue;
    writer.open("enclosure").attribute("url", enclosure.url);
    writer.attribute("length", enclosure.length.empty() ? "0" : enclosure.length);
    writer.attribute("type", enclosure.type).close();
    return;
  }
}

void write_categories(Writer& writer, const Site& site, const Entry& entry) {
  if (!entry.type.empty()) {
    writer.open("category").attribute("domain", types_scheme(site)).text(entry.type).close();
  }
  for (const Category& category : entry.categories) {
    if (category.term.empty()) continue;
    writer.open("category").attribute_if("domain", is_iri(category.scheme) ? category.scheme : std::string());
    writer.text(category.label.empty() ? category.term : category.label).close();
  }
}

void write_link(Writer& writer, std::string_view rel, std::string_view href, std::string_view type,
                std::string_view title = {}) {
  if (href.empty()) return;
  writer.open("atom:link").attribute("rel", rel).attribute("type", type).attribute("href", href);
  writer.attribute_if("title", title).close();
}

void write_item(Writer& writer, const Site& site, const Story& story, const Publisher& publisher) {
  const Entry& entry = story.lead;
  writer.open("item");
  writer.element("title", rss_title(shown_title(entry, labels_for(site.language))));
  writer.element("link", story_link(site, story));
  writer.open("guid").attribute("isPermaLink", "false").text(story_id(site, story)).close();
  writer.element("pubDate", to_rfc822(story.published));
  for (const Person& author : authors_of(entry, publisher)) writer.element("dc:creator", author.name);
  if (entry.language != site.language) writer.element_if("dc:language", entry.language);
  write_categories(writer, site, entry);
  writer.element("description", summary_with_credit(site, story, publisher).html);
  if (const Markup content = text_with_credit(site, story, publisher); !content.empty()) {
    writer.element("content:encoded", content.html);
  }
  if (const std::string feed = public_url_of(publisher.feed_url); !feed.empty()) {
    writer.open("source").attribute("url", feed).text(publisher.title).close();
  }
  write_enclosure(writer, entry);
  for (const Copy& copy : story.copies) {
    write_link(writer, "related", public_url_of(copy.link), "text/html", copy.source_title);
  }
  writer.element_if("dc:rights", rights_of(entry, publisher));
  writer.element_if("creativeCommons:license", read_license(license_of(entry, publisher)).url);
  if (entry.event) write_event(writer, *entry.event);
  if (entry.image) write_image(writer, *entry.image);
  writer.close();
}

void write_channel_head(Writer& writer, const TopicPage& page) {
  const Site& site = page.site;
  const Topic& topic = page.topic;
  writer.element("title", feed_title(page));
  writer.element("link", topic_url(site, topic.slug));
  writer.element("description", topic.description.empty() ? topic.title : topic.description);
  writer.element_if("language", site.language);
  writer.element("lastBuildDate", to_rfc822(page.updated));
  writer.element("ttl", std::to_string(std::chrono::duration_cast<std::chrono::minutes>(page.max_age).count()));
  writer.element("generator", site.version.empty() ? "commonplace" : "commonplace " + site.version);
  writer.element("docs", "https://www.rssboard.org/rss-specification");
  write_link(writer, "self", topic_url(site, topic.slug, OutputFormat::Rss, page.asked), media_type(OutputFormat::Rss));
  write_link(writer, "alternate", topic_url(site, topic.slug, OutputFormat::Calendar, page.asked), "text/calendar");
  if (!page.hub.empty()) writer.open("atom:link").attribute("rel", "hub").attribute("href", page.hub).close();
  if (page.archives > 0) {
    write_link(writer, "prev-archive", archive_url(site, topic.slug, page.archives), media_type(OutputFormat::Atom));
  }
}

}  // namespace

std::string write_rss(const TopicPage& page) {
  Writer writer;
  writer.processing_instruction("xml-stylesheet", feed_style_instruction(page.site));
  writer.open("rss").attribute("version", "2.0");
  writer.attribute("xmlns:atom", "http://www.w3.org/2005/Atom");
  writer.attribute("xmlns:content", "http://purl.org/rss/1.0/modules/content/");
  writer.attribute("xmlns:creativeCommons", "http://backend.userland.com/creativeCommonsRssModule");
  writer.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/");
  writer.attribute("xmlns:ev", "http://purl.org/rss/1.0/modules/event/");
  writer.attribute("xmlns:media", "http://search.yahoo.com/mrss/");
  writer.attribute_if("xml:lang", page.site.language);  // in which the style sheet says what this is
  writer.open("channel");
  write_channel_head(writer, page);
  for (const Story& story : page.stories) {
    write_item(writer, page.site, story, publisher_of(page.publishers, story.lead.source));
  }
  writer.close().close();
  return std::move(writer).finish();
}

}  // namespace commonplace::publish
