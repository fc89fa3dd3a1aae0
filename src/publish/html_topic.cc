// A topic → its page: what it is about, what was added most recently, how to subscribe, where to go on.

#include "publish/html_events.h"
#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/html_story.h"
#include "publish/json_ld.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kTopic = R"(<header class="{class}">
<div>
<h1 dir="auto">{title}</h1>
{description}<p class="note">{updated}<span class="jump"> · <a href="#subscribe">{subscribe}</a></span></p>
</div>
{figure}</header>
<div class="with-margin">
<section aria-labelledby="recent">
<h2 class="section-title" id="recent">{recent}</h2>
{stories}</section>
<div class="margin">
{events}<section aria-labelledby="subscribe">
<h2 id="subscribe">{subscribe}</h2>
{formats}</section>
{related}{embed}</div>
</div>
)";

Markup paragraph(std::string_view css_class, std::string_view text) {
  if (text.empty()) return {};
  return fill("<p class=\"{class}\" dir=\"auto\">{text}</p>\n", {{"class", css_class}, {"text", text}});
}

Markup story_markup(const TopicPage& page, const Story& story, const Labels& labels) {
  const Publisher publisher = publisher_of(page.publishers, story.lead.source);
  return story_article(page.site, story, publisher, Markup(escaped(shown_title(story.lead, labels))),
                       Markup(escaped(story.lead.excerpt)), labels);
}

Markup stories_markup(const TopicPage& page, const Labels& labels) {
  Markup stories;
  for (const Story& story : page.stories) stories += story_markup(page, story, labels);
  return stories.empty() ? paragraph("note", labels.nothing_yet) : stories;
}

Markup related_markup(const TopicPage& page, const Labels& labels) {
  if (page.related.empty()) return {};
  Markup topics;
  for (const TopicTeaser& topic : page.related)
    topics += fill("<h3 dir=\"auto\"><a href=\"{path}\">{title}</a></h3>\n{description}",
                   {{"path", topic_path(page.site, topic.slug)},
                    {"title", topic.title},
                    {"description", paragraph("about", topic.description)}});
  return fill("<section aria-labelledby=\"related\">\n<h2 id=\"related\">{label}</h2>\n{topics}</section>\n",
              {{"label", labels.related_topics}, {"topics", topics}});
}

// Nobody gives a token away in the source of a page.
Markup embed_markup(const TopicPage& page, const Labels& labels) {
  if (!is_public(page.topic)) return {};
  constexpr std::string_view kSection = R"(<section aria-labelledby="embed">
<h2 id="embed">{title}</h2>
<p class="note">{text}</p>
<textarea class="address" readonly rows="7" spellcheck="false" aria-label="{label}">{line}</textarea>
<p class="note"><a href="{path}">{preview}</a></p>
</section>
)";
  const std::string url = embed_url(page.site, page.topic.slug);
  // Written as the page's owner will see it, so escaped twice: once in that page, once in ours.
  const Markup line = fill(
      "<iframe src=\"{url}\" title=\"{title}\" width=\"100%\" height=\"560\" style=\"border:0\" "
      "loading=\"lazy\"></iframe>",
      {{"url", url}, {"title", page.topic.title}});
  return fill(kSection, {{"title", labels.embed},
                         {"text", labels.embed_text},
                         {"label", labels.embed_line},
                         {"line", line.html},
                         {"path", topic_path(page.site, page.topic.slug) + "/embed"},
                         {"preview", labels.embed_preview}});
}

}  // namespace

std::string write_topic_page(const TopicPage& page) {
  const Labels& labels = labels_for(page.site.language);
  const Topic& topic = page.topic;
  const Markup figure = topic.image ? figure_of(*topic.image, labels) : Markup();
  const ShownDate updated = date_of(page.site, page.updated, labels);

  Layout layout;
  layout.title = topic.title;
  layout.description = topic.description;
  layout.canonical_url = topic_url(page.site, topic.slug);
  layout.head = alternates(page.site, {topic.slug, topic.title, topic.description}, labels);
  layout.head += json_ld(page);
  layout.main = fill(kTopic, {{"class", figure.empty() ? "head" : "head with-picture"},
                              {"title", topic.title},
                              {"description", paragraph("standfirst", topic.description)},
                              {"updated", fill_text(labels.updated, {{"date", updated.words}})},
                              {"figure", figure},
                              {"recent", labels.most_recently_added},
                              {"stories", stories_markup(page, labels)},
                              {"events", upcoming_events(page, labels)},
                              {"subscribe", labels.subscribe},
                              {"formats", format_list(page.site, topic.slug)},
                              {"related", related_markup(page, labels)},
                              {"embed", embed_markup(page, labels)}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
