#include "parse/detect.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/sanitize.h"
#include "xml/doctype.h"

namespace commonplace::parse {
namespace {

using base::is_one_of_ignoring_case;
using xml::Element;
using xml::Ns;

constexpr std::string_view kFeedRoots[] = {"rss", "rdf", "feed", "channel", "entry"};
constexpr std::string_view kHtmlPages[] = {"html", "head", "body", "frameset"};
// What a page without these begins with; a feed may follow the error message of a server, too.
constexpr std::string_view kHtmlParts[] = {"a",   "b",      "br",      "center", "div",    "font",  "form",  "h1",
                                           "h2",  "h3",     "iframe",  "img",    "link",   "main",  "meta",  "p",
                                           "pre", "script", "section", "span",   "strong", "style", "table", "title"};

constexpr bool is_name_end(char c) { return base::is_ascii_space(c) || c == '>' || c == '/' || c == '<'; }

// Start tags in the order of the text, names without prefix. Comments, CDATA and document types are passed over: an
// entity may hold HTML.
class TagScanner {
 public:
  explicit TagScanner(std::string_view text) : text_(text) {}

  // The next start tag's name; empty at the end. Declarations and processing instructions are no tags.
  std::string_view next() {
    while ((position_ = text_.find('<', position_)) != std::string_view::npos) {
      const std::string_view rest = text_.substr(position_);
      if (!skip_past(rest, "<!--", "-->") && !skip_past(rest, "<![CDATA[", "]]>") && !skip_doctype(rest)) {
        ++position_;
        const bool is_start_tag = rest.size() > 1 && base::is_ascii_alpha(rest[1]);
        if (const std::string_view name = name_at(position_); is_start_tag && !name.empty()) return name;
      }
    }
    return {};
  }

 private:
  bool skip_past(std::string_view rest, std::string_view open, std::string_view close) {
    if (!rest.starts_with(open)) return false;
    const std::size_t end = rest.find(close, open.size());
    position_ = end == std::string_view::npos ? text_.size() : position_ + end + close.size();
    return true;
  }

  bool skip_doctype(std::string_view rest) {
    if (unended_doctype_ || !base::starts_with_ignoring_case(rest, "<!doctype")) return false;
    const std::size_t end = xml::find_doctype_end(text_, position_);
    unended_doctype_ = end == std::string_view::npos;  // no later one ends either: asking again would be quadratic
    if (!unended_doctype_) position_ = end;
    return !unended_doctype_;
  }

  std::string_view name_at(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && !is_name_end(text_[end])) ++end;
    const std::string_view name = text_.substr(begin, end - begin);
    return name.substr(name.find(':') + 1);  // npos + 1 is 0
  }

  std::string_view text_;
  std::size_t position_ = 0;
  bool unended_doctype_ = false;
};

// Where the first tag of a feed's root begins; npos where there is none.
std::size_t find_feed_tag(std::string_view text) {
  TagScanner tags(text);
  for (std::string_view name = tags.next(); !name.empty(); name = tags.next()) {
    if (is_one_of_ignoring_case(name, kFeedRoots))
      return text.rfind('<', static_cast<std::size_t>(name.data() - text.data()));
  }
  return std::string_view::npos;
}

struct Signature {
  std::string_view bytes;
  std::size_t within;  // the first bytes, among which it must begin: what precedes it may be replaced in decoding
  std::string_view description;
};
constexpr Signature kSignatures[] = {
    {"%PDF-", 8, "a PDF document"},        {"PNG\r\n", 4, "a PNG image"},
    {"PNG\n", 4, "a PNG image"},           {"GIF8", 1, "a GIF image"},
    {"JFIF", 24, "a JPEG image"},          {"Exif", 24, "a JPEG image"},
    {"WEBP", 24, "a WebP image"},          {"ELF", 4, "a program"},
    {"PK\x03\x04", 1, "a ZIP archive"},    {"ID3", 1, "an audio file"},
    {"OggS", 1, "an audio file"},          {"ftyp", 16, "a video file"},
    {"\x1f", 1, "compressed (gzip) data"},
};

constexpr std::size_t kSample = 1024;

// Characters that no text has: controls, and what decoding could make nothing of.
bool is_mostly_binary(std::string_view text) {
  const std::string_view sample = base::truncate_utf8(text, kSample);
  std::size_t strange = 0, all = 0;
  for (std::size_t i = 0; i < sample.size(); ++all) {
    const char32_t c = base::next_code_point(sample, i);
    if (c == base::kReplacement || !base::is_xml_character(c)) ++strange;
  }
  return strange * 10 > all;
}

std::optional<std::string> describe_binary(std::string_view text) {
  if (!is_mostly_binary(text) && !text.starts_with("%PDF-")) return std::nullopt;
  for (const Signature& signature : kSignatures) {
    const std::size_t at = text.substr(0, signature.within + signature.bytes.size() - 1).find(signature.bytes);
    if (at != std::string_view::npos) return std::string(signature.description) + ", not a feed";
  }
  return "binary data, not a feed";
}

constexpr std::size_t kTitleSearch = 1 << 16;
constexpr std::size_t kTitleShown = 80;

std::size_t find_ignoring_case(std::string_view text, std::string_view what) {
  const auto same = [](char a, char b) { return base::to_ascii_lower(a) == b; };
  const auto found = std::search(text.begin(), text.end(), what.begin(), what.end(), same);
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

std::string html_title(std::string_view text) {
  text = text.substr(0, kTitleSearch);
  const std::size_t tag = find_ignoring_case(text, "<title");
  if (tag == std::string_view::npos) return {};
  const std::size_t begin = text.find('>', tag);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = text.substr(begin + 1);
  const std::string title = html_to_text(rest.substr(0, find_ignoring_case(rest, "</title")));
  return std::string(base::truncate_utf8(title, kTitleShown));
}

std::string describe_html(std::string_view text) {
  const std::string title = html_title(text);
  return title.empty() ? "HTML, not a feed" : "HTML, not a feed (title '" + title + "')";
}

bool declares_html(std::string_view text) {
  return base::starts_with_ignoring_case(base::trim(text), "<!doctype html");
}

struct NamedRoot {
  std::string_view name;
  std::string_view description;
};
constexpr NamedRoot kOtherRoots[] = {
    {"html", "HTML, not a feed"},
    {"opml", "OPML, a list of feeds and no feed itself"},
    {"urlset", "a sitemap, not a feed"},
    {"sitemapindex", "a sitemap index, not a feed"},
    {"svg", "an SVG image, not a feed"},
    {"opensearchdescription", "an OpenSearch description, not a feed"},
    {"envelope", "a SOAP message, not a feed"},
    {"error", "an error message in XML, not a feed"},
    {"service", "an Atom service document, not a feed"},
    {"rdf", "RDF without an RSS channel, not a feed"},
};

// Lists of products, of people and of programmes have roots of the same names. A document counts as a feed where it has
// something that feeds have there, or nothing at all.
constexpr std::string_view kRdfParts[] = {"channel", "item", "items"};
constexpr std::string_view kFeedParts[] = {
    "abstract", "author",  "channel",  "deleted-entry", "description", "entry", "generator",
    "id",       "image",   "item",     "items",         "language",    "link",  "logo",
    "modified", "pubDate", "schedule", "subtitle",      "tagline",     "title", "updated"};

bool may_hold(const Element& root, std::span<const std::string_view> names) {
  const std::vector<Element> children = root.children();
  return children.empty() || std::any_of(children.begin(), children.end(), [names](const Element& child) {
           return is_one_of_ignoring_case(child.local(), names);
         });
}

// CDF and RSS both have a root `channel` where RSS forgot its own: only RSS gives addresses as elements.
bool is_rss_channel(const Element& channel) {
  constexpr std::string_view kRssOnly[] = {"link", "description", "guid", "pubDate", "language"};
  constexpr std::string_view kCdfOnly[] = {"href", "lastmod", "base", "self"};
  const auto is_named = [](std::span<const std::string_view> names) {
    return [names](const Element& element) { return is_one_of_ignoring_case(element.local(), names); };
  };
  if (std::any_of(std::begin(kCdfOnly), std::end(kCdfOnly),
                  [&channel](std::string_view name) { return channel.has_attribute(name); })) {
    return false;
  }
  const std::vector<Element> children = channel.children();
  if (std::any_of(children.begin(), children.end(), is_named(kRssOnly))) return true;
  const auto item = std::find_if(children.begin(), children.end(), is_named(std::array<std::string_view, 1>{"item"}));
  if (item == children.end()) return channel.local() == "channel";
  const std::vector<Element> fields = item->children();
  return std::any_of(fields.begin(), fields.end(), is_named(kRssOnly));
}

std::optional<FeedFormat> format_of(const Element& element) {
  const std::string name = base::to_ascii_lower(element.local());
  const bool is_atom = element.ns() == Ns::Atom || element.ns() == Ns::Atom03;
  if (name == "rss") return FeedFormat::Rss;
  if (name == "rdf" && element.ns() != Ns::Other && may_hold(element, kRdfParts)) return FeedFormat::Rdf;
  if (name == "feed" && (is_atom || may_hold(element, kFeedParts))) return FeedFormat::Atom;
  if (name == "entry" && is_atom) return FeedFormat::Atom;
  if (name != "channel" || !may_hold(element, kFeedParts)) return std::nullopt;
  if (element.ns() == Ns::Rss10) return FeedFormat::Rdf;
  return is_rss_channel(element) ? FeedFormat::Rss : FeedFormat::Cdf;
}

}  // namespace

bool looks_like_json(std::string_view text) {
  text = base::trim(text);
  return text.starts_with('{') || text.starts_with('[');
}

std::optional<std::string> describe_non_feed(std::string_view text) {
  if (std::optional<std::string> binary = describe_binary(text)) return binary;
  const std::string_view first = TagScanner(text).next();
  if (is_one_of_ignoring_case(first, kHtmlPages)) return describe_html(text);
  if (is_one_of_ignoring_case(first, kFeedRoots) || find_feed_tag(text) != std::string_view::npos) return std::nullopt;
  if (declares_html(text) || is_one_of_ignoring_case(first, kHtmlParts)) return describe_html(text);
  if (!base::trim(text).starts_with('<')) return "plain text, not a feed";
  return std::nullopt;
}

std::string_view skip_server_message(std::string_view text) {
  const bool begins_as_xml =
      base::trim(text).starts_with('<') && !is_one_of_ignoring_case(TagScanner(text).next(), kHtmlParts);
  if (begins_as_xml) return text;
  const std::size_t feed = find_feed_tag(text);
  return feed == std::string_view::npos ? text : text.substr(feed);
}

std::optional<FeedRoot> find_feed_root(const Element& root) {
  if (const auto format = format_of(root)) return FeedRoot{*format, root};
  for (const Element& child : root.children()) {
    if (const auto format = format_of(child)) return FeedRoot{*format, child};
  }
  return std::nullopt;
}

std::string describe_root(const Element& root) {
  for (const NamedRoot& known : kOtherRoots) {
    if (base::equals_ignoring_case(root.local(), known.name)) return std::string(known.description);
  }
  return "XML with the root element '" + std::string(base::truncate_utf8(root.local(), kTitleShown)) + "', not a feed";
}

}  // namespace commonplace::parse
