// Pages as values → documents with their media type and date.

#include <algorithm>

#include "commonplace/publish.h"
#include "publish/atom.h"
#include "publish/for_robots.h"
#include "publish/html_pages.h"
#include "publish/ical.h"
#include "publish/json_feed.h"
#include "publish/links.h"
#include "publish/opensearch.h"
#include "publish/opml.h"
#include "publish/rss.h"

namespace commonplace {
namespace {

constexpr char kHtml[] = "text/html; charset=utf-8";
constexpr char kOpml[] = "text/x-opml; charset=utf-8";

std::string content_type(OutputFormat format) { return std::string(publish::media_type(format)) + "; charset=utf-8"; }

std::string write(const TopicPage& page, OutputFormat format) {
  switch (format) {
    case OutputFormat::Atom:
      return publish::write_atom(page);
    case OutputFormat::Rss:
      return publish::write_rss(page);
    case OutputFormat::Json:
      return publish::write_json_feed(page);
    case OutputFormat::Calendar:
      return publish::write_calendar(page);
    case OutputFormat::Html:
      break;
  }
  return publish::write_topic_page(page);
}

// An entry's page changes when the entry does; before any date it has none to tell.
Timestamp last_change(const Entry& entry) {
  if (entry.updated && entry.first_seen) return std::max(*entry.updated, *entry.first_seen);
  if (entry.updated) return *entry.updated;
  if (entry.first_seen) return *entry.first_seen;
  return entry.published.value_or(Timestamp{});
}

}  // namespace

Rendered render(const TopicPage& page, OutputFormat format) {
  const bool shows_events = format == OutputFormat::Calendar || format == OutputFormat::Html;
  const Timestamp updated =
      shows_events ? std::max(page.updated, page.last_event_over.value_or(page.updated)) : page.updated;
  return {content_type(format), write(page, format), updated,
          publish::link_header(page.site, page.topic.slug, format, page.asked) + publish::hub_link(page.hub, format)};
}

Rendered render(const EventsPage& page, OutputFormat format) {
  const bool is_calendar = format == OutputFormat::Calendar;
  return {content_type(format), is_calendar ? publish::write_calendar(page) : publish::write_events_page(page),
          page.updated, publish::events_link_header(page.site, format)};
}

Rendered render(const IndexPage& page) { return {kHtml, publish::write_index_page(page), page.updated}; }

Rendered render(const EntryPage& page) {
  return {kHtml, publish::write_entry_page(page), std::max(page.changed, last_change(page.entry))};
}

Rendered render(const GonePage& page) { return {kHtml, publish::write_gone_page(page), page.left.since}; }

Rendered render(const SearchPage& page, OutputFormat format) {
  const bool atom = format == OutputFormat::Atom;
  return {content_type(format), atom ? publish::write_atom(page) : publish::write_search_page(page), Timestamp{},
          publish::link_header(page.site, page.asked, format)};
}

Rendered render(const SourcesPage& page) { return {kHtml, publish::write_sources_page(page), {}}; }

Embed make_embed(const TopicPage& page) { return publish::write_embed(page); }

Rendered render(const Embed& embed, std::size_t stories) {
  std::string body = embed.before;
  for (std::size_t i = 0; i < std::min(stories, embed.stories.size()); ++i) body += embed.stories[i];
  body += embed.after;
  Rendered rendered{kHtml, std::move(body), embed.updated};
  rendered.is_for_frames = true;
  return rendered;
}

Rendered render_opml(const IndexPage& page) { return {kOpml, publish::write_opml(page), {}}; }
Rendered render_opml(const SourceList& list) { return {kOpml, publish::write_opml(list), {}}; }

Rendered render_robots(const Site& site) { return {"text/plain; charset=utf-8", publish::write_robots(site), {}}; }
Rendered render_sitemap(const IndexPage& page) {
  return {"application/xml; charset=utf-8", publish::write_sitemap(page), page.updated};
}

Rendered render_search_description(const Site& site) {
  return {"application/opensearchdescription+xml; charset=utf-8", publish::write_search_description(site), {}};
}

}  // namespace commonplace
