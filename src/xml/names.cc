// Namespaces in XML 1.0, and what publishers make of them.

#include "xml/names.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::xml {
namespace {

struct Known {
  std::string_view name;
  Ns ns;
};

// In the form that `bare_uri` leaves, in byte order.
constexpr Known kUris[] = {
    {"atompub.org/2005/atom", Ns::Atom},
    {"backend.userland.com/creativecommonsrssmodule", Ns::CreativeCommons},
    {"backend.userland.com/rss", Ns::None},
    {"backend.userland.com/rss091", Ns::None},
    {"backend.userland.com/rss092", Ns::None},
    {"backend.userland.com/rss1", Ns::None},
    {"backend.userland.com/rss2", Ns::None},
    {"backend.userland.com/rss2.0", Ns::None},
    {"blogs.law.harvard.edu/tech/rss", Ns::None},
    {"channel.netscape.com/rdf/simple/0.9", Ns::Rss090},
    {"creativecommons.org/licenses/rss-module", Ns::CreativeCommons},
    {"creativecommons.org/ns", Ns::Cc},
    {"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::CreativeCommons},
    {"cyber.law.harvard.edu/rss/rss.html", Ns::None},
    {"dublincore.org/2003/03/24/dces", Ns::Dc},
    {"dublincore.org/2003/03/24/dcq", Ns::DcTerms},
    {"dublincore.org/documents/dcmi-namespace", Ns::Dc},
    {"example.com/dtds/podcast-1.0.dtd", Ns::Itunes},
    {"example.com/necho", Ns::Atom03},
    {"example.com/newformat", Ns::Atom03},
    {"feedburner.com/feedburner/ext/1.0", Ns::Feedburner},
    {"georss.org/georss", Ns::Georss},
    {"georss.org/georss/10", Ns::Georss},
    {"georss.org/georss/11", Ns::Georss},
    {"github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Ns::Podcast},
    {"google.com/schemas/play-podcasts/1.0", Ns::GooglePlay},
    {"google.com/schemas/play-podcasts/1.0/play-podcasts.xsd", Ns::GooglePlay},
    {"itunes.apple.com/dtds/podcast-1.0.dtd", Ns::Itunes},
    {"itunes.com/dtd/podcast-1.0.dtd", Ns::Itunes},
    {"itunes.com/dtds/podcast", Ns::Itunes},
    {"itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes},
    {"media.yahoo.com/rss", Ns::Media},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::None},
    {"my.netscape.com/rdf/simple/0.9", Ns::Rss090},
    {"news.yandex.ru", Ns::Yandex},
    {"pheedo.com/namespace/pheedo", Ns::Feedburner},
    {"podcastindex.org/namespace/1.0", Ns::Podcast},
    {"podcastindex.org/namespace/1.0.0", Ns::Podcast},
    {"prismstandard.org/namespaces/1.0/basic", Ns::Prism},
    {"prismstandard.org/namespaces/1.1/basic", Ns::Prism},
    {"prismstandard.org/namespaces/1.2/basic", Ns::Prism},
    {"prismstandard.org/namespaces/basic/1.0", Ns::Prism},
    {"prismstandard.org/namespaces/basic/1.2", Ns::Prism},
    {"prismstandard.org/namespaces/basic/2.0", Ns::Prism},
    {"prismstandard.org/namespaces/basic/2.1", Ns::Prism},
    {"prismstandard.org/namespaces/basic/2.2", Ns::Prism},
    {"prismstandard.org/namespaces/basic/3.0", Ns::Prism},
    {"prismstandard.org/namespaces/basic/3.1", Ns::Prism},
    {"purl.oclc.org/net/rss_2.0/enc", Ns::Enclosure},
    {"purl.org/atom/ns", Ns::Atom03},
    {"purl.org/atompub/tombstones/1.0", Ns::Tombstones},
    {"purl.org/dc", Ns::Dc},
    {"purl.org/dc/elements", Ns::Dc},
    {"purl.org/dc/elements/1.0", Ns::Dc},
    {"purl.org/dc/elements/1.1", Ns::Dc},
    {"purl.org/dc/terms", Ns::DcTerms},
    {"purl.org/echo", Ns::Atom03},
    {"purl.org/net/atom", Ns::Atom03},
    {"purl.org/net/rss1.1", Ns::Rss10},
    {"purl.org/net/rss1.1/content", Ns::Content},
    {"purl.org/pie", Ns::Atom03},
    {"purl.org/rss/1.0", Ns::Rss10},
    {"purl.org/rss/1.0/modules/aggregation", Ns::Aggregation},
    {"purl.org/rss/1.0/modules/content", Ns::Content},
    {"purl.org/rss/1.0/modules/dc", Ns::Dc},
    {"purl.org/rss/1.0/modules/dcterms", Ns::DcTerms},
    {"purl.org/rss/1.0/modules/event", Ns::Ev},
    {"purl.org/rss/1.0/modules/prism", Ns::Prism},
    {"purl.org/rss/1.0/modules/rss091", Ns::None},
    {"purl.org/rss/1.0/modules/slash", Ns::Slash},
    {"purl.org/rss/1.0/modules/syndication", Ns::Syndication},
    {"purl.org/rss/1.0/modules/syndication/1.0", Ns::Syndication},
    {"purl.org/rss/2.0", Ns::None},
    {"purl.org/rss/modules/aggregation", Ns::Aggregation},
    {"purl.org/syndication/history", Ns::FeedHistory},
    {"purl.org/syndication/history/1.0", Ns::FeedHistory},
    {"purl.org/syndication/thread", Ns::Thread},
    {"purl.org/syndication/thread/1.0", Ns::Thread},
    {"rssboard.org/media-rss", Ns::Media},
    {"rssboard.org/rss-specification", Ns::None},
    {"rssnamespace.org/feedburner/ext/1.0", Ns::Feedburner},
    {"schema.org", Ns::Schema},
    {"search.yahoo.com/mrss", Ns::Media},
    {"search.yahoo.com/mrss/1.0", Ns::Media},
    {"search.yahoo.com/rss", Ns::Media},
    {"tools.search.yahoo.com/mrss", Ns::Media},
    {"turbo.yandex.ru", Ns::Yandex},
    {"uri/of/echo/namespace", Ns::Atom03},
    {kCommonplaceNamespace, Ns::Commonplace},
    {"urn:ietf:params:xml:ns:icalendar-2.0", Ns::XCal},
    {"urn:ietf:params:xml:ns:xcal", Ns::XCal},
    {"video.search.yahoo.com/mrss", Ns::Media},
    {"w3.org/1999/02/22-rdf-syntax-ns", Ns::Rdf},
    {"w3.org/1999/xhtml", Ns::Xhtml},
    {"w3.org/2002/12/cal", Ns::XCal},
    {"w3.org/2002/12/cal/ical", Ns::XCal},
    {"w3.org/2005/atom", Ns::Atom},
    {"w3.org/tr/rec-html40", Ns::Xhtml},
    {"w3.org/tr/rec-rdf-syntax", Ns::Rdf},
    {"w3.org/tr/xhtml1", Ns::Xhtml},
    {"w3.org/tr/xhtml1/strict", Ns::Xhtml},
    {"w3.org/xml/1998/namespace", Ns::Xml},
    {"web.resource.org/cc", Ns::Cc},
    {"web.resource.org/rss/1.0", Ns::Rss10},
    {"web.resource.org/rss/1.0/modules/content", Ns::Content},
    {"web.resource.org/rss/1.0/modules/dc", Ns::Dc},
    {"web.resource.org/rss/1.0/modules/dcterms", Ns::DcTerms},
    {"web.resource.org/rss/1.0/modules/event", Ns::Ev},
    {"web.resource.org/rss/1.0/modules/prism", Ns::Prism},
    {"web.resource.org/rss/1.0/modules/slash", Ns::Slash},
    {"web.resource.org/rss/1.0/modules/syndication", Ns::Syndication},
    {"wellformedweb.org/commentapi", Ns::Wfw},
};

constexpr Known kPrefixes[] = {
    {"ag", Ns::Aggregation},
    {"at", Ns::Tombstones},
    {"atom", Ns::Atom},
    {"atom10", Ns::Atom},
    {"cc", Ns::Cc},
    {"commonplace", Ns::Commonplace},
    {"content", Ns::Content},
    {"creativecommons", Ns::CreativeCommons},
    {"dc", Ns::Dc},
    {"dct", Ns::DcTerms},
    {"dcterms", Ns::DcTerms},
    {"enc", Ns::Enclosure},
    {"ev", Ns::Ev},
    {"feedburner", Ns::Feedburner},
    {"fh", Ns::FeedHistory},
    {"georss", Ns::Georss},
    {"googleplay", Ns::GooglePlay},
    {"itunes", Ns::Itunes},
    {"media", Ns::Media},
    {"mrss", Ns::Media},
    {"pheedo", Ns::Feedburner},
    {"podcast", Ns::Podcast},
    {"prism", Ns::Prism},
    {"rdf", Ns::Rdf},
    {"rss", Ns::None},
    {"slash", Ns::Slash},
    {"sy", Ns::Syndication},
    {"thr", Ns::Thread},
    {"turbo", Ns::Yandex},
    {"wfw", Ns::Wfw},
    {"xcal", Ns::XCal},
    {"xhtml", Ns::Xhtml},
    {"xml", Ns::Xml},
    {"yandex", Ns::Yandex},
};

constexpr bool is_name_byte(char c) {
  return base::is_ascii_alnum(c) || c == '_' || c == ':' || c == '-' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// XML 1.0 §2.3, without the colon; the ranges beyond ASCII keep quotation marks and dashes out.
constexpr bool is_name_start(char32_t c) {
  constexpr struct {
    char32_t first, last;
  } kRanges[] = {{'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
                 {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F},
                 {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
  return std::any_of(std::begin(kRanges), std::end(kRanges),
                     [c](auto range) { return c >= range.first && c <= range.last; });
}

constexpr bool by_name(const Known& a, const Known& b) { return a.name < b.name; }
static_assert(std::is_sorted(std::begin(kUris), std::end(kUris), by_name));
static_assert(std::is_sorted(std::begin(kPrefixes), std::end(kPrefixes), by_name));

constexpr std::size_t kLongestKnown = 64;

template <std::size_t N>
const Known* find(const Known (&table)[N], std::string_view name) {
  const Known* found = std::lower_bound(std::begin(table), std::end(table), Known{name, Ns::Other}, by_name);
  return found != std::end(table) && found->name == name ? found : nullptr;
}

// What is left of a URI after what publishers vary: "HTTP://www.Example.org/ns#" → "example.org/ns".
std::string bare_uri(std::string_view uri) {
  std::string bare = base::to_ascii_lower(uri);
  std::string_view rest = bare;
  for (const std::string_view scheme : {"http://", "https://", "http:/", "https:/"}) {
    if (!rest.starts_with(scheme)) continue;
    rest.remove_prefix(scheme.size());
    break;
  }
  if (rest.starts_with("www.")) rest.remove_prefix(4);
  while (!rest.empty() && (rest.back() == '/' || rest.back() == '#')) rest.remove_suffix(1);
  return std::string(rest);
}

}  // namespace

Ns namespace_of_uri(std::string_view uri) {
  uri = base::trim(uri);
  if (uri.empty()) return Ns::None;
  if (uri.size() > 2 * kLongestKnown) return Ns::Other;
  const Known* known = find(kUris, bare_uri(uri));
  return known != nullptr ? known->ns : Ns::Other;
}

Ns namespace_of_prefix(std::string_view prefix) {
  if (prefix.size() > kLongestKnown) return Ns::Other;
  const Known* known = find(kPrefixes, base::to_ascii_lower(prefix));
  return known != nullptr ? known->ns : Ns::Other;
}

bool begins_name(std::string_view text, std::size_t position) {
  return position < text.size() && is_name_start(base::next_code_point(text, position));
}

std::size_t skip_name(std::string_view text, std::size_t position) {
  while (position < text.size() && is_name_byte(text[position])) {
    std::size_t next = position;
    if (!base::is_xml_character(base::next_code_point(text, next))) break;
    position = next;
  }
  return position;
}

std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {  // names are short: asking memchr costs more
    if (name[i] == ':') return {name.substr(0, i), name.substr(i + 1)};
  }
  return {{}, name};
}

}  // namespace commonplace::xml
