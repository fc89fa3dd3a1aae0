// All topics → the start page: each topic as a card with its newest stories, and how to subscribe.

#include <span>

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
{list}<div class="cards">
{cards}</div>
<section class="subscribe" id="subscribe" aria-labelledby="how">
<h2 id="how">{subscribe}</h2>
<p>{explanation}</p>
<dl>
{addresses}</dl>
</section>
)";

// So many topics are seen at a glance. Of more, there is a list to jump by, and less of each.
constexpr std::size_t kTopicsAtAGlance = 12;

constexpr std::string_view kCard = R"(<article class="card" id="topic-{slug}">
<h2 dir="auto"><a href="{path}">{title}</a></h2>
{description}{newest}<p class="note">{count}{updated} · <a href="{feed}" type="application/atom+xml" aria-label="Atom: {feed_label}">Atom</a></p>
</article>
)";

constexpr std::string_view kNewest =
    R"(<li{language}><a href="{link}" dir="auto">{title}</a> <span class="meta">{meta}</span></li>
)";

constexpr std::string_view kAddress = R"(<dt dir="auto">{title}</dt>
<dd><a class="address" href="{path}" type="application/atom+xml">{url}</a></dd>
)";

std::string count_words(std::size_t count, const Labels& labels) {
  if (count == 0) return {};
  const std::string words =
      count == 1 ? std::string(labels.one_story) : fill_text(labels.stories, {{"count", std::to_string(count)}});
  return words + " · ";
}

bool are_many(const IndexPage& page) { return page.topics.size() > kTopicsAtAGlance; }

Markup newest_markup(const IndexPage& page, const IndexPage::Row& row, const Labels& labels) {
  if (row.count == 0) return fill("<p class=\"nothing\">{text}</p>\n", {{"text", labels.nothing_yet}});
  if (row.newest.empty()) return {};
  Markup items;
  for (const Story& story : std::span(row.newest).first(are_many(page) ? 1 : row.newest.size()))
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
  const ShownDate updated = date_of(page.site, row.updated, labels);
  return fill(kCard, {{"slug", row.topic.slug},
                      {"path", topic_path(page.site, row.topic.slug)},
                      {"title", row.topic.title},
                      {"description", teaser(row.topic.description)},
                      {"newest", newest_markup(page, row, labels)},
                      {"count", count_words(row.count, labels)},
                      {"updated", fill_text(labels.updated, {{"date", updated.words}})},
                      {"feed", topic_path(page.site, row.topic.slug, OutputFormat::Atom)},
                      {"feed_label", fill_text(labels.feed_of, {{"title", row.topic.title}})}});
}

Markup list_of_topics(const IndexPage& page, const Labels& labels) {
  if (!are_many(page)) return {};
  Markup items;
  for (const IndexPage::Row& row : page.topics) {
    items += fill("<li><a href=\"#topic-{slug}\" dir=\"auto\">{title}</a></li>\n",
                  {{"slug", row.topic.slug}, {"title", row.topic.title}});
  }
  return fill("<nav class=\"jump-list\" aria-label=\"{label}\">\n<ul>\n{items}</ul>\n</nav>\n",
              {{"label", labels.topics}, {"items", items}});
}

// What browsers and readers offer to subscribe to. Of many topics each is named once, and all of them as a list.
Markup subscriptions(const IndexPage& page, const Labels& labels) {
  Markup links;
  for (const IndexPage::Row& row : page.topics) {
    links += are_many(page) ? alternate(page.site, row.topic, OutputFormat::Atom, labels)
                            : alternates(page.site, row.topic, labels);
  }
  return links;
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
  }
  layout.head = subscriptions(page, labels);
  layout.main = fill(kIndex, {{"title", page.site.title},
                              {"about", labels.about},
                              {"list", list_of_topics(page, labels)},
                              {"cards", cards},
                              {"subscribe", labels.subscribe},
                              {"explanation", labels.what_is_a_feed},
                              {"addresses", addresses}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
