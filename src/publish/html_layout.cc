#include "publish/html_layout.h"

#include "publish/assets.h"
#include "publish/links.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kPage = R"(<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b5563">
{description}{robots}{canonical}{preview}{search}<link rel="icon" href="{base}/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{base}/assets/style.css?v={version}">
{head}</head>
<body>
<a class="skip" href="#main">{skip}</a>
{mast}<main id="main">
{main}</main>
{colophon}</body>
</html>
)";

constexpr std::string_view kMast = R"(<header class="mast">
{title}{search}<nav><ul>{places}</ul></nav>
</header>
)";

constexpr std::string_view kMastTitle = "<p><a href=\"{base}/\"><bdi>{site}</bdi></a></p>\n";

constexpr std::string_view kMastSearch = R"(<form class="search" role="search" action="{base}/search">
<input type="search" name="q" aria-label="{label}" placeholder="{search}" autocapitalize="none" autocomplete="off" enterkeyhint="search">
<button>{search}</button>
</form>
)";

constexpr std::string_view kSearchDescription =
    "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"{site}\" "
    "href=\"{base}/opensearch.xml\">\n";

constexpr std::string_view kSmallColophon = "<footer class=\"colophon\"><p><bdi>{site}</bdi></p></footer>\n";

constexpr std::string_view kColophon = R"(<footer class="colophon">
<p><bdi>{site}</bdi><br>{ownership}</p>
<nav aria-label="{more}"><ul>{places}<li><a href="{base}/opml.xml" type="text/x-opml">{all_feeds}</a></li></ul></nav>
</footer>
)";

// For whoever shows a link to the page: chats, boards. No picture: they cut it and leave out its credit.
constexpr std::string_view kPreview = R"(<meta property="og:type" content="website">
<meta property="og:site_name" content="{site}">
<meta property="og:title" content="{title}">
<meta property="og:url" content="{url}">
)";

Markup meta(std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return fill("<meta name=\"{name}\" content=\"{content}\">\n", {{"name", name}, {"content", content}});
}

Markup canonical_link(std::string_view url) {
  if (url.empty()) return {};
  return fill("<link rel=\"canonical\" href=\"{url}\">\n", {{"url", url}});
}

Markup preview(const Site& site, const Layout& layout) {
  if (layout.canonical_url.empty()) return {};
  Markup tags = fill(kPreview, {{"site", site.title}, {"title", layout.title}, {"url", layout.canonical_url}});
  if (!layout.description.empty())
    tags += fill("<meta property=\"og:description\" content=\"{text}\">\n", {{"text", layout.description}});
  return tags;
}

// The parts of the site; the one that the page is has no need of a link, but keeps its place.
Markup places(const Site& site, Place here, const Labels& labels) {
  const struct {
    Place place;
    std::string_view path;
    std::string_view name;
  } all[] = {{Place::Topics, "/", labels.topics},
             {Place::Events, "/events", labels.events},
             {Place::Sources, "/sources", labels.sources},
             {Place::Elsewhere, "/#subscribe", labels.subscribe}};
  Markup items;
  for (const auto& [place, path, name] : all) {
    const bool is_here = place == here && here != Place::Elsewhere;
    items += fill("<li><a href=\"{base}{path}\"{current}>{name}</a></li>",
                  {{"base", base_path(site)},
                   {"path", path},
                   {"current", Markup(is_here ? " aria-current=\"page\"" : "")},
                   {"name", name}});
  }
  return items;
}

// Before the first snapshot not even the service's name is known, and there is nowhere to go.
Markup mast(const Site& site, const Layout& layout, const Labels& labels) {
  const Mast kind = layout.mast;
  if (kind == Mast::None || site.title.empty()) return {};
  const std::string_view base = base_path(site);
  Markup title;
  if (kind != Mast::WithoutTitle) title = fill(kMastTitle, {{"base", base}, {"site", site.title}});
  Markup search;
  if (kind != Mast::WithoutSearch) {
    search = fill(
        kMastSearch,
        {{"base", base}, {"label", fill_text(labels.search_in, {{"title", site.title}})}, {"search", labels.search}});
  }
  return fill(kMast, {{"title", title}, {"search", search}, {"places", places(site, layout.place, labels)}});
}

Markup colophon(const Site& site, const Layout& layout, const Labels& labels) {
  if (site.title.empty()) return {};
  // The operator's pages are on an address of their own, where these places are not.
  if (layout.mast == Mast::None) return fill(kSmallColophon, {{"site", site.title}});
  return fill(kColophon, {{"site", site.title},
                          {"ownership", labels.ownership},
                          {"more", labels.more},
                          {"places", places(site, layout.place, labels)},
                          {"base", base_path(site)},
                          {"all_feeds", labels.all_feeds}});
}

std::string full_title(const Site& site, const std::string& title) {
  if (site.title.empty() || site.title == title) return title;
  return title + " · " + site.title;
}

}  // namespace

std::string lay_out(const Site& site, const Layout& layout) {
  const Labels& labels = labels_for(site.language);
  const std::string_view base = base_path(site);
  Markup search;
  if (!site.title.empty()) search = fill(kSearchDescription, {{"site", site.title}, {"base", base}});
  return fill(kPage, {{"language", labels.code},
                      {"title", full_title(site, layout.title)},
                      {"description", meta("description", layout.description)},
                      {"robots", meta("robots", layout.indexing == Indexing::Unwanted ? "noindex, follow" : "")},
                      {"canonical", canonical_link(layout.canonical_url)},
                      {"preview", preview(site, layout)},
                      {"search", search},
                      {"base", base},
                      {"version", page_style_version()},
                      {"head", layout.head},
                      {"skip", labels.skip_link},
                      {"mast", mast(site, layout, labels)},
                      {"main", layout.main},
                      {"colophon", colophon(site, layout, labels)}})
      .html;
}

}  // namespace commonplace::publish
