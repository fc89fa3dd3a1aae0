// A search → its page: the box, what was found with the words that were looked for, and how to have less of it.
//
// Only what may be republished is looked into for a passage: title and excerpt, and the whole text where its publisher
// allows that.

#include <algorithm>

#include "commonplace/sanitize.h"
#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/html_story.h"
#include "publish/links.h"
#include "publish/passage.h"
#include "publish/search.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

using Choices = std::vector<SearchPage::Choice>;
using Narrowed = std::string SearchParameters::*;

constexpr std::size_t kPassage = 280;  // characters

constexpr std::string_view kSearch = R"(<header class="head">
<h1>{title}</h1>
<form class="search" role="search" action="{base}/search">
<input type="search" name="q" value="{query}" aria-label="{label}" aria-describedby="search-hint" autocapitalize="none" autocomplete="off" spellcheck="false" enterkeyhint="search">
{kept}<button>{search}</button>
</form>
<p class="note" id="search-hint">{hint}</p>
{problem}</header>
{results})";

constexpr std::string_view kResults = R"(<div class="with-margin">
<section aria-labelledby="found">
<h2 class="section-title" id="found">{found}</h2>
{narrowed}{order}{stories}{pages}</section>
<div class="margin">
{choices}<section aria-labelledby="subscribe">
<h2 id="subscribe">{subscribe}</h2>
<p class="note">{explanation}</p>
<ul class="formats"><li><a href="{feed}" type="application/atom+xml">Atom</a></li></ul>
</section>
</div>
</div>
)";

constexpr std::string_view kNothing = R"(<section aria-labelledby="found">
<h2 class="section-title" id="found">{found}</h2>
{narrowed}<p>{text}</p>
</section>
)";

constexpr std::string_view kProblem = R"(<div class="problem" role="alert">
<p dir="auto">{message}</p>
{place}</div>
)";

std::string first_page_of(const SearchPage& page, SearchParameters asked) {
  asked.page = 1;
  return search_path(page.site, asked);
}

std::string without(const SearchPage& page, Narrowed what) {
  SearchParameters asked = page.asked;
  (asked.*what).clear();
  return first_page_of(page, asked);
}

// What stays as it is when another query is asked.
Markup kept_fields(const SearchParameters& asked) {
  const std::string_view order = asked.order == SearchParameters::Order::Date ? "date" : "";
  const std::pair<std::string_view, std::string_view> fields[] = {
      {"source", asked.source}, {"type", asked.type}, {"topic", asked.topic}, {"order", order}};
  Markup kept;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    kept += fill("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">\n", {{"name", name}, {"value", value}});
  }
  return kept;
}

// The query from the place on is marked; at its very end a place is marked where something is missing.
Markup problem_markup(const SearchPage& page, const Labels& labels) {
  if (!page.problem) return {};
  Markup place;
  if (page.problem->offset && !page.asked.query.empty()) {
    const std::string_view query = page.asked.query;
    const std::size_t offset = std::min(*page.problem->offset, query.size());
    const std::string_view rest = query.substr(offset);
    place = fill("<p class=\"query\"><code dir=\"auto\">{before}<mark>{rest}</mark></code></p>\n",
                 {{"before", query.substr(0, offset)}, {"rest", rest.empty() ? std::string_view("\u00A0") : rest}});
  }
  // What is wrong with a query is told in one language.
  const std::string& message = page.problem->message;
  const bool is_foreign = labels.code != "en" && message != labels.search_took_too_long;
  const Markup problem = fill(is_foreign ? "<span lang=\"en\">{message}</span>" : "{message}", {{"message", message}});
  return fill(kProblem, {{"message", fill(labels.search_problem, {{"problem", problem}})}, {"place", place}});
}

std::string found_words(const SearchPage& page, const Labels& labels) {
  if (page.total == 0) return std::string(labels.nothing_found);
  if (!page.is_total) return fill_text(labels.found_at_least, {{"count", std::to_string(page.total)}});
  if (page.total == 1) return std::string(labels.one_found);
  return fill_text(labels.found, {{"count", std::to_string(page.total)}});
}

// What it is narrowed to, each with a way back.
Markup narrowed_markup(const SearchPage& page, const Labels& labels) {
  const struct {
    Narrowed what;
    std::string name;
  } kinds[] = {{&SearchParameters::source, name_of(page.sources, page.asked.source)},
               {&SearchParameters::type, std::string(type_label(page.asked.type, labels))},
               {&SearchParameters::topic, name_of(page.topics, page.asked.topic)}};
  Markup items;
  for (const auto& kind : kinds) {
    if ((page.asked.*kind.what).empty()) continue;
    items += fill("<li><bdi>{name}</bdi> <a href=\"{path}\" aria-label=\"{remove}: {name}\">{remove}</a></li>\n",
                  {{"name", kind.name}, {"path", without(page, kind.what)}, {"remove", labels.show_all}});
  }
  if (items.empty()) return {};
  return fill("<ul class=\"narrowed\" aria-label=\"{label}\">\n{items}</ul>\n",
              {{"label", labels.narrowed_to}, {"items", items}});
}

Markup order_markup(const SearchPage& page, const Labels& labels) {
  using Order = SearchParameters::Order;
  if (page.total < 2 || page.asked.query.empty()) return {};
  Markup items;
  for (const auto& [order, label] :
       {std::pair(Order::Relevance, labels.best_first), {Order::Date, labels.newest_first}}) {
    SearchParameters asked = page.asked;
    asked.order = order;
    if (order == page.asked.order) {
      items += fill("<li aria-current=\"true\">{label}</li>\n", {{"label", label}});
    } else {
      items +=
          fill("<li><a href=\"{path}\">{label}</a></li>\n", {{"path", first_page_of(page, asked)}, {"label", label}});
    }
  }
  return fill("<ul class=\"order\">\n{items}</ul>\n", {{"items", items}});
}

// Where there is nothing to choose from, nothing is offered.
Markup choices_markup(const SearchPage& page, std::string_view title, std::string_view id, const Choices& choices,
                      Narrowed what, const Labels& labels) {
  if (choices.size() < 2 || !(page.asked.*what).empty()) return {};
  Markup items;
  for (const SearchPage::Choice& choice : choices) {
    SearchParameters asked = page.asked;
    asked.*what = choice.value;
    const std::string_view name = what == &SearchParameters::type ? type_label(choice.value, labels) : choice.name;
    items += fill("<li><a href=\"{path}\" dir=\"auto\">{name}</a> <span class=\"label\">{count}</span></li>\n",
                  {{"path", first_page_of(page, asked)}, {"name", name}, {"count", std::to_string(choice.count)}});
  }
  return fill(
      "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n<ul class=\"choices\">\n{items}</ul>\n"
      "</section>\n",
      {{"id", id}, {"title", title}, {"items", items}});
}

Markup stories_markup(const SearchPage& page, const Labels& labels) {
  using topic::Field;
  const topic::Marker marker(page.query);
  Markup stories;
  for (const Story& story : page.stories) {
    const Publisher publisher = publisher_of(page.publishers, story.lead.source);
    const std::string& language = story.lead.language;
    const std::string title = shown_title(story.lead, labels);
    Passage passage{story.lead.excerpt, marker.marks(story.lead.excerpt, Field::Text, language)};
    if (const SafeHtml& full = full_text(story.lead, publisher); passage.marks.empty() && !full.empty()) {
      const std::string text = html_to_text(full.html());
      if (const auto marks = marker.marks(text, Field::Text, language); !marks.empty()) {
        passage = passage_of(text, marks, kPassage);
      }
    }
    stories +=
        story_article(page.site, story, publisher, highlighted(title, marker.marks(title, Field::Title, language)),
                      highlighted(passage.text, passage.marks), labels);
  }
  return stories;
}

Markup pages_markup(const SearchPage& page, const Labels& labels) {
  Markup items;
  const auto add = [&](std::size_t number, std::string_view rel, std::string_view label) {
    SearchParameters asked = page.asked;
    asked.page = number;
    items += fill("<li><a href=\"{path}\" rel=\"{rel}\">{label}</a></li>\n",
                  {{"path", search_path(page.site, asked)}, {"rel", rel}, {"label", label}});
  };
  if (page.asked.page > 1) add(page.asked.page - 1, "prev", labels.previous_page);
  if (has_next(page)) add(page.asked.page + 1, "next", labels.next_page);
  if (items.empty()) return {};
  return fill("<nav class=\"pages\" aria-label=\"{label}\"><ul>\n{items}</ul></nav>\n",
              {{"label", labels.more_pages}, {"items", items}});
}

Markup results_markup(const SearchPage& page, const Labels& labels) {
  if (page.problem || page.asked.asks_for_nothing()) return {};
  if (page.total == 0) {
    return fill(kNothing, {{"found", labels.nothing_found},
                           {"narrowed", narrowed_markup(page, labels)},
                           {"text", labels.nothing_found_text}});
  }
  SearchParameters feed = page.asked;
  feed.page = 1;
  feed.order = SearchParameters::Order::Relevance;  // not spelled out
  Markup choices = choices_markup(page, labels.sources, "sources", page.sources, &SearchParameters::source, labels);
  choices += choices_markup(page, labels.types, "types", page.types, &SearchParameters::type, labels);
  choices += choices_markup(page, labels.topics, "topics", page.topics, &SearchParameters::topic, labels);
  return fill(kResults, {{"found", found_words(page, labels)},
                         {"narrowed", narrowed_markup(page, labels)},
                         {"order", order_markup(page, labels)},
                         {"stories", stories_markup(page, labels)},
                         {"pages", pages_markup(page, labels)},
                         {"choices", choices},
                         {"subscribe", labels.subscribe},
                         {"explanation", labels.search_feed},
                         {"feed", search_feed_path(page.site, feed)}});
}

}  // namespace

std::string write_search_page(const SearchPage& page) {
  const Labels& labels = labels_for(page.site.language);
  Layout layout;
  layout.title = search_title(page);
  layout.indexing = Indexing::Unwanted;
  layout.mast = Mast::WithoutSearch;  // the page has it
  const Markup results = results_markup(page, labels);
  if (!page.problem && !page.asked.asks_for_nothing()) {
    layout.head = fill("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{title}\" href=\"{path}\">\n",
                       {{"title", fill_text(labels.feed_of, {{"title", layout.title}})},
                        {"path", search_feed_path(page.site, page.asked)}});
  }
  layout.main = fill(kSearch, {{"title", labels.search},
                               {"base", base_path(page.site)},
                               {"query", page.asked.query},
                               {"label", fill_text(labels.search_in, {{"title", page.site.title}})},
                               {"kept", kept_fields(page.asked)},
                               {"search", labels.search},
                               {"hint", labels.search_hint},
                               {"problem", problem_markup(page, labels)},
                               {"results", results}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
