// Who is aggregated here → a page: where each publisher is at home, how fresh its news are, what may be shown of them,
// and which topics they are in.

#include <algorithm>
#include <span>

#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/links.h"
#include "publish/story.h"
#include "text/normalize.h"

namespace commonplace::publish {
namespace {

using Row = SourcesPage::Row;

constexpr std::string_view kSources = R"(<header class="head">
<h1>{title}</h1>
<p class="standfirst">{text}</p>
</header>
{sources})";

// An anchor that cannot be one of the page's own.
constexpr std::string_view kSource = R"(<li class="card" id="source-{slug}">
<h2>{title}</h2>
<dl class="facts">
{facts}</dl>
</li>
)";

// Whatever it calls itself, in whatever script: in the order of the alphabet, case and accents aside.
std::vector<const Row*> by_title(const SourcesPage& page) {
  std::vector<std::pair<std::string, const Row*>> rows;
  for (const Row& row : page.sources) rows.emplace_back(text::fold(row.publisher.title), &row);
  std::ranges::sort(rows, {}, [](const auto& row) { return std::pair(row.first, row.second->publisher.slug); });
  std::vector<const Row*> sorted;
  for (const auto& [title, row] : rows) sorted.push_back(row);
  return sorted;
}

Markup fact(std::string_view name, const Markup& value) {
  if (value.empty()) return {};
  return fill("<div><dt>{name}</dt><dd>{value}</dd></div>\n", {{"name", name}, {"value", value}});
}

Markup day(const SourcesPage& page, std::optional<Timestamp> when, const Labels& labels) {
  if (!when) return {};
  // No hour for machines, either: it would be another at every poll.
  const ShownDate shown = day_of(page.site, *when, labels);
  return fill("<time datetime=\"{day}\">{words}</time>", {{"day", shown.machine}, {"words", shown.words}});
}

Markup last_heard(const SourcesPage& page, const Row& row, const Labels& labels) {
  Markup when = day(page, row.last_heard, labels);
  if (row.has_ended) when += fill("{gap}{words}", {{"gap", when.empty() ? "" : ". "}, {"words", labels.has_ended}});
  return when;
}

Markup entries(const SourcesPage& page, const Row& row) {
  SearchParameters all;
  all.source = row.publisher.slug;
  return fill("<a href=\"{path}\">{count}</a>",
              {{"path", search_path(page.site, all)}, {"count", std::to_string(row.entries)}});
}

Markup links_to(const SourcesPage& page, std::span<const TopicTeaser> topics) {
  Markup links;
  for (const TopicTeaser& topic : topics) {
    links += fill("<li><a href=\"{path}\" dir=\"auto\">{title}</a></li>\n",
                  {{"path", topic_path(page.site, topic.slug)}, {"title", topic.title}});
  }
  return fill("<ul>\n{links}</ul>", {{"links", links}});
}

// Of many topics a few, and the others for whoever wants them.
Markup topics(const SourcesPage& page, const Row& row, const Labels& labels) {
  constexpr std::size_t kMost = 8, kShown = 5;
  const std::span<const TopicTeaser> all = row.topics;
  if (all.empty()) return {};
  if (all.size() <= kMost) return links_to(page, all);
  return fill("{first}\n<details><summary>{words}</summary>\n{rest}</details>",
              {{"first", links_to(page, all.first(kShown))},
               {"words", fill_text(labels.more_topics, {{"count", std::to_string(all.size() - kShown)}})},
               {"rest", links_to(page, all.subspan(kShown))}});
}

Markup rights(const Publisher& publisher, const Labels& labels) {
  Markup words;
  if (!publisher.rights.empty()) words = fill("<bdi>{rights}</bdi><br>", {{"rights", publisher.rights}});
  words += fill("{allowed}",
                {{"allowed", publisher.republish == Republish::Full ? labels.full_texts : labels.excerpts_only}});
  return words;
}

Markup license(const Publisher& publisher) {
  return publisher.license.empty() ? Markup() : license_markup(publisher.license);
}

Markup feed(const Publisher& publisher) {
  const std::string url = public_url_of(publisher.feed_url);
  if (url.empty()) return {};
  return fill("<a class=\"address\" href=\"{url}\">{address}</a>", {{"url", url}, {"address", address(url)}});
}

Markup source(const SourcesPage& page, const Row& row, const Labels& labels) {
  Markup facts = fact(labels.latest_news, day(page, row.newest, labels));
  facts += fact(labels.last_heard, last_heard(page, row, labels));
  facts += fact(labels.entries, entries(page, row));
  facts += fact(labels.topics, topics(page, row, labels));
  facts += fact(labels.rights, rights(row.publisher, labels));
  facts += fact(labels.license, license(row.publisher));
  facts += fact(labels.feed, feed(row.publisher));
  return fill(
      kSource,
      {{"slug", row.publisher.slug}, {"title", linked(row.publisher.title, row.publisher.homepage)}, {"facts", facts}});
}

}  // namespace

std::string write_sources_page(const SourcesPage& page) {
  const Labels& labels = labels_for(page.site.language);
  Markup sources;
  for (const Row* row : by_title(page)) sources += source(page, *row, labels);
  if (sources.empty()) {
    sources = fill("<p class=\"note\">{text}</p>\n", {{"text", labels.no_sources}});
  } else {
    sources = fill("<ul class=\"directory\">\n{sources}</ul>\n", {{"sources", sources}});
  }
  Layout layout;
  layout.title = labels.sources;
  layout.description = labels.sources_text;
  layout.canonical_url = sources_url(page.site);
  layout.place = Place::Sources;
  layout.main = fill(kSources, {{"title", labels.sources}, {"text", labels.sources_text}, {"sources", sources}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
