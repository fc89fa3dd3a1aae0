// One entry → its permanent page: what it says as far as its publisher allows, and where it appeared.

#include <algorithm>

#include "base/text.h"
#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kEntry = R"(<article class="entry"{language}>
<header class="head">
<p class="meta"{page_language}>{meta}</p>
<h1 dir="auto">{title}</h1>
<p class="meta"{page_language}>{byline}</p>
</header>
{superseded}{event}{figure}{text}{read}{attachments}<div{page_language}>
{copies}{topics}{rights}</div>
</article>
)";

Markup section(std::string_view title, const Markup& inside) {
  if (inside.empty()) return {};
  return fill("<section>\n<h2>{title}</h2>\n{inside}</section>\n", {{"title", title}, {"inside", inside}});
}

Markup list(const Markup& items) {
  if (items.empty()) return {};
  return fill("<ul class=\"places\">\n{items}</ul>\n", {{"items", items}});
}

Markup byline(const EntryPage& page, const Labels& labels) {
  Markup line = credit_line(page.publisher, page.entry.link, {}, labels);
  Markup names;
  for (const Person& author : page.entry.authors) {
    if (author.name.empty() || author.name == page.publisher.title) continue;
    names += Markup(std::string(names.empty() ? " " : ", "));
    names += linked(author.name, author.uri);
  }
  if (!names.empty()) line += fill(" · {by}{names}", {{"by", labels.by}, {"names", names}});
  return line;
}

// Whoever has no mouse scrolls a table that is wider than the page by its arrow keys, once it has the focus.
Markup with_tables_in_reach(const std::string& text, const Labels& labels) {
  constexpr std::string_view kTable = "<table", kEnd = "</table>";
  std::string_view rest = text;
  Markup out;
  int depth = 0;
  while (true) {
    const std::size_t begin = rest.find(kTable), end = rest.find(kEnd);
    const bool opens = begin < end;
    if (!opens && (end == std::string_view::npos || depth == 0)) break;
    const std::size_t length = opens ? begin : end + kEnd.size();
    out += Markup(std::string(rest.substr(0, length)));
    if (opens && depth++ == 0)
      out +=
          fill("<div class=\"wide\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\">", {{"label", labels.table}});
    if (!opens && --depth == 0) out += Markup(std::string("</div>"));
    if (opens) out += Markup(std::string(kTable));
    rest.remove_prefix(opens ? length + kTable.size() : length);
  }
  out += Markup(std::string(rest));
  return out;
}

// As all our pictures: once they are near, and without telling whose page they are on.
std::string with_discreet_pictures(std::string_view markup) {
  return base::replace_all(markup, "<img ", R"(<img loading="lazy" decoding="async" referrerpolicy="no-referrer" )");
}

Markup text_of(const EntryPage& page, const Labels& labels) {
  const SafeHtml& full = full_text(page.entry, page.publisher);
  if (!full.empty())
    return fill("<div class=\"text\" dir=\"auto\">\n{full}\n</div>\n",
                {{"full", with_tables_in_reach(with_discreet_pictures(full.html()), labels)}});
  if (page.entry.excerpt.empty()) return {};
  return fill("<p class=\"standfirst\" dir=\"auto\">{excerpt}</p>\n", {{"excerpt", page.entry.excerpt}});
}

Markup read_link(const EntryPage& page, const Labels& labels) {
  const std::string link = public_url_of(page.entry.link);
  if (link.empty()) return {};
  const std::string words = fill_text(labels.read_at, {{"source", page.publisher.title}});
  return fill("<p class=\"read\"><a href=\"{link}\" lang=\"{language}\">{words}</a></p>\n",
              {{"link", link}, {"language", labels.code}, {"words", words}});
}

bool is_shown(std::string_view url, const Entry& entry) {
  return entry.image && public_url_of(entry.image->url) == url;
}

// Links, not players: nothing is asked of a third party before the reader wants it.
Markup attachments(const EntryPage& page, const Labels& labels) {
  Markup items;
  for (const Enclosure& enclosure : page.entry.enclosures) {
    const std::string url = public_url_of(enclosure.url);
    if (url.empty() || is_shown(url, page.entry)) continue;
    items += fill("<li><a class=\"address\" href=\"{url}\">{address}</a> <span class=\"label\">{type}</span></li>\n",
                  {{"url", url}, {"address", address(url)}, {"type", enclosure.type}});
  }
  return section(labels.attachments, list(items));
}

// All copies, this one among them, the one that was published first at the top.
Markup copies(const EntryPage& page, const Labels& labels) {
  if (page.copies.empty()) return {};
  std::vector<Copy> all = page.copies;
  all.insert(all.begin(), Copy{page.entry.key, page.entry.source, page.publisher.title, page.entry.link});
  std::ranges::stable_partition(all, [&](const Copy& copy) { return copy.key == page.story_key; });

  Markup items;
  for (const Copy& copy : all) {
    Markup labels_of_copy;
    if (copy.key == page.story_key) labels_of_copy += fill(" · {label}", {{"label", labels.original}});
    if (copy.key == page.entry.key)
      labels_of_copy += fill(" · {label}", {{"label", labels.this_copy}});
    else
      labels_of_copy += fill(" · <a href=\"{path}\">{label}</a>",
                             {{"path", entry_path(page.site, copy.key)}, {"label", labels.permalink}});
    items += fill("<li>{name}<span class=\"label\">{labels}</span></li>\n",
                  {{"name", linked(name_of(copy), copy.link)}, {"labels", labels_of_copy}});
  }
  return section(labels.copies, list(items));
}

Markup topics(const EntryPage& page, const Labels& labels) {
  Markup items;
  for (const TopicTeaser& topic : page.topics)
    items += fill("<li><a href=\"{path}\"><bdi>{title}</bdi></a></li>\n",
                  {{"path", topic_path(page.site, topic.slug)}, {"title", topic.title}});
  return section(labels.in_topics, list(items));
}

// An earlier version says so before it says anything else.
Markup superseded_note(const EntryPage& page, const Labels& labels) {
  if (!page.superseded) return {};
  const ShownDate since = date_of(page.site, page.superseded->since, labels);
  const std::string words =
      fill_text(labels.superseded, {{"number", std::to_string(page.entry.revision)}, {"date", since.words}});
  return fill("<p class=\"notice\" lang=\"{language}\">{words} <a href=\"{path}\">{label}</a></p>\n",
              {{"language", labels.code},
               {"words", words},
               {"path", entry_path(page.site, page.entry.key)},
               {"label", labels.current_version}});
}

Markup earlier_versions(const EntryPage& page, const Labels& labels) {
  constexpr std::uint32_t kMost = 10;
  const std::uint32_t current = page.superseded ? page.superseded->current_revision : page.entry.revision;
  Markup links;
  for (std::uint32_t number = current > kMost ? current - kMost : 1; number < current; ++number) {
    if (number == page.entry.revision) continue;
    links += fill(" <a href=\"{path}\">{number}</a>",
                  {{"path", entry_path(page.site, page.entry.key, number)}, {"number", std::to_string(number)}});
  }
  if (links.empty()) return {};
  return fill("<p class=\"note\">{label}{links}</p>\n", {{"label", labels.earlier_versions}, {"links", links}});
}

Markup revision_note(const EntryPage& page, const Labels& labels) {
  if (page.superseded || page.entry.revision < 2) return {};
  const std::string number = std::to_string(page.entry.revision);
  std::string words = fill_text(labels.revised_undated, {{"number", number}});
  if (page.entry.updated) {
    const ShownDate date = date_of(page.site, *page.entry.updated, labels);
    words = fill_text(labels.revised, {{"number", number}, {"date", date.words}});
  }
  return fill("<p class=\"note\">{words}</p>\n", {{"words", words}});
}

Markup rights(const EntryPage& page, const Labels& labels) {
  const std::string_view text = rights_of(page.entry, page.publisher);
  const std::string_view license = license_of(page.entry, page.publisher);
  Markup lines;
  if (!text.empty()) lines += fill("<p class=\"note\"><bdi>{text}</bdi></p>\n", {{"text", text}});
  if (!license.empty())
    lines += fill("<p class=\"note\">{label}: {license}</p>\n",
                  {{"label", labels.license}, {"license", license_markup(license)}});
  lines += revision_note(page, labels);
  lines += earlier_versions(page, labels);
  return section(labels.rights, lines);
}

}  // namespace

std::string write_entry_page(const EntryPage& page) {
  const Labels& labels = labels_for(page.site.language);
  const Entry& entry = page.entry;

  Layout layout;
  layout.title = shown_title(entry, labels);
  layout.description = entry.excerpt;
  // The original is what should be found, not our copy of its excerpt.
  layout.indexing = Indexing::Unwanted;
  for (const TopicTeaser& topic : page.topics) layout.head += alternates(page.site, topic, labels);
  layout.main = fill(kEntry, {{"language", language_attribute(entry.language, labels)},
                              {"page_language", page_language_attribute(entry.language, labels)},
                              {"meta", meta_line(entry.type, published_date(page.site, entry, labels), labels)},
                              {"title", layout.title},
                              {"byline", byline(page, labels)},
                              {"superseded", superseded_note(page, labels)},
                              {"event", event_line(page.site, entry.event, labels)},
                              {"figure", entry.image ? figure_of(*entry.image, labels) : Markup()},
                              {"text", text_of(page, labels)},
                              {"read", read_link(page, labels)},
                              {"attachments", attachments(page, labels)},
                              {"copies", copies(page, labels)},
                              {"topics", topics(page, labels)},
                              {"rights", rights(page, labels)}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
