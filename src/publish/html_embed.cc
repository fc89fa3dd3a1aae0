// A topic → a small page for a frame on a library's own site: its newest stories, each with its excerpt and its source.
//
// There is nothing else around them, its links leave the frame, and like all pages it runs no script.

#include "publish/assets.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kBefore = R"(<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, follow">
<link rel="canonical" href="{url}">
<link rel="stylesheet" href="{base}/assets/style.css?v={version}">
</head>
<body class="embed">
<main>
<h1 dir="auto"><a href="{path}" target="_top">{title}</a></h1>
{list})";

constexpr std::string_view kStory = R"(<li{language}>
<h2 dir="auto"><a href="{link}" target="_top">{title}</a></h2>
{excerpt}<p class="meta"{page_language}>{meta} · {source}</p>
</li>
)";

constexpr std::string_view kAfter = R"({end}<p class="note"><a href="{path}" target="_top">{all}</a></p>
</main>
</body>
</html>
)";

Markup story_markup(const TopicPage& page, const Story& story, const Labels& labels) {
  Markup excerpt;
  if (!story.lead.excerpt.empty())
    excerpt = fill("<p class=\"excerpt\" dir=\"auto\">{text}</p>\n", {{"text", story.lead.excerpt}});
  const Publisher publisher = publisher_of(page.publishers, story.lead.source);
  return fill(kStory, {{"language", language_attribute(story.lead.language, labels)},
                       {"link", story_link(page.site, story)},
                       {"title", shown_title(story.lead, labels)},
                       {"excerpt", excerpt},
                       {"page_language", page_language_attribute(story.lead.language, labels)},
                       {"meta", meta_line(story.lead.type, published_date(page.site, story, labels), labels)},
                       {"source", fill("<bdi>{name}</bdi>", {{"name", publisher.title}})}});
}

}  // namespace

Embed write_embed(const TopicPage& page) {
  const Labels& labels = labels_for(page.site.language);
  const Topic& topic = page.topic;
  const std::string path = topic_path(page.site, topic.slug);
  Embed embed;
  embed.updated = page.updated;
  embed.max_age = page.max_age;
  const bool is_empty = page.stories.empty();
  const Markup nothing = fill("<p class=\"note\">{text}</p>\n", {{"text", labels.nothing_yet}});
  embed.before = fill(kBefore, {{"language", labels.code},
                                {"title", topic.title},
                                {"url", topic_url(page.site, topic.slug)},
                                {"base", base_path(page.site)},
                                {"version", page_style_version()},
                                {"path", path},
                                {"list", is_empty ? nothing : Markup("<ul>\n")}})
                     .html;
  for (const Story& story : page.stories) {
    if (embed.stories.size() == Embed::kMost) break;
    embed.stories.push_back(story_markup(page, story, labels).html);
  }
  embed.after = fill(kAfter, {{"end", Markup(is_empty ? "" : "</ul>\n")},
                              {"path", path},
                              {"all", fill_text(labels.all_of, {{"title", topic.title}})}})
                    .html;
  return embed;
}

}  // namespace commonplace::publish
