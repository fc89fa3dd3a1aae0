#include "normalize/text_construct.h"

#include <algorithm>

#include "base/text.h"
#include "commonplace/sanitize.h"
#include "html/escape.h"
#include "text/line.h"

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

Url base_of(std::string_view base, const Url& document_base) {
  if (base.empty()) return document_base;
  return parse_url(base, &document_base).value_or(document_base);
}

}  // namespace

std::string to_plain_text(const ParsedText& text) {
  std::string plain = is_html(text) ? html_to_text(text.value) : text.value;
  // A '<' that is left was escaped on purpose ("the <blink> tag"): decoding again would take it for markup.
  if (has_reference(plain) && plain.find('<') == std::string::npos) plain = html_to_text(plain);
  return text::clean_line(plain);
}

std::string to_plain_line(std::string_view text) {
  ParsedText guessed;
  guessed.value = text;
  guessed.markup = Markup::Guess;
  return to_plain_text(guessed);
}

SafeHtml to_safe_html(const ParsedText& text, const Url& document_base) {
  const Url base = base_of(text.base, document_base);
  if (is_html(text)) return sanitize_html(text.value, base);
  return sanitize_html(html::escape_text(base::trim(text.value)), base);
}

std::string resolve_reference(std::string_view reference, std::string_view base, const Url& document_base) {
  constexpr std::string_view kPublishable[] = {"http", "https", "mailto", "ftp", "tag", "urn", "magnet", "geo", "xmpp"};
  reference = base::trim(reference);
  if (reference.empty()) return {};
  const Url resolved_base = base_of(base, document_base);
  const Result<Url> url = parse_url(reference, &resolved_base);
  if (!url) return {};
  const bool publishable =
      std::find(std::begin(kPublishable), std::end(kPublishable), url->scheme()) != std::end(kPublishable);
  return publishable ? url->href() : std::string{};
}

}  // namespace commonplace::normalize
