// Namespaces that we understand although they are misspelled: others compare them byte by byte.

#include <algorithm>
#include <string>

#include "base/text.h"
#include "base/utf8.h"
#include "html/tokenizer.h"
#include "report/checks.h"
#include "xml/names.h"

namespace commonplace::report {
namespace {

using xml::Ns;

struct Spelling {
  Ns ns;
  std::string_view uri;
};

// As their specifications have them; the first of a namespace is the one to use.
constexpr Spelling kSpellings[] = {
    {Ns::Atom, "http://www.w3.org/2005/Atom"},
    {Ns::Atom03, "http://purl.org/atom/ns#"},
    {Ns::Rss10, "http://purl.org/rss/1.0/"},
    {Ns::Rss10, "http://purl.org/net/rss1.1#"},
    {Ns::Rss090, "http://my.netscape.com/rdf/simple/0.9/"},
    {Ns::Rss090, "http://channel.netscape.com/rdf/simple/0.9/"},
    {Ns::Rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {Ns::Dc, "http://purl.org/dc/elements/1.1/"},
    {Ns::DcTerms, "http://purl.org/dc/terms/"},
    {Ns::Content, "http://purl.org/rss/1.0/modules/content/"},
    {Ns::Syndication, "http://purl.org/rss/1.0/modules/syndication/"},
    {Ns::Slash, "http://purl.org/rss/1.0/modules/slash/"},
    {Ns::Wfw, "http://wellformedweb.org/CommentAPI/"},
    {Ns::Media, "http://search.yahoo.com/mrss/"},
    {Ns::Itunes, "http://www.itunes.com/dtds/podcast-1.0.dtd"},
    {Ns::Georss, "http://www.georss.org/georss"},
    {Ns::Ev, "http://purl.org/rss/1.0/modules/event/"},
    {Ns::Thread, "http://purl.org/syndication/thread/1.0"},
    {Ns::FeedHistory, "http://purl.org/syndication/history/1.0"},
    {Ns::Tombstones, "http://purl.org/atompub/tombstones/1.0"},
    {Ns::Xhtml, "http://www.w3.org/1999/xhtml"},
};

// What would be right instead of `uri`; empty where it is right, or nobody knows what is meant.
std::string_view right_spelling(std::string_view prefix, std::string_view uri) {
  if (uri.empty()) return {};
  Ns meant = xml::namespace_of_uri(uri);
  if (meant == Ns::Other) meant = xml::namespace_of_prefix(prefix);
  std::string_view first;
  for (const Spelling& known : kSpellings) {
    if (known.ns != meant) continue;
    if (known.uri == uri) return {};
    if (first.empty()) first = known.uri;
  }
  return first;
}

std::string quoted(std::string_view text) { return "'" + std::string(base::truncate_utf8(text, 100)) + "'"; }

}  // namespace

// Declarations stand in front of the first entry, which is as far as they are looked for: behind it they may be those
// of pictures and formulas.
void check_namespaces(const Examined& document, const Places& places, Tally& tally) {
  if (document.parsed.format == FeedFormat::Json || document.parsed.format == FeedFormat::Page) return;
  html::Tokenizer tokenizer(document.text);
  html::Token token;
  while (tokenizer.next(token)) {
    if (token.kind != html::TokenKind::StartTag) continue;
    if (token.name == "item" || token.name == "entry") return;
    for (const html::Attribute& attribute : token.attributes) {
      constexpr std::string_view kXmlns = "xmlns";
      if (!attribute.name.starts_with(kXmlns)) continue;
      std::string_view prefix = attribute.name.substr(kXmlns.size());
      if (!prefix.empty() && prefix.front() != ':') continue;
      if (!prefix.empty()) prefix.remove_prefix(1);
      const std::string_view right = right_spelling(prefix, attribute.value);
      if (right.empty()) continue;
      const auto offset = static_cast<std::size_t>(attribute.name.data() - document.text.data());
      tally.note(Rule::WrongNamespace, places.line_at(offset),
                 "the namespace " + quoted(attribute.value) + " should be spelled '" + std::string(right) + "'");
    }
  }
}

}  // namespace commonplace::report
