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
{description}{robots}{canonical}{search}<link rel="icon" href="{base}/assets/icon.svg" type="image/svg+xml">
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
{title}{search}<nav><ul><li><a href="{base}/">{topics}</a></li><li><a href="{base}/events">{events}</a></li><li><a href="{base}/#subscribe">{subscribe}</a></li></ul></nav>
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

constexpr std::string_view kColophon = "<footer class=\"colophon\"><p><bdi>{site}</bdi></p></footer>\n";

Markup meta(std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return fill("<meta name=\"{name}\" content=\"{content}\">\n", {{"name", name}, {"content", content}});
}

Markup canonical_link(std::string_view url) {
  if (url.empty()) return {};
  return fill("<link rel=\"canonical\" href=\"{url}\">\n", {{"url", url}});
}

// Before the first snapshot not even the service's name is known, and there is nowhere to go.
Markup mast(const Site& site, Mast kind, const Labels& labels) {
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
  return fill(kMast, {{"title", title},
                      {"search", search},
                      {"base", base},
                      {"topics", labels.topics},
                      {"events", labels.events},
                      {"subscribe", labels.subscribe}});
}

std::string full_title(const Site& site, const std::string& title) {
  if (site.title.empty() || site.title == title) return title;
  return title + " · " + site.title;
}

}  // namespace

std::string lay_out(const Site& site, const Layout& layout) {
  const Labels& labels = labels_for(site.language);
  const std::string_view base = base_path(site);
  const Markup colophon = site.title.empty() ? Markup() : fill(kColophon, {{"site", site.title}});
  Markup search;
  if (!site.title.empty()) search = fill(kSearchDescription, {{"site", site.title}, {"base", base}});
  return fill(kPage, {{"language", labels.code},
                      {"title", full_title(site, layout.title)},
                      {"description", meta("description", layout.description)},
                      {"robots", meta("robots", layout.indexing == Indexing::Unwanted ? "noindex, follow" : "")},
                      {"canonical", canonical_link(layout.canonical_url)},
                      {"search", search},
                      {"base", base},
                      {"version", page_style_version()},
                      {"head", layout.head},
                      {"skip", labels.skip_link},
                      {"mast", mast(site, layout.mast, labels)},
                      {"main", layout.main},
                      {"colophon", colophon}})
      .html;
}

}  // namespace commonplace::publish
