#include "publish/html_story.h"

#include "publish/html_parts.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kStory = R"(<article class="story" id="{key}"{language}>
<h3 dir="auto"><a href="{link}">{title}</a></h3>
{meta}{event}{excerpt}<p class="credit"{page_language}>{credit} · <a href="{permalink}" aria-label="{permalink_label}: {name}">{permalink_label}</a></p>
</article>
)";

constexpr std::string_view kMeta = R"(<p class="meta"{page_language}>{meta}</p>
)";

Markup article(const Site& site, const Story& story, const Publisher& publisher, const Markup& title,
               const Markup& meta, const Markup& excerpt, const Labels& labels) {
  Markup paragraph;
  if (!excerpt.empty()) {
    paragraph = fill("<p class=\"excerpt\" dir=\"auto\">{excerpt}</p>\n", {{"excerpt", excerpt}});
  }
  return fill(kStory, {{"key", story.key},
                       {"language", language_attribute(story.lead.language, labels)},
                       {"page_language", page_language_attribute(story.lead.language, labels)},
                       {"link", story_link(site, story)},
                       {"title", title},
                       {"name", shown_title(story.lead, labels)},
                       {"meta", meta},
                       {"event", event_line(site, story.lead.event, labels)},
                       {"excerpt", paragraph},
                       {"credit", credit_line(publisher, story.lead.link, story.copies, labels)},
                       {"permalink", entry_path(site, story.key)},
                       {"permalink_label", labels.permalink}});
}

}  // namespace

Markup story_article(const Site& site, const Story& story, const Publisher& publisher, const Markup& title,
                     const Markup& excerpt, const Labels& labels) {
  const Markup meta = fill(kMeta, {{"page_language", page_language_attribute(story.lead.language, labels)},
                                   {"meta", meta_line(story.lead.type, published_date(site, story, labels), labels)}});
  return article(site, story, publisher, title, meta, excerpt, labels);
}

Markup event_article(const Site& site, const Story& story, const Publisher& publisher, const Labels& labels) {
  return article(site, story, publisher, Markup(escaped(shown_title(story.lead, labels))), {},
                 Markup(escaped(story.lead.excerpt)), labels);
}

}  // namespace commonplace::publish
