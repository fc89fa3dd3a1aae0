#include "normalize/links.h"

#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "normalize/text_construct.h"
#include "parse/link_terms.h"
#include "text/language_tag.h"
#include "text/line.h"

namespace commonplace::normalize {
namespace {

std::string relation_of(std::string_view written) {
  const std::string clean = text::clean_line(written);
  const std::string_view rel = parse::relation_name(clean);
  return rel.empty() ? "alternate" : base::to_ascii_lower(rel);
}

bool is_page(const Link& link) { return parse::is_page_type(link.type); }

bool is_declared_page(const Link& link) { return !link.type.empty() && is_page(link); }

// A page in the entry's language before one in another, and that before another form of it.
int rank_of(const Link& alternate, std::string_view language) {
  if (!is_page(alternate)) return 1;
  const std::string_view its_own = text::primary_language(alternate.hreflang);
  const bool is_foreign =
      !its_own.empty() && !language.empty() && !base::equals_ignoring_case(its_own, text::primary_language(language));
  return is_foreign ? 2 : 3;
}

// A count ("12"), a word ("closed") or a phrase is no address, though each could be resolved as one.
bool is_address(std::string_view written) {
  if (written.find("://") != std::string_view::npos) return true;
  return written.find_first_of(" \t\r\n") == std::string_view::npos &&
         written.find_first_of("/?#.") != std::string_view::npos;
}

std::optional<Url> canonical(const std::string& href) {
  if (href.empty()) return std::nullopt;
  const Result<Url> url = parse_url(href);
  return url && url->is_http() ? std::optional(canonicalize(*url, PlainFragment::Keep)) : std::nullopt;
}

}  // namespace

std::vector<Link> resolve_links(const std::vector<ParsedLink>& links, const Url& document_base) {
  std::vector<Link> resolved;
  resolved.reserve(links.size());
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

std::string page_href(const std::vector<Link>& links) {
  for (const Link& link : links) {
    if (link.rel == "alternate" && is_page(link)) return link.href;
  }
  return first_href(links, "alternate");
}

std::optional<Url> choose_address(const ParsedEntry& entry, const std::vector<Link>& links, const Url& document_base) {
  if (auto origin = canonical(first_href(links, "origin"))) return origin;
  std::optional<Url> best;
  int best_rank = 0;
  for (const Link& link : links) {
    const int rank = link.rel == "alternate" ? rank_of(link, entry.language) : 0;
    if (rank <= best_rank) continue;
    if (std::optional<Url> address = canonical(link.href)) {
      best = std::move(address);
      best_rank = rank;
    }
  }
  if (best) return best;
  // A guid is an address only if it is one as it stands: resolving "a1b2" against the feed would invent a page.
  if (entry.id_is_permalink) {
    if (auto permalink = canonical(entry.id)) return permalink;
  }
  return canonical(resolve_reference(first_href(links, "self"), {}, document_base));
}

std::string with_place(const Url& address) {
  // What has a '=' is a message to a script of the page: a campaign, a player's position, a text to be marked.
  const bool is_place = address.fragment().find('=') == std::string_view::npos;
  return is_place ? address.href() : canonicalize(address).href();
}

void keep_selecting_fragments(std::span<std::string* const> links, std::span<const std::string> places) {
  std::unordered_map<std::string_view, const std::string*> first_place;
  first_place.reserve(links.size());
  std::unordered_set<std::string> shared;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto [known, is_new] = first_place.try_emplace(*links[i], &places[i]);
    if (!is_new && *known->second != places[i]) shared.insert(*links[i]);
  }
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (shared.contains(*links[i])) *links[i] = places[i];
  }
}

std::string comments_page(const ParsedEntry& entry, const std::vector<Link>& links, const Url& document_base) {
  if (is_address(entry.comments)) {
    std::string href = resolve_reference(entry.comments, entry.base, document_base);
    if (!href.empty()) return href;
  }
  for (const Link& link : links) {
    if (link.rel == "replies" && is_declared_page(link)) return link.href;
  }
  return {};
}

}  // namespace commonplace::normalize
