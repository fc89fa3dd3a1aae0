#include "serve/source_page.h"

#include "base/counted.h"
#include "commonplace/url.h"
#include "publish/html_layout.h"
#include "publish/story.h"
#include "serve/health.h"
#include "serve/rhythm_chart.h"

namespace commonplace::serve {
namespace {

using publish::fill;
using publish::Markup;
using store::PollRun;
using store::SourceRow;

constexpr std::string_view kPage = R"(<header class="head">
<p class="note"><a href="/status">Status</a> · {service} {version} · as of {now}</p>
<h1><bdi>{name}</bdi></h1>
<p class="verdict" dir="auto">{verdict}</p>
<p class="note">{entries} · {address}</p>
</header>
{troubles}<section aria-labelledby="why">
<h2 id="why" class="section-title">When it is asked, and why then</h2>
{explained}</section>
<section aria-labelledby="rhythm">
<h2 id="rhythm" class="section-title">When it publishes</h2>
{rhythm}</section>
<section aria-labelledby="publisher">
<h2 id="publisher" class="section-title">What its publisher should know</h2>
{warnings}</section>
<section aria-labelledby="polls">
<h2 id="polls" class="section-title">The last polls</h2>
{polls}</section>
<section aria-labelledby="configured">
<h2 id="configured" class="section-title">What is configured</h2>
{configured}</section>
)";

constexpr std::string_view kTable = R"(<div class="scroller" role="group" aria-labelledby="polls" tabindex="0">
<table>
<thead><tr><th scope="col">When</th><th scope="col">Answer</th><th scope="col">Entries</th><th scope="col" class="number">Seconds</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>
)";

constexpr std::string_view kRow =
    R"(<tr><th scope="row">{when}</th><td data-label="Answer">{answer}{why}</td><td data-label="Entries">{brought}</td><td class="number" data-label="Seconds">{seconds}</td></tr>
)";

std::string verdict(const SourceRow& row) {
  switch (row.history.state) {
    case SourceState::New:
      return "It has not been asked yet.";
    case SourceState::Ok:
      return "All is well: the last answer was good.";
    case SourceState::Disabled:
      return "It is switched off, or no longer configured; what it brought stays.";
    case SourceState::Failing:
      return "It is failing.";
    case SourceState::Gone:
      return "It is gone.";
    case SourceState::Silent:
      return "It is silent.";
  }
  return {};
}

Markup moment(Timestamp time, const Admin::SourceView& view) {
  return fill(
      R"(<time datetime="{machine}" title="{full}">{words}</time>)",
      {{"machine", to_rfc3339(time)}, {"full", clock_time(time, view.site)}, {"words", relative_time(time, view.now)}});
}

// "3 minutes ago", or of several polls that said the same "24 polls, 6 hours ago to 3 minutes ago".
Markup when(const PollRun& run, const Admin::SourceView& view) {
  Markup last = moment(run.last, view);
  if (run.polls == 1) return last;
  const bool reads_the_same = relative_time(run.first, view.now) == relative_time(run.last, view.now);
  return fill("{count}, {first}{to}{last}",
              {{"count", base::counted(static_cast<std::size_t>(run.polls), "poll", "polls")},
               {"first", reads_the_same ? Markup() : moment(run.first, view)},
               {"to", reads_the_same ? "" : " to "},
               {"last", last}});
}

std::string seconds_of(std::chrono::milliseconds took) {
  const std::string thousandths = std::to_string(1000 + took.count() % 1000).substr(1);
  return std::to_string(took.count() / 1000) + "." + thousandths;
}

std::string answer_of(const PollRun& run) {
  if (run.http_status == 0) return "no answer";
  return run.http_status == 304 ? "304, unchanged" : std::to_string(run.http_status);
}

Markup why(const PollRun& run) {
  if (run.message.empty()) return {};
  return fill(R"(<br><small dir="auto">{message}</small>)", {{"message", run.message}});
}

std::string brought(const PollRun& run) {
  if (run.inserted + run.revised == 0) return "none";
  std::string words = run.inserted == 0 ? "" : std::to_string(run.inserted) + " new";
  if (run.revised > 0) words += (words.empty() ? "" : ", ") + std::to_string(run.revised) + " revised";
  return words;
}

Markup polls(const Admin::SourceView& view) {
  if (view.polls.empty()) return fill("<p>{none}</p>\n", {{"none", "There was none yet."}});
  Markup rows;
  for (const PollRun& run : view.polls)
    rows += fill(kRow, {{"when", when(run, view)},
                        {"answer", answer_of(run)},
                        {"why", why(run)},
                        {"brought", brought(run)},
                        {"seconds", seconds_of(run.took)}});
  return fill(kTable, {{"rows", rows}});
}

Markup list(const Admin::Words& words, std::string_view where_none) {
  if (words.empty()) return fill("<p>{none}</p>\n", {{"none", where_none}});
  Markup items;
  for (const auto& [name, value] : words)
    items += fill("<dt>{name}</dt><dd dir=\"auto\">{value}</dd>\n", {{"name", name}, {"value", value}});
  return fill("<dl class=\"facts\">\n{items}</dl>\n", {{"items", items}});
}

// What is wrong with it, since when, and what happens next; and where it has moved to.
Markup troubles(const Admin::SourceView& view) {
  const SourceRow& row = view.row;
  Markup boxes;
  if (is_broken(row)) {
    Markup good;
    if (row.history.last_success)
      good = fill("<p class=\"note\">Last good answer: {when}.</p>\n",
                  {{"when", moment(*row.history.last_success, view)}});
    boxes += fill("<div class=\"trouble\">\n<p dir=\"auto\">{words}</p>\n<p>{next}</p>\n{good}</div>\n",
                  {{"words", trouble_words(row, view.now)}, {"next", next_words(row, view.now)}, {"good", good}});
  }
  if (has_moved(row)) boxes += fill("<div class=\"trouble\">\n<p>{words}</p>\n</div>\n", {{"words", move_words(row)}});
  return boxes;
}

Markup rhythm(const Admin::SourceView& view) {
  Markup charts = rhythm_charts(view.row.history.rhythm);
  if (charts.empty()) return fill("<p>{none}</p>\n", {{"none", "Too few publications were seen to tell."}});
  return charts;
}

Markup warnings(const Admin::SourceView& view) {
  Markup items;
  for (const std::string& noticed : view.noticed) items += fill("<li>{words}</li>\n", {{"words", noticed}});
  for (const auto& [words, entries] : view.warnings)
    items += fill("<li dir=\"auto\">{words} <small>({entries})</small></li>\n",
                  {{"words", words}, {"entries", base::counted(entries, "entry", "entries")}});
  if (items.empty()) return fill("<p>{none}</p>\n", {{"none", "Nothing: its entries need no mending."}});
  return fill(
      "<ul class=\"places\">\n{items}</ul>\n<p class=\"note\"><code>commonplace report {slug}</code> writes them a "
      "letter "
      "about it.</p>\n",
      {{"items", items}, {"slug", view.row.slug}});
}

}  // namespace

std::string write_source_page(const Admin::SourceView& view) {
  // The pages of this listener lie at its root, whatever path the public ones have.
  Site site = view.site;
  site.public_url.clear();
  site.language = "en";

  const SourceRow& row = view.row;
  const std::string address = without_userinfo(row.url);
  publish::Layout layout;
  layout.title = row.slug + " · Status";
  layout.indexing = publish::Indexing::Unwanted;
  layout.mast = publish::Mast::None;
  layout.main = fill(kPage, {{"service", view.site.title},
                             {"version", view.site.version},
                             {"now", clock_time(view.now, view.site)},
                             {"name", row.head.title.empty() ? row.slug : row.head.title + " (" + row.slug + ")"},
                             {"verdict", verdict(row)},
                             {"entries", base::counted(row.entries, "entry", "entries")},
                             {"address", publish::linked(address, address)},
                             {"troubles", troubles(view)},
                             {"rhythm", rhythm(view)},
                             {"warnings", warnings(view)},
                             {"explained", list(view.explained, "It is not asked: no drop-in names it.")},
                             {"polls", polls(view)},
                             {"configured", list(view.configured, "Nothing: no drop-in names it.")}});
  return publish::lay_out(site, layout);
}

}  // namespace commonplace::serve
