#include "normalize/links.h"

#include "base/text.h"
#include "normalize/text_construct.h"
#include "text/line.h"

namespace commonplace::normalize {
namespace {

// An IANA relation may be spelled as a URL (RFC 4287 §4.2.7.2); other relations are URLs and stay so.
std::string relation_of(std::string_view written) {
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  const std::string clean = text::clean_line(written);
  std::string_view rel = clean;
  if (rel.starts_with(kRegistry)) rel.remove_prefix(kRegistry.size());
  return rel.empty() ? "alternate" : base::to_ascii_lower(rel);
}

bool is_page(const Link& link) {
  return link.type.empty() || link.type.starts_with("text/html") || link.type.starts_with("application/xhtml");
}

std::string canonical(const std::string& href) {
  const Result<Url> url = parse_url(href);
  return url && url->is_http() ? canonicalize(*url).href() : std::string{};
}

}  // namespace

std::vector<Link> resolve_links(const std::vector<ParsedLink>& links, const Url& document_base) {
  std::vector<Link> resolved;
  for (const ParsedLink& link : links) {
    std::string href = resolve_reference(link.href, link.base, document_base);
    if (href.empty()) continue;
    resolved.push_back({relation_of(link.rel), std::move(href), base::to_ascii_lower(text::clean_line(link.type)),
                        to_plain_line(link.title), text::clean_line(link.hreflang), text::clean_line(link.length)});
  }
  return resolved;
}

std::string first_href(const std::vector<Link>& links, std::string_view rel) {
  for (const Link& link : links) {
    if (link.rel == rel) return link.href;
  }
  return {};
}

std::string choose_link(const ParsedEntry& entry, const std::vector<Link>& links, const Url& document_base) {
  if (std::string origin = canonical(first_href(links, "origin")); !origin.empty()) return origin;
  std::string other;
  for (const Link& link : links) {
    if (link.rel != "alternate") continue;
    std::string href = canonical(link.href);
    if (href.empty()) continue;
    if (is_page(link)) return href;
    if (other.empty()) other = std::move(href);
  }
  if (!other.empty()) return other;
  // A guid is an address only if it is one as it stands: resolving "a1b2" against the feed would invent a page.
  const Result<Url> permalink = parse_url(entry.id);
  if (entry.id_is_permalink && permalink && permalink->is_http()) return canonicalize(*permalink).href();
  return canonical(resolve_reference(first_href(links, "self"), {}, document_base));
}

}  // namespace commonplace::normalize
