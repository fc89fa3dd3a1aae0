// What holds for any bytes at all: inert, stable, bounded.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/scan.h"
#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/sanitize.h"
#include "html/inert.h"
#include "html/tree.h"
#include "html/visible.h"

namespace commonplace {
namespace {

const Url& page() {
  static const Url url = *parse_url("https://example.org/news/page.html");
  return url;
}

// Pieces that meet each other in every order.
const std::vector<std::string>& pieces() {
  static const std::vector<std::string> kPieces = {"<p>",
                                                   "</p>",
                                                   "<div>",
                                                   "</div>",
                                                   "<b>",
                                                   "</b>",
                                                   "<i title='x'>",
                                                   "</i>",
                                                   "<span>",
                                                   "</span>",
                                                   "<a href=/x>",
                                                   "<a name=x>",
                                                   "</a>",
                                                   "<ul>",
                                                   "</ul>",
                                                   "<li>",
                                                   "</li>",
                                                   "<dl>",
                                                   "<dt>",
                                                   "<dd>",
                                                   "</dl>",
                                                   "<h1>",
                                                   "</h1>",
                                                   "<h2>",
                                                   "<table>",
                                                   "</table>",
                                                   "<caption>",
                                                   "<colgroup>",
                                                   "<col>",
                                                   "<thead>",
                                                   "<tbody>",
                                                   "<tr>",
                                                   "</tr>",
                                                   "<td>",
                                                   "</td>",
                                                   "<th colspan=2>",
                                                   "<ruby>",
                                                   "<rt>",
                                                   "<rp>",
                                                   "</ruby>",
                                                   "<pre>\n\n",
                                                   "</pre>",
                                                   "<center>",
                                                   "</center>",
                                                   "<form>",
                                                   "</form>",
                                                   "<legend>",
                                                   "<font>",
                                                   "</font>",
                                                   "<button>",
                                                   "<br>",
                                                   "</br>",
                                                   "<hr>",
                                                   "<img src=a alt='",
                                                   "<img src=a width=&#49;>",
                                                   "<img srcset='/a 1x, /b'>",
                                                   "<img data-src=/c data-srcset='/d'>",
                                                   "<video src=/v>",
                                                   "</video>",
                                                   "<div hidden>",
                                                   "<p style='display:none'>",
                                                   "<td hidden>",
                                                   "<span hidden>",
                                                   "<canvas>",
                                                   "</canvas>",
                                                   "<svg>",
                                                   "</svg>",
                                                   "<desc>",
                                                   "</desc>",
                                                   "<style>",
                                                   "</style>",
                                                   "<math>",
                                                   "</math>",
                                                   "<annotation>",
                                                   "<select>",
                                                   "<option>",
                                                   "</select>",
                                                   "<template>",
                                                   "</template>",
                                                   "<object>",
                                                   "</object>",
                                                   "<script>",
                                                   "</script>",
                                                   "<title>",
                                                   "</title>",
                                                   "<xmp>",
                                                   "</xmp>",
                                                   "<noscript>",
                                                   "</noscript>",
                                                   "<plaintext>",
                                                   "<!--",
                                                   "-->",
                                                   "<![CDATA[",
                                                   "]]>",
                                                   "<?",
                                                   "<!",
                                                   "</",
                                                   "<",
                                                   ">",
                                                   "'",
                                                   "\"",
                                                   "=",
                                                   "/",
                                                   " ",
                                                   "\n",
                                                   "\r",
                                                   "\t",
                                                   "x",
                                                   "&",
                                                   "&amp",
                                                   ";",
                                                   "&lt;",
                                                   "&#",
                                                   "&#x",
                                                   "1",
                                                   "&quot;",
                                                   "javascript:",
                                                   "data:",
                                                   "onerror=x",
                                                   " href=",
                                                   std::string(1, '\0'),
                                                   "\x01",
                                                   "\x7f",
                                                   "\xff",
                                                   "\xe2\x82",
                                                   "\xc2\x85",
                                                   "\u00a0",
                                                   "\u4e2d"};
  return kPieces;
}

rc::Gen<std::string> markup() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces())),
                      [](const std::vector<std::string>& parts) {
                        std::string html;
                        for (const std::string& part : parts) html += part;
                        return html;
                      });
}

rc::Gen<std::string> anything() {
  return rc::gen::oneOf(markup(), rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

// The same markup with nothing in it that could be published as it stands: tags in upper case, text as references.
std::string respelled(std::string_view html) {
  std::string out;
  std::size_t copied = 0;
  html::VisibleTokens tokens(html);
  for (html::Token token; tokens.next(token);) {
    if (!token.is_canonical) continue;
    const auto begin = static_cast<std::size_t>(token.text.data() - html.data());
    out += html.substr(copied, begin - copied);
    copied = begin + token.text.size();
    bool in_reference = false;
    for (const char c : token.text) {
      const bool ends_reference = in_reference && c == ';';
      in_reference = c == '&' || in_reference;
      if (token.kind != html::TokenKind::Text) {
        out += c == '>' ? " >" : std::string(1, base::is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c);
      } else {
        out += in_reference || base::NonAscii::has(c) ? std::string(1, c) : "&#" + std::to_string(int{c}) + ";";
      }
      if (ends_reference) in_reference = false;
    }
  }
  return out.append(html.substr(copied));
}

RC_GTEST_PROP(SanitizeProperty, PublishesWhatStandsSoAlreadyLikeAnyOtherSpelling, ()) {
  const std::string html = base::repair_utf8(*anything());
  RC_ASSERT(sanitize_html(html, page()).html() == sanitize_html(respelled(html), page()).html());
}

RC_GTEST_PROP(SanitizeProperty, IsInert, ()) {
  const std::string html = *anything();
  RC_ASSERT(html::why_not_inert(sanitize_html(html, page()).html()) == "");
}

RC_GTEST_PROP(SanitizeProperty, ChangesNothingTheSecondTime, ()) {
  const SafeHtml once = sanitize_html(*anything(), page());
  RC_ASSERT(sanitize_html(once.html(), page()).html() == once.html());
}

RC_GTEST_PROP(SanitizeProperty, HoldsUnderTightLimits, ()) {
  const SanitizePolicy policy{.max_depth = *rc::gen::inRange<std::size_t>(0, 8),
                              .max_bytes = *rc::gen::inRange<std::size_t>(0, 200)};
  const std::string once = sanitize_html(*anything(), page(), policy).html();
  RC_ASSERT(once.size() <= policy.max_bytes);
  RC_ASSERT(html::why_not_inert(once) == "");
  RC_ASSERT(sanitize_html(once, page(), policy).html() == once);
}

// A reader of the published markup sees what a reader of the original would, white space between blocks aside. How far
// a player reaches that is not ended depends on what is open around it, which is not known to plain text.
RC_GTEST_PROP(SanitizeProperty, KeepsVisibleText, ()) {
  std::string html = *anything();
  for (std::size_t at; (at = html.find("<video")) != std::string::npos;) html.replace(at, 6, "<em");
  const auto letters = [](std::string text) {
    std::erase(text, ' ');
    return text;
  };
  RC_ASSERT(letters(html_to_text(sanitize_html(html, page()).html())) == letters(html_to_text(html)));
}

RC_GTEST_PROP(SanitizeProperty, PlainTextIsUtf8WithoutControls, ()) {
  const std::string text = html_to_text(*anything());
  RC_ASSERT(base::is_valid_utf8(text));
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = base::next_code_point(text, position);
    RC_ASSERT(base::is_xml_character(c) && c >= 0x20 && !(c >= 0x7F && c < 0xA0));
  }
}

RC_GTEST_PROP(SanitizeProperty, TreesAreMadeOfAnything, ()) {
  const auto tree = html::parse_html_tree(*anything());
  RC_ASSERT(tree.has_value());
  RC_ASSERT(!(*tree)->child("html").child("body").empty());
}

}  // namespace
}  // namespace commonplace
