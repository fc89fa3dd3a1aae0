#include "publish/html_events.h"

#include <span>

#include "publish/dates.h"
#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/html_story.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

constexpr std::size_t kFew = 5;

constexpr std::string_view kUpcoming = R"(<section aria-labelledby="upcoming">
<h2 id="upcoming">{label}</h2>
<ul class="newest">
{events}</ul>
<p class="note"><a href="{calendar}" type="text/calendar">{add}</a> · <a href="{all}">{all_label}</a></p>
</section>
)";

constexpr std::string_view kItem =
    R"(<li{language}><a href="{link}" dir="auto">{title}</a> <span class="meta"{page_language}><time datetime="{machine}">{words}</time>{place}</span></li>
)";

constexpr std::string_view kPage = R"(<header class="head">
<h1>{title}</h1>
</header>
<div class="with-margin">
<div>
{months}</div>
<div class="margin">
<section aria-labelledby="calendar">
<h2 id="calendar">{add}</h2>
<p>{what}</p>
<ul class="formats"><li><a href="{path}" type="text/calendar">iCalendar</a> <span class="address">{url}</span></li></ul>
</section>
</div>
</div>
)";

constexpr std::string_view kMonth = R"(<section aria-labelledby="{id}">
<h2 class="section-title" id="{id}">{month}</h2>
{events}</section>
)";

std::span<const Story> upcoming(const std::vector<Story>& events, std::size_t past) {
  return std::span(events).subspan(std::min(past, events.size()));
}

Markup item(const Site& site, const Story& story, const Labels& labels) {
  const Event& event = *story.lead.event;
  const ShownEvent shown = event_date(site, event, labels);
  const Markup language = language_attribute(story.lead.language, labels);
  Markup place;
  if (!event.location.empty()) place = fill(" · <bdi>{place}</bdi>", {{"place", event.location}});
  return fill(kItem, {{"language", language},
                      {"page_language", page_language_attribute(story.lead.language, labels)},
                      {"link", story_link(site, story)},
                      {"title", shown_title(story.lead, labels)},
                      {"machine", shown.machine},
                      {"words", shown.words},
                      {"place", place}});
}

Markup months(const EventsPage& page, const Labels& labels) {
  Markup sections;
  Markup events;
  std::chrono::year_month month{};
  const auto close = [&] {
    if (events.empty()) return;
    const std::string id = "month-" + to_iso_day(month / std::chrono::day{1}).substr(0, 7);
    sections += fill(kMonth, {{"id", id}, {"month", month_words(month, labels)}, {"events", events}});
    events = {};
  };
  for (const Story& story : upcoming(page.events, page.past_events)) {
    const std::chrono::year_month_day day = event_day(page.site, *story.lead.event);
    if (day.year() / day.month() != month) close();
    month = day.year() / day.month();
    events += event_article(page.site, story, publisher_of(page.publishers, story.lead.source), labels);
  }
  close();
  return sections.empty() ? fill("<p class=\"note\">{text}</p>\n", {{"text", labels.nothing_upcoming}}) : sections;
}

}  // namespace

Markup upcoming_events(const TopicPage& page, const Labels& labels) {
  Markup events;
  std::size_t shown = 0;
  for (const Story& story : upcoming(page.events, page.past_events)) {
    if (++shown > kFew) break;
    events += item(page.site, story, labels);
  }
  if (events.empty()) return {};
  return fill(kUpcoming, {{"label", labels.upcoming_events},
                          {"events", events},
                          {"calendar", topic_path(page.site, page.topic.slug, OutputFormat::Calendar)},
                          {"add", labels.add_to_calendar},
                          {"all", events_path(page.site, OutputFormat::Html)},
                          {"all_label", labels.all_events}});
}

std::string write_events_page(const EventsPage& page) {
  const Labels& labels = labels_for(page.site.language);
  Layout layout;
  layout.title = labels.upcoming_events;
  layout.place = Place::Events;
  layout.canonical_url = events_url(page.site, OutputFormat::Html);
  layout.head = fill("<link rel=\"alternate\" type=\"text/calendar\" title=\"{title}\" href=\"{href}\">\n",
                     {{"title", fill_text(labels.calendar_of, {{"title", page.site.title}})},
                      {"href", events_path(page.site, OutputFormat::Calendar)}});
  layout.main = fill(kPage, {{"title", labels.upcoming_events},
                             {"months", months(page, labels)},
                             {"add", labels.add_to_calendar},
                             {"what", labels.what_is_a_calendar},
                             {"path", events_path(page.site, OutputFormat::Calendar)},
                             {"url", address(events_url(page.site, OutputFormat::Calendar))}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
