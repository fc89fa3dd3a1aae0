// Markup of strangers → markup that may be published, and → plain text.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/safe_html.h"
#include "commonplace/url.h"

namespace commonplace {

struct SanitizePolicy {
  std::size_t max_depth = 128;      // deeper elements are dropped, their text kept
  std::size_t max_bytes = 1 << 20;  // of output; what follows is dropped at an element boundary
  const Url* page = nullptr;        // where the text stands, and with it what "#part" names; null: `base`
};

// One pass over a WHATWG tokenization: allow-listed elements and attributes, canonical spelling, balanced, URLs
// resolved against `base` and limited to http, https and mailto, links with rel="noopener nofollow". Text that a
// browser would show as text stays text. Linear in the input, no recursion; sanitizing twice changes nothing.
SafeHtml sanitize_html(std::string_view html, const Url& base, const SanitizePolicy& policy = {});

// What a reader would see: markup gone, references decoded once, script and style left out, white space collapsed,
// blocks and <br> as a space. UTF-8 in, UTF-8 out. What comes after the text that reaches `enough` bytes is not read.
std::string html_to_text(std::string_view html, std::size_t enough = std::string::npos);

// Whether `text` was written as HTML: it has a character reference, an end tag, a comment, a tag of an element that is
// shown and needs no end tag or of one that holds code, or a tag with an attribute's value. "vector<int>" and
// "Jane <jane@example.org>" have none of these.
bool looks_like_html(std::string_view text);

}  // namespace commonplace
