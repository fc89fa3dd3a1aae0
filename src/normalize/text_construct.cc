#include "normalize/text_construct.h"

#include <algorithm>
#include <optional>

#include "base/scan.h"
#include "base/text.h"
#include "commonplace/sanitize.h"
#include "html/entities.h"
#include "html/escape.h"
#include "text/line.h"
#include "url/serialized.h"

namespace commonplace::normalize {
namespace {

// "&amp;" in a text that has been decoded once: the publisher escaped it twice.
bool has_reference(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '#') ++end;
    while (end < text.size() && end - at < 12 && base::is_ascii_alnum(text[end])) ++end;
    if (end > at + 1 && end < text.size() && text[end] == ';') return true;
  }
  return false;
}

bool is_html(const ParsedText& text) {
  switch (text.markup) {
    case Markup::Plain:
      return false;
    case Markup::Html:
    case Markup::Xhtml:
      return true;
    case Markup::Guess:
      return looks_like_html(text.value);
  }
  return false;
}

// What escaping and our own attributes add; a base that is repeated in each of a thousand links adds more.
SanitizePolicy policy_for(std::string_view html, const Url* page) {
  constexpr std::size_t kMostGrowth = 8, kAlwaysFits = 2048;
  SanitizePolicy policy;
  policy.max_bytes = std::min(policy.max_bytes, kMostGrowth * html.size() + kAlwaysFits);
  policy.page = page;
  return policy;
}

// Escaping makes three bytes of one; all else is the base's. A redirect may have led to one of eight kilobytes, which a
// hundred thousand links would repeat.
std::size_t longest_resolved(std::string_view reference) {
  constexpr std::size_t kMostOfBase = 1024;
  return 3 * reference.size() + kMostOfBase;
}

// The URL that references are relative to; `own` holds it where it is not the document's.
const Url& base_of(std::string_view base, const Url& document_base, Url& own) {
  if (base.empty() || base == document_base.href()) return document_base;
  Result<Url> parsed = parse_url(base, &document_base);
  if (!parsed) return document_base;
  own = std::move(*parsed);
  return own;
}

// "www.example.org/news", as people write it; a browser would look for it beside the document.
bool is_bare_host(std::string_view reference) {
  constexpr std::string_view kBegin = "www.";
  if (!base::starts_with_ignoring_case(reference, kBegin)) return false;
  const std::string_view host = reference.substr(0, reference.find_first_of("/?#:"));
  return host.find('.', kBegin.size()) != std::string_view::npos;
}

// "http://https://example.org/": what a form put before an address that had its scheme already is none of it.
std::string_view without_doubled_scheme(std::string_view reference) {
  const auto rest_of = [](std::string_view text) -> std::optional<std::string_view> {
    for (const std::string_view scheme : {"http://", "https://"}) {
      if (base::starts_with_ignoring_case(text, scheme)) return text.substr(scheme.size());
    }
    return std::nullopt;
  };
  for (auto rest = rest_of(reference); rest && rest_of(*rest); rest = rest_of(reference)) reference = *rest;
  return reference;
}

// Neither markup nor a reference can be in it.
bool is_bare(std::string_view text) { return !base::contains<base::AnyOf<'<', '&'>>(text); }

// Spaces beyond ASCII and characters without a glyph, which are copied along with an address: no-break and ideographic
// space, zero-width space and joiners, marks of direction, byte order mark.
constexpr std::string_view kUnseen[] = {"\u00A0", "\u200B", "\u200C", "\u200D", "\u200E",
                                        "\u200F", "\u2060", "\u3000", "\uFEFF"};

std::string_view without_unseen(std::string_view address) {
  for (;;) {
    address = base::trim(address);
    const std::size_t size = address.size();
    for (const std::string_view unseen : kUnseen) {
      if (address.starts_with(unseen)) address.remove_prefix(unseen.size());
      if (address.ends_with(unseen)) address.remove_suffix(unseen.size());
    }
    if (address.size() == size) return address;
  }
}

}  // namespace

std::string to_plain_text(const ParsedText& text, std::size_t enough) {
  if (is_bare(text.value)) return text::clean_line(text.value);
  std::string plain = is_html(text) ? html_to_text(text.value, enough) : text.value;
  // A '<' that is left was escaped on purpose ("the <blink> tag"), and is no markup now either.
  std::string decoded;
  if (has_reference(plain))
    return text::clean_line(html::decode_references(plain, html::ReferenceContext::Text, decoded));
  return text::clean_line(plain);
}

bool has_tags(const ParsedText& text) { return text.value.find('<') != std::string::npos && is_html(text); }

std::string to_plain_line(std::string_view text) {
  if (is_bare(text)) return text::clean_line(text);
  ParsedText guessed;
  guessed.value = text;
  guessed.markup = Markup::Guess;
  return to_plain_text(guessed);
}

SafeHtml to_safe_html(const ParsedText& text, const Url& document_base, const Url* page) {
  if (text.value.empty()) return {};
  Url own;
  const Url& base = base_of(text.base, document_base, own);
  if (is_html(text)) return sanitize_html(text.value, base, policy_for(text.value, page));
  const std::string html = html::escape_text(base::trim(text.value));
  return sanitize_html(html, base, policy_for(html, page));
}

std::string resolve_reference(std::string_view reference, std::string_view base, const Url& document_base) {
  constexpr std::string_view kPublishable[] = {"http", "https", "mailto", "ftp", "tag", "urn", "magnet", "geo", "xmpp"};
  std::string decoded;  // "?a=1&amp;b=2" was escaped twice: no address has a reference in it on purpose
  if (has_reference(reference)) {
    reference = html::decode_references(reference, html::ReferenceContext::Attribute, decoded);
  }
  reference = without_doubled_scheme(without_unseen(reference));
  if (reference.empty()) return {};
  if (url::is_serialized(reference)) return std::string(reference);
  const std::string with_host = is_bare_host(reference) ? "//" + std::string(reference) : std::string{};
  if (!with_host.empty()) reference = with_host;
  Url own;
  const Result<Url> url = parse_url(reference, &base_of(base, document_base, own));
  if (!url || url->href().size() > longest_resolved(reference)) return {};
  const bool publishable =
      std::find(std::begin(kPublishable), std::end(kPublishable), url->scheme()) != std::end(kPublishable);
  return publishable ? url->href() : std::string{};
}

}  // namespace commonplace::normalize
