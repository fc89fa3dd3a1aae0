// OPML's outlines → sources (opml.org/spec2). Readers differ in how they spell the address and in what they call a
// title; folders are theirs alone and become tags. Lists of ours carry every setting in attributes of our own
// namespace.

#include "opml/read.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/decode.h"
#include "commonplace/sanitize.h"
#include "commonplace/url.h"
#include "opml/attribute_value.h"
#include "opml/slug.h"
#include "text/line.h"
#include "url/feed_scheme.h"
#include "xml/document.h"

namespace commonplace::opml {
namespace {

using xml::Element;
using xml::Ns;

constexpr std::size_t kMostFolders = 8;  // of a source; the innermost
constexpr std::size_t kLongestQuote = 120;
constexpr std::size_t kLongestTitle = 500;
constexpr std::size_t kLongestAddress = 8192;

bool is_called(const Element& element, std::string_view local) {
  return base::equals_ignoring_case(element.local(), local);
}

std::string plain(std::string_view text) { return text::clean_line(html_to_text(text)); }

std::string quote(std::string_view text) {
  const std::string line = text::clean_line(text);
  const std::string_view part = base::truncate_utf8(line, kLongestQuote);
  return "'" + std::string(part) + (part.size() < line.size() ? "…'" : "'");
}

// FreshRSS keeps recipes for pages and JSON documents in the same list, under types such as "HTML+XPath".
bool is_recipe(std::string_view type) {
  constexpr std::string_view kRecipes[] = {"+xpath", "+dot"};
  const std::string lower = base::to_ascii_lower(type);
  return std::any_of(std::begin(kRecipes), std::end(kRecipes),
                     [&lower](std::string_view recipe) { return lower.find(recipe) != std::string::npos; });
}

// `url` is the address of a feed only where nothing says that it is a link or another list.
bool is_feed_type(std::string_view type) {
  constexpr std::string_view kFormats[] = {"rss", "atom", "rdf", "feed"};
  const std::string lower = base::to_ascii_lower(type);
  return lower.empty() || std::any_of(std::begin(kFormats), std::end(kFormats), [&lower](std::string_view format) {
           return lower.find(format) != std::string::npos;
         });
}

// What is commented out is with all that is below it.
bool is_comment(const Element& outline) {
  return base::equals_ignoring_case(base::trim(outline.attribute("isComment")), "true");
}

struct Folder {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::string tag;
  std::size_t parent = kNone;
};

class Reader {
 public:
  explicit Reader(SubscriptionList& list) : list_(list) {}

  void read(const Element& root) {
    pending_.push_back({root, {}});
    while (!pending_.empty()) {
      const auto [element, place] = pending_.back();
      pending_.pop_back();
      const Place inner = is_called(element, "outline") ? read_outline(element, place) : place;
      const std::vector<Element> children = element.children();
      for (auto child = children.rbegin(); child != children.rend(); ++child) {
        if (is_called(*child, "outline") || is_called(*child, "body")) pending_.push_back({*child, inner});
      }
    }
  }

 private:
  // Where an outline stands.
  struct Place {
    std::size_t folder = Folder::kNone;
    bool is_comment = false;
  };

  // Returns where the outlines below stand.
  Place read_outline(const Element& outline, Place place) {
    place.is_comment = place.is_comment || is_comment(outline);
    const std::string_view type = outline.attribute("type");
    const std::string_view slug = outline.attribute(Ns::Commonplace, "slug");
    std::string_view address = base::trim(outline.attribute("xmlUrl"));
    const std::string_view link = base::trim(outline.attribute("url"));
    if (address.empty() && slug.empty() && is_feed_type(type)) address = link;
    if (!slug.empty()) {
      read_ours(outline, slug, address);
    } else if (!address.empty()) {
      read_theirs(outline, address, place);
    } else if (!link.empty() || (!type.empty() && is_feed_type(type) && !outline.has_element_children())) {
      leave_out(outline,
                link.empty() ? "has no address" : "is a link to " + quote(without_userinfo(link)) + ", not a feed");
    } else {
      place.folder = open_folder(outline, place.folder);
    }
    return place;
  }

  void read_theirs(const Element& outline, std::string_view address, Place place) {
    const std::string url =
        url::without_feed_scheme(base::replace_all(address, "&amp;", "&"), "http");  // escaped twice
    const Result<Url> parsed = parse_url(url);
    if (is_recipe(outline.attribute("type"))) {
      return leave_out(outline, "is read by a recipe of another program: " + quote(without_userinfo(url)));
    }
    if (url.size() > kLongestAddress)
      return leave_out(outline, "has an address that is too long: " + quote(without_userinfo(url)));
    if (!parsed || !parsed->is_http() || parsed->host().empty()) {
      return leave_out(outline, "has an address that is not http or https: " + quote(without_userinfo(url)));
    }
    NamedSettings source;
    source.settings["url"] = parsed->href();
    if (const std::string title = title_of(outline); !title.empty() && title != url) source.settings["title"] = title;
    const Result<Url> homepage = parse_url(base::replace_all(outline.attribute("htmlUrl"), "&amp;", "&"));
    const bool has_homepage = homepage && homepage->is_http() && !homepage->host().empty();
    if (has_homepage && homepage->href().size() <= kLongestAddress) source.settings["homepage"] = homepage->href();
    if (std::vector<std::string> tags = tags_of(outline, place.folder); !tags.empty()) source.settings["tags"] = tags;
    if (place.is_comment) source.settings["enabled"] = false;
    list_.sources.push_back(std::move(source));
  }

  // Nothing is made of what we have written ourselves: it comes back as it was.
  void read_ours(const Element& outline, std::string_view slug, std::string_view address) {
    NamedSettings source;
    source.slug = slug;
    const auto put = [&source](std::string_view key, std::string_view value) {
      if (!value.empty()) source.settings.insert_or_assign(std::string(key), std::string(value));
    };
    put("url", address);
    put("title", outline.attribute("title"));
    put("homepage", outline.attribute("htmlUrl"));
    put("language", outline.attribute("language"));
    for (const auto& [key, value] : outline.attributes(Ns::Commonplace)) {
      const std::string_view name = key == kPageUrl ? "url" : key;
      if (key != "slug") source.settings.insert_or_assign(std::string(name), from_attribute_value(value));
    }
    list_.sources.push_back(std::move(source));
  }

  static std::string title_of(const Element& outline) {
    std::string title = plain(outline.attribute("title"));
    if (title.empty()) title = plain(outline.attribute("text"));
    title.resize(base::truncate_utf8(title, kLongestTitle).size());
    return title;
  }

  // The folders around it, the outermost first, then what it says of itself: "/Culture/Libraries,news".
  std::vector<std::string> tags_of(const Element& outline, std::size_t folder) const {
    std::vector<std::string> tags;
    for (std::size_t i = folder; i != Folder::kNone && tags.size() < kMostFolders; i = folders_[i].parent) {
      tags.insert(tags.begin(), folders_[i].tag);
    }
    std::string category = std::string(outline.attribute("category"));
    std::replace(category.begin(), category.end(), '/', ',');
    for (const std::string_view part : base::split(category, ',')) {
      if (tags.size() < 2 * kMostFolders) tags.push_back(to_tag(part));
    }
    std::vector<std::string> distinct;
    for (std::string& tag : tags) {
      const bool known = std::find(distinct.begin(), distinct.end(), tag) != distinct.end();
      if (!tag.empty() && !known) distinct.push_back(std::move(tag));
    }
    return distinct;
  }

  std::size_t open_folder(const Element& outline, std::size_t parent) {
    if (!outline.has_element_children()) return parent;
    std::string tag = to_tag(title_of(outline));
    if (tag.empty()) return parent;
    folders_.push_back({std::move(tag), parent});
    return folders_.size() - 1;
  }

  void leave_out(const Element& outline, const std::string& why) {
    const std::string title = title_of(outline);
    list_.left_out.push_back((title.empty() ? "an outline" : quote(title)) + " " + why);
  }

  struct Pending {
    Element element;
    Place place;
  };

  SubscriptionList& list_;
  std::vector<Folder> folders_;
  std::vector<Pending> pending_;  // in place of recursion
};

}  // namespace

Result<SubscriptionList> read_opml(std::string_view bytes) {
  const Result<Utf8Text> text = decode_to_utf8(bytes);
  if (!text) return fail(text.error());
  if (base::trim(text->text).empty()) return fail(Errc::Empty, "the document is empty");
  const auto document = xml::Document::parse(*text, Url());
  if (!document) {
    const bool no_xml = document.error().code == Errc::Malformed;
    return fail(document.error().code,
                (no_xml ? "this is no subscription list in OPML: " : "") + document.error().detail);
  }
  const Element root = (*document)->root();
  if (!is_called(root, "opml")) {
    return fail(Errc::NotAFeed, "a subscription list begins with <opml>, not with <" +
                                    std::string(base::truncate_utf8(text::clean_line(root.local()), 40)) + ">");
  }
  SubscriptionList list;
  list.issues = text->issues;
  const std::vector<Issue>& mended = (*document)->issues();
  list.issues.insert(list.issues.end(), mended.begin(), mended.end());
  Reader(list).read(root);
  return list;
}

}  // namespace commonplace::opml
