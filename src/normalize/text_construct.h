// A text as the document marked it up → plain text, or HTML that may be published.

#pragma once

#include <string>

#include "commonplace/parse.h"
#include "commonplace/safe_html.h"
#include "commonplace/url.h"

namespace commonplace::normalize {

// Markup stripped, references decoded (also when escaped twice), NFC, white space collapsed.
std::string to_plain_text(const ParsedText& text, std::size_t enough = std::string::npos);
// Whether there were tags in it that to_plain_text takes away.
bool has_tags(const ParsedText& text);
// A name or label from an attribute or element that holds no markup by rights, but often does.
std::string to_plain_line(std::string_view text);

// Sanitized, URLs resolved against the text's own base or `document_base`; "#part" is one of `page`, if there is one.
SafeHtml to_safe_html(const ParsedText& text, const Url& document_base, const Url* page);

// The URL in `reference`, resolved against `base` (absolute or empty) and that against `document_base`. Empty where
// it is no URL, or one of a scheme that must not be published.
std::string resolve_reference(std::string_view reference, std::string_view base, const Url& document_base);

}  // namespace commonplace::normalize
