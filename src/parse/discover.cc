// A page's links → the feeds among them.

#include "commonplace/discover.h"

#include <algorithm>
#include <iterator>
#include <pugixml.hpp>
#include <unordered_set>

#include "base/text.h"
#include "html/tree.h"
#include "parse/link_terms.h"
#include "parse/page_base.h"
#include "url/feed_scheme.h"

namespace commonplace {
namespace {

constexpr std::size_t kLongestAddress = 2048;  // of a feed that anybody could subscribe to

constexpr std::string_view kFeedTypes[] = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rdf+xml",
    "application/x-rss+xml",
    "application/x.atom+xml",
    "application/x-atom+xml",
    "text/rss+xml",
    "text/atom+xml",
    "application/x-cdf",
    "application/rss",
    "application/atom",
    "text/rss",
    "text/atom",
};

// Types that say only "XML": believed where the title or the address speaks of a feed.
constexpr std::string_view kGenericTypes[] = {"application/xml", "text/xml", "text/rdf"};

constexpr std::string_view kFeedNames[] = {"feed",      "feeds",   "rss",       "atom",     "rdf",
                                           "index.rdf", "rss.xml", "atom.xml",  "feed.xml", "index.xml",
                                           "feed.json", "rss.php", "feed.atom", "feed.rss"};
constexpr std::string_view kFeedSuffixes[] = {".rss", ".atom", ".rdf", ".cdf"};

std::string_view last_segment(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

// "newsrss.xml", "/feeds/new-books.xml"
bool is_named_after_feed(std::string_view path) {
  constexpr std::string_view kWords[] = {"rss", "feed", "atom"};
  if (!base::to_ascii_lower(path).ends_with(".xml")) return false;
  const std::string folder = base::to_ascii_lower(last_segment(path.substr(0, path.rfind('/'))));
  const std::string name = base::to_ascii_lower(last_segment(path));
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return folder.starts_with(word) || name.find(word) != std::string::npos; });
}

// "?feed=rss2" of WordPress, "?format=feed&type=rss" of Joomla.
bool asks_for_feed(std::string_view query) {
  static constexpr std::string_view kParameters[] = {"feed=rss",   "feed=rss2",   "feed=atom",  "feed=rdf",
                                                     "format=rss", "format=feed", "format=atom"};
  const std::vector<std::string_view> parameters = base::split(query, '&');
  return std::ranges::any_of(parameters,
                             [](std::string_view parameter) { return base::is_one_of(parameter, kParameters); });
}

bool looks_like_feed(const Url& url) {
  if (asks_for_feed(url.query()) || url.path().ends_with("/feeds/posts/default")) return true;  // the second: Blogger
  const std::string name = base::to_ascii_lower(last_segment(url.path()));
  if (base::is_one_of(name, kFeedNames) || is_named_after_feed(url.path())) return true;
  return std::any_of(std::begin(kFeedSuffixes), std::end(kFeedSuffixes),
                     [&name](std::string_view suffix) { return name.ends_with(suffix); });
}

bool has_rel(const pugi::xml_node& node, std::string_view wanted) {
  const std::string_view rel = node.attribute("rel").value();
  const std::vector<std::string_view> rels = base::split_words(rel);
  return std::any_of(rels.begin(), rels.end(),
                     [wanted](std::string_view one) { return base::equals_ignoring_case(one, wanted); });
}

// rel=stylesheet alternate is a style; WordPress announces its REST API as alternate application/json.
bool announces_feed(const pugi::xml_node& link, const Url& url, std::string_view type) {
  if (has_rel(link, "feed")) return true;
  if (!has_rel(link, "alternate") || has_rel(link, "stylesheet")) return false;
  if (type == "application/json") return url.href().find("wp-json") == std::string::npos;
  if (base::is_one_of(type, kFeedTypes)) return true;
  return (type.empty() || base::is_one_of(type, kGenericTypes)) && looks_like_feed(url);
}

// A feed of what readers say: of a page's two it is hardly the one that is meant.
bool is_about_comments(const FeedLink& link) {
  constexpr std::string_view kWords[] = {"comments",   "kommentar", "commentaires", "comentario",
                                         "comentário", "commenti",  "reacties"};
  const std::string title = base::to_ascii_lower(link.title);
  const auto says = [&title](std::string_view word) { return title.find(word) != std::string::npos; };
  return std::ranges::any_of(kWords, says) || link.url.find("/comments/") != std::string::npos;
}

// The first of each address, and not more than anybody would choose among.
class DistinctLinks {
 public:
  void add(FeedLink link) {
    if (links_.size() < kMost && seen_.insert(link.url).second) links_.push_back(std::move(link));
  }
  std::vector<FeedLink> take() && { return std::move(links_); }

 private:
  static constexpr std::size_t kMost = 1000;
  std::vector<FeedLink> links_;
  std::unordered_set<std::string> seen_;
};

class Discovery {
 public:
  explicit Discovery(const Url& page) : base_(page) {}

  void read(const pugi::xml_document& tree) {
    if (const std::optional<Url> declared = parse::base_of_page(tree, base_)) base_ = *declared;
    for (pugi::xml_node node = tree.first_child(); node; node = html::next_below(tree, node)) visit(node);
  }
  std::vector<FeedLink> take() && {
    for (FeedLink& link : std::move(comments_).take()) announced_.add(std::move(link));
    for (FeedLink& link : std::move(likely_).take()) announced_.add(std::move(link));
    return std::move(announced_).take();
  }

 private:
  void visit(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const bool is_link = name == "link";
    if (!is_link && name != "a" && name != "area") return;
    const std::string_view written = base::trim(node.attribute("href").value());
    const std::string address = url::without_feed_scheme(written, base_.scheme());
    const Result<Url> url = parse_url(address, &base_);
    if (!url || !node.attribute("href") || !url->is_http() || url->href().size() > kLongestAddress) return;
    const std::string type = parse::media_type(node.attribute("type").value());
    const bool says_so = address != written;
    if (is_link ? announces_feed(node, *url, type) : says_so || is_likely(*url, type)) {
      std::string title = base::collapse_spaces(node.attribute("title").value());
      add({url->href().substr(0, url->href().find('#')), std::move(title), type, is_link});
    }
  }

  void add(FeedLink link) {
    DistinctLinks& links = !link.announced ? likely_ : is_about_comments(link) ? comments_ : announced_;
    links.add(std::move(link));
  }

  // A link to a feed elsewhere is usually somebody else's.
  bool is_likely(const Url& url, std::string_view type) const {
    if (base::is_one_of(type, kFeedTypes)) return true;
    return url.host() == base_.host() && looks_like_feed(url);
  }

  Url base_;
  DistinctLinks announced_;
  DistinctLinks comments_;
  DistinctLinks likely_;
};

constexpr std::string_view kWellKnown[] = {"feed",      "rss",   "feed.xml",  "rss.xml",   "atom.xml",
                                           "index.xml", "feed/", "feed.json", "index.rdf", "?feed=rss2"};

}  // namespace

std::vector<FeedLink> discover_feeds(std::string_view html, const Url& base) {
  const auto tree = html::parse_html_tree(html);
  if (!tree) return {};
  Discovery discovery(base);
  discovery.read(**tree);
  return std::move(discovery).take();
}

std::vector<Url> well_known_feeds(const Url& page) {
  std::vector<Url> places;
  for (const std::string_view folder : {"./", "/"}) {
    for (const std::string_view name : kWellKnown) {
      const Result<Url> place = parse_url(std::string(folder) + std::string(name), &page);
      if (place && std::find(places.begin(), places.end(), *place) == places.end()) places.push_back(*place);
    }
  }
  return places;
}

}  // namespace commonplace
