#include "serve/admin_page.h"

#include <algorithm>

#include "publish/html_layout.h"
#include "publish/story.h"
#include "serve/health.h"

namespace commonplace::serve {
namespace {

using publish::fill;
using publish::Markup;
using store::SourceRow;

constexpr std::string_view kStatus = R"(<header class="head">
<h1>Status</h1>
<p class="verdict">{verdict}</p>
<p class="note">{service} {version} · as of {now} · pages are {ready}</p>
</header>
{outage}{troubles}{messages}<section aria-labelledby="sources">
<h2 id="sources">Sources</h2>
<div class="scroller" role="region" aria-labelledby="sources" tabindex="0">
<table>
<thead><tr><th scope="col">Source</th><th scope="col">State</th><th scope="col">Last good answer</th><th scope="col">Last new entry</th><th scope="col">Next poll</th><th scope="col" class="number">Entries</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>
</section>
)";

constexpr std::string_view kTrouble = R"(<article class="trouble">
<h3><a href="/status/{source}"><bdi>{name}</bdi></a></h3>
<p dir="auto">{message}</p>
<p class="note">{facts}</p>
</article>
)";

constexpr std::string_view kRow =
    R"(<tr><th scope="row"><a href="/status/{source}">{source}</a></th><td data-label="State">{state}</td><td data-label="Last good answer">{good}</td><td data-label="Last new entry">{fresh}</td><td data-label="Next poll">{next}{why}</td><td class="number" data-label="Entries">{entries}</td></tr>
)";

// <time> with the age in words and the moment in full for whoever hovers or asks a machine.
Markup when(const std::optional<Timestamp>& time, const Admin::State& state) {
  if (!time) return fill("{never}", {{"never", "never"}});
  return fill(R"(<time datetime="{machine}" title="{full}">{words}</time>)",
              {{"machine", to_rfc3339(*time)},
               {"full", clock_time(*time, state.site)},
               {"words", relative_time(*time, state.now)}});
}

Markup next_poll(const SourceRow& row, const Admin::State& state) {
  if (row.history.state == SourceState::Disabled || !row.next_poll) return fill("{none}", {{"none", "none"}});
  if (*row.next_poll <= state.now) return fill("{due}", {{"due", "due"}});
  return when(row.next_poll, state);
}

Markup reason(const SourceRow& row) {
  if (row.history.state == SourceState::Disabled || row.next_poll_reason.empty()) return {};
  return fill(R"(<br><small class="why" dir="auto">{why}</small>)", {{"why", row.next_poll_reason}});
}

Markup facts(const SourceRow& row, const Admin::State& state) {
  const RefreshHistory& history = row.history;
  Markup line;
  if (history.since)
    line += fill("Since {full} ({age}). ",
                 {{"full", clock_time(*history.since, state.site)}, {"age", relative_time(*history.since, state.now)}});
  if (history.failures > 1) line += fill("{count} failures in a row. ", {{"count", std::to_string(history.failures)}});
  line += fill("Next try: {next}. Last good answer: {good}.",
               {{"next", next_poll(row, state)}, {"good", when(history.last_success, state)}});
  return line;
}

Markup troubles(const Admin::State& state) {
  Markup articles;
  for (const SourceRow& row : state.sources) {
    if (!is_broken(row)) continue;
    const std::string name = row.head.title.empty() ? row.slug : row.head.title + " (" + row.slug + ")";
    articles += fill(kTrouble, {{"source", row.slug},
                                {"name", name},
                                {"message", trouble_words(row, state.now)},
                                {"facts", facts(row, state)}});
  }
  for (const SourceRow& row : state.sources) {
    if (!has_moved(row)) continue;
    articles +=
        fill(kTrouble,
             {{"source", row.slug}, {"name", row.slug}, {"message", move_words(row)}, {"facts", facts(row, state)}});
  }
  if (articles.empty()) return {};
  return fill(
      "<section aria-labelledby=\"attention\">\n<h2 id=\"attention\" class=\"section-title\">Needs "
      "attention</h2>\n{articles}</section>\n",
      {{"articles", articles}});
}

Markup outage(const Admin::State& state) {
  if (state.outage.empty()) return {};
  return fill(
      "<section aria-label=\"Network\">\n<p class=\"trouble\" role=\"status\">This machine is "
      "{outage}.</p>\n</section>\n",
      {{"outage", state.outage}});
}

Markup messages(const Admin::State& state) {
  if (state.messages.empty()) return {};
  Markup items;
  for (const std::string& message : state.messages)
    items += fill("<li class=\"address\">{message}</li>\n", {{"message", message}});
  return fill(
      "<section aria-labelledby=\"configuration\">\n<h2 id=\"configuration\" class=\"section-title\">"
      "Configuration</h2>\n<ul class=\"places trouble\">\n{items}</ul>\n</section>\n",
      {{"items", items}});
}

Markup rows(const Admin::State& state) {
  Markup all;
  for (const SourceRow& row : state.sources)
    all += fill(kRow, {{"source", row.slug},
                       {"state", name(row.history.state)},
                       {"good", when(row.history.last_success, state)},
                       {"fresh", when(row.history.last_new, state)},
                       {"next", next_poll(row, state)},
                       {"why", reason(row)},
                       {"entries", std::to_string(row.entries)}});
  return all;
}

}  // namespace

std::string write_status_page(const Admin::State& state) {
  // The pages of this listener lie at its root, whatever path the public ones have.
  Site site = state.site;
  site.public_url.clear();
  site.language = "en";

  publish::Layout layout;
  layout.title = "Status";
  layout.indexing = publish::Indexing::Unwanted;
  layout.mast = publish::Mast::None;
  layout.main = fill(kStatus, {{"verdict", verdict(state)},
                               {"service", state.site.title},
                               {"version", state.site.version},
                               {"now", clock_time(state.now, state.site)},
                               {"ready", state.ready ? "published" : "not published yet"},
                               {"troubles", troubles(state)},
                               {"outage", outage(state)},
                               {"messages", messages(state)},
                               {"rows", rows(state)}});
  return publish::lay_out(site, layout);
}

}  // namespace commonplace::serve
