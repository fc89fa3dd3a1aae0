#include "serve/admin_page.h"

#include <algorithm>

#include "base/text.h"
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
{filter}{choice}<div class="scroller sortable" role="group" aria-labelledby="sources" tabindex="0">
<table>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>
</section>
)";

constexpr std::string_view kTrouble = R"(<article class="trouble">
<h3><a href="/status/{source}"><bdi>{name}</bdi></a></h3>
<p dir="auto">{message}</p>
{next}<p class="note">{facts}</p>
</article>
)";

constexpr std::string_view kRow =
    R"(<tr><th scope="row"><a href="/status/{source}">{source}</a>{title}</th><td data-label="State">{state}</td><td data-label="Last good answer">{good}</td><td data-label="Last new entry">{fresh}</td><td data-label="Next poll">{next}{why}</td><td class="number" data-label="Entries">{entries}</td></tr>
)";

struct Column {
  SortBy by;
  std::string_view head;
  std::string_view attributes;
};
constexpr Column kColumns[] = {
    {SortBy::Source, "Source", ""},         {SortBy::State, "State", ""},
    {SortBy::Good, "Last good answer", ""}, {SortBy::New, "Last new entry", ""},
    {SortBy::Next, "Next poll", ""},        {SortBy::Entries, "Entries", R"( class="number")"},
};

Markup head(const Column& column, const StatusOrder& order) {
  const bool is_sorted = order.by == column.by;
  // The most entries come first, so it is the other way round with them.
  const bool is_ascending = order.reversed == (column.by == SortBy::Entries);
  const std::string sorted = !is_sorted     ? ""
                             : is_ascending ? R"( aria-sort="ascending")"
                                            : R"( aria-sort="descending")";
  return fill(R"(<th scope="col"{attributes}{sorted}><a href="{address}#sources">{head}</a>{mark}</th>)",
              {{"attributes", Markup(std::string(column.attributes))},
               {"sorted", Markup(sorted)},
               {"address", status_address(order_by(order, column.by))},
               {"head", column.head},
               {"mark", Markup(!is_sorted     ? ""
                               : is_ascending ? R"( <span aria-hidden="true">▲</span>)"
                                              : R"( <span aria-hidden="true">▼</span>)")}});
}

Markup heads(const StatusOrder& order) {
  Markup all;
  for (const Column& column : kColumns) all += head(column, order);
  return all;
}

Markup choice_of(std::string_view words, const StatusOrder& order, bool is_chosen) {
  if (is_chosen)
    return fill(R"(<li><a href="{address}#sources" aria-current="true">{words}</a></li>)",
                {{"address", status_address(order)}, {"words", words}});
  return fill(R"(<li><a href="{address}#sources">{words}</a></li>)",
              {{"address", status_address(order)}, {"words", words}});
}

// All of them, or those that need attention.
Markup filter(const Admin::State& state, const StatusOrder& order) {
  const auto concerns = [](const SourceRow& row) { return is_broken(row) || has_moved(row); };
  const auto broken = static_cast<std::size_t>(std::ranges::count_if(state.sources, concerns));
  if (broken == 0 && !order.only_broken) return {};
  StatusOrder all = order, some = order;
  all.only_broken = false;
  some.only_broken = true;
  return fill("<ul class=\"order\">\n<li>Show</li>{all}{some}\n</ul>\n",
              {{"all", choice_of("all " + std::to_string(state.sources.size()), all, !order.only_broken)},
               {"some", choice_of("the " + std::to_string(broken) + " that need attention", some, order.only_broken)}});
}

// On a narrow screen there are no heads of columns to sort by.
Markup choice(const StatusOrder& order) {
  Markup items = choice_of("trouble", {SortBy::Trouble, false, order.only_broken}, order.by == SortBy::Trouble);
  for (const Column& column : kColumns) {
    std::string words(column.head);
    words[0] = base::to_ascii_lower(words.substr(0, 1))[0];
    items += choice_of(words, order_by(order, column.by), order.by == column.by);
  }
  return fill("<ul class=\"order narrow\">\n<li>Sort by</li>{items}\n</ul>\n", {{"items", items}});
}

Markup state_of(const SourceRow& row, const Admin::State& state) {
  Markup cell = fill(is_broken(row) ? R"(<strong class="bad">{state}</strong>)" : "{state}",
                     {{"state", state_words(row.history.state)}});
  if (is_broken(row) && row.history.since)
    cell += fill(" for {span}", {{"span", span_words(state.now - *row.history.since)}});
  if (has_moved(row)) cell += fill(R"(<br><strong class="bad">{moved}</strong>)", {{"moved", "moved"}});
  return cell;
}

Markup title_of(const SourceRow& row) {
  if (row.head.title.empty()) return {};
  return fill(R"(<br><small dir="auto">{title}</small>)", {{"title", row.head.title}});
}

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
  if (history.since && is_broken(row))
    line += fill("Since {full}. ", {{"full", clock_time(*history.since, state.site)}});
  line += fill("Last good answer: {good}.", {{"good", when(history.last_success, state)}});
  return line;
}

Markup trouble(const SourceRow& row, const std::string& message, const Markup& next, const Admin::State& state) {
  const std::string name = row.head.title.empty() ? row.slug : row.head.title + " (" + row.slug + ")";
  return fill(
      kTrouble,
      {{"source", row.slug}, {"name", name}, {"message", message}, {"next", next}, {"facts", facts(row, state)}});
}

Markup troubles(const Admin::State& state) {
  Markup articles;
  for (const SourceRow* row : in_order(state.sources, {SortBy::Trouble, false, true})) {
    const Markup next = fill("<p>{next}</p>\n", {{"next", next_words(*row, state.now)}});
    if (is_broken(*row)) articles += trouble(*row, trouble_words(*row, state.now), next, state);
    if (has_moved(*row)) articles += trouble(*row, move_words(*row), {}, state);
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
  for (const std::string& file : state.left_out)
    items += fill("<li class=\"address\">{file} is left out.</li>\n", {{"file", file}});
  for (const std::string& file : state.kept)
    items +=
        fill("<li class=\"address\">{file} is bad; its last good content stays in force.</li>\n", {{"file", file}});
  return fill(
      "<section aria-labelledby=\"configuration\">\n<h2 id=\"configuration\" class=\"section-title\">"
      "Configuration</h2>\n<ul class=\"places trouble\">\n{items}</ul>\n</section>\n",
      {{"items", items}});
}

Markup rows(const Admin::State& state, const StatusOrder& order) {
  Markup all;
  for (const SourceRow* row : in_order(state.sources, order))
    all += fill(kRow, {{"source", row->slug},
                       {"title", title_of(*row)},
                       {"state", state_of(*row, state)},
                       {"good", when(row->history.last_success, state)},
                       {"fresh", when(row->history.last_new, state)},
                       {"next", next_poll(*row, state)},
                       {"why", reason(*row)},
                       {"entries", std::to_string(row->entries)}});
  return all;
}

}  // namespace

std::string write_status_page(const Admin::State& state, const StatusOrder& order) {
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
                               {"filter", filter(state, order)},
                               {"choice", choice(order)},
                               {"heads", heads(order)},
                               {"rows", rows(state, order)}});
  return publish::lay_out(site, layout);
}

}  // namespace commonplace::serve
