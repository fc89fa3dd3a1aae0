// Pages as values → documents with their media type and date.

#include <algorithm>

#include "commonplace/publish.h"
#include "publish/atom.h"
#include "publish/html_pages.h"
#include "publish/links.h"
#include "publish/opensearch.h"

namespace commonplace {
namespace {

constexpr char kHtml[] = "text/html; charset=utf-8";
constexpr char kAtom[] = "application/atom+xml; charset=utf-8";

// An entry's page changes when the entry does; before any date it has none to tell.
Timestamp last_change(const Entry& entry) {
  if (entry.updated && entry.first_seen) return std::max(*entry.updated, *entry.first_seen);
  if (entry.updated) return *entry.updated;
  if (entry.first_seen) return *entry.first_seen;
  return entry.published.value_or(Timestamp{});
}

}  // namespace

Rendered render(const TopicPage& page, OutputFormat format) {
  const bool atom = format == OutputFormat::Atom;
  return {atom ? kAtom : kHtml, atom ? publish::write_atom(page) : publish::write_topic_page(page), page.updated,
          publish::link_header(page.site, page.topic.slug, format)};
}

Rendered render(const IndexPage& page) { return {kHtml, publish::write_index_page(page), page.updated}; }

Rendered render(const EntryPage& page) { return {kHtml, publish::write_entry_page(page), last_change(page.entry)}; }

Rendered render(const GonePage& page) { return {kHtml, publish::write_gone_page(page), page.left.since}; }

Rendered render(const SearchPage& page, OutputFormat format) {
  const bool atom = format == OutputFormat::Atom;
  return {atom ? kAtom : kHtml, atom ? publish::write_atom(page) : publish::write_search_page(page), Timestamp{},
          publish::link_header(page.site, page.asked, format)};
}

Rendered render_search_description(const Site& site) {
  return {"application/opensearchdescription+xml; charset=utf-8", publish::write_search_description(site), {}};
}

}  // namespace commonplace
