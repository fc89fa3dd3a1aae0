// All topics → the start page: each topic as a card with its newest stories, and how to subscribe.

#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kIndex = R"(<header class="head">
<h1 dir="auto">{title}</h1>
<p class="standfirst">{about}</p>
</header>
<div class="cards">
{cards}</div>
<section class="subscribe" id="subscribe" aria-labelledby="how">
<h2 id="how">{subscribe}</h2>
<p>{explanation}</p>
<dl>
{addresses}</dl>
</section>
)";

constexpr std::string_view kCard = R"(<article class="card">
<h2 dir="auto"><a href="{path}">{title}</a></h2>
{description}{newest}<p class="note">{count} · {updated} · <a href="{feed}" type="application/atom+xml" aria-label="Atom: {feed_label}">Atom</a></p>
</article>
)";

constexpr std::string_view kNewest =
    R"(<li{language}><a href="{link}" dir="auto">{title}</a> <span class="meta">{meta}</span></li>
)";

constexpr std::string_view kAddress = R"(<dt dir="auto">{title}</dt>
<dd><a class="address" href="{path}" type="application/atom+xml">{url}</a></dd>
)";

std::string count_words(std::size_t count, const Labels& labels) {
  if (count == 1) return std::string(labels.one_story);
  return fill_text(labels.stories, {{"count", std::to_string(count)}});
}

Markup newest_markup(const IndexPage& page, const IndexPage::Row& row, const Labels& labels) {
  if (row.newest.empty()) return {};
  Markup items;
  for (const Story& story : row.newest)
    items += fill(kNewest, {{"language", language_attribute(story.lead.language, labels)},
                            {"link", story_link(page.site, story)},
                            {"title", shown_title(story.lead, labels)},
                            {"meta", meta_line(story.lead.type, published_date(page.site, story, labels), labels)}});
  return fill("<ul class=\"newest\">\n{items}</ul>\n", {{"items", items}});
}

Markup teaser(std::string_view description) {
  if (description.empty()) return {};
  return fill("<p class=\"teaser\" dir=\"auto\">{text}</p>\n", {{"text", description}});
}

Markup card(const IndexPage& page, const IndexPage::Row& row, const Labels& labels) {
  const ShownDate updated = day_of(page.site, row.updated, labels);
  return fill(kCard, {{"path", topic_path(page.site, row.topic.slug)},
                      {"title", row.topic.title},
                      {"description", teaser(row.topic.description)},
                      {"newest", newest_markup(page, row, labels)},
                      {"count", count_words(row.count, labels)},
                      {"updated", fill_text(labels.updated, {{"date", updated.words}})},
                      {"feed", topic_path(page.site, row.topic.slug, OutputFormat::Atom)},
                      {"feed_label", fill_text(labels.feed_of, {{"title", row.topic.title}})}});
}

}  // namespace

std::string write_index_page(const IndexPage& page) {
  const Labels& labels = labels_for(page.site.language);
  Layout layout;
  layout.title = page.site.title;
  layout.mast = Mast::WithoutTitle;  // the heading says it
  layout.place = Place::Topics;
  layout.description = labels.about;
  layout.canonical_url = index_url(page.site);
  Markup cards;
  Markup addresses;
  for (const IndexPage::Row& row : page.topics) {
    cards += card(page, row, labels);
    addresses += fill(kAddress, {{"title", row.topic.title},
                                 {"path", topic_path(page.site, row.topic.slug, OutputFormat::Atom)},
                                 {"url", address(topic_url(page.site, row.topic.slug, OutputFormat::Atom))}});
    layout.head += alternates(page.site, row.topic, labels);
  }
  layout.main = fill(kIndex, {{"title", page.site.title},
                              {"about", labels.about},
                              {"cards", cards},
                              {"subscribe", labels.subscribe},
                              {"explanation", labels.what_is_a_feed},
                              {"addresses", addresses}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
