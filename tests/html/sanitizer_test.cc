#include <gtest/gtest.h>

#include <span>

#include "commonplace/sanitize.h"
#include "html/inert.h"

namespace commonplace {
namespace {

std::string sanitized(std::string_view html, const SanitizePolicy& policy = {}) {
  const Url base = *parse_url("https://example.org/news/page.html");
  return sanitize_html(html, base, policy).html();
}

struct Case {
  std::string_view input, expected;
};

void expect_all(std::span<const Case> cases) {
  for (const Case& c : cases) {
    const std::string output = sanitized(c.input);
    EXPECT_EQ(output, c.expected) << c.input;
    EXPECT_EQ(html::why_not_inert(output), "") << c.input;
    EXPECT_EQ(sanitized(output), output) << c.input;
  }
}

constexpr Case kHarmless[] = {
    {"", ""},
    {"plain", "plain"},
    {"<p>Para <b>bold</b> <i>it</i> <em>em</em> <strong>st</strong></p>",
     "<p>Para <b>bold</b> <i>it</i> <em>em</em> <strong>st</strong></p>"},
    {"<ul><li>one</li></ul><ol start=\"3\"><li>two</li></ol>",
     "<ul><li>one</li></ul><ol start=\"3\"><li>two</li></ol>"},
    {"<pre><code>a &lt; b\n  c</code></pre>", "<pre><code>a &lt; b\n  c</code></pre>"},
    {"<blockquote cite=\"/q\">q</blockquote><h2>head</h2>",
     "<blockquote cite=\"https://example.org/q\">q</blockquote><h2>head</h2>"},
    {"<p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>", "<p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>"},
    {"<figure><img src=a.png alt=A><figcaption>C</figcaption></figure>",
     "<figure><img src=\"https://example.org/news/a.png\" alt=\"A\"><figcaption>C</figcaption></figure>"},
    {"<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"},
    {"<p lang=DE dir=RTL title='a \"b\"'>x", "<p lang=\"DE\" dir=\"rtl\" title=\"a &quot;b&quot;\">x</p>"},
    {"<time datetime=2026-11-01>1 Nov</time>", "<time datetime=\"2026-11-01\">1 Nov</time>"},
    {"<details open><summary>S</summary>d</details>", "<details open=\"\"><summary>S</summary>d</details>"},
    {"a<br>b<br/>c</br>d<hr>e<wbr>f", "a<br>b<br>c<br>d<hr>e<wbr>f"},
    {"caf\u00e9 &eacute;&nbsp;\U0001F600 &#128512;", "caf\u00e9 \u00e9\u00a0\U0001F600 \U0001F600"},
    {"<noscript><img src=a.png></noscript>", "<img src=\"https://example.org/news/a.png\">"},
    {" \n <p>x</p> \n ", "<p>x</p>"},
};

constexpr Case kCanonical[] = {
    {"<P>x</P>", "<p>x</p>"},
    {"<center>a</center><font color=red>b</font><tt>c</tt>", "<div>a</div>b<tt>c</tt>"},
    {"<strike>a</strike><acronym>b</acronym><menu><li>c</menu>", "<s>a</s><abbr>b</abbr><ul><li>c</li></ul>"},
    {"<listing>a</listing>", "<pre>a</pre>"},
    {"<image src=/a>", "<img src=\"https://example.org/a\">"},
    {"<x-card><b>a</b></x-card>", "<b>a</b>"},
    {"<html><head><title>T</title></head><body><p>x</body></html>", "<p>x</p>"},
    {"<math><mi>x</mi><annotation>tex</annotation></math>", "x"},
    {"a\r\nb\rc", "a\nb\nc"},
    {"a'b\"c", "a'b\"c"},
};

constexpr Case kNesting[] = {
    {"<p>a<p>b", "<p>a</p><p>b</p>"},
    {"<p>a<div>b</div>c</p>d", "<p>a</p><div>b</div>cd"},
    {"<p><b>a<div>b</div>", "<p><b>a</b></p><div>b</div>"},
    {"<b><p>a</b>b", "<b><p>a</p></b>b"},
    {"<b><i>a</b>b</i>c", "<b><i>a</i></b>bc"},
    {"<span><div>a</span>b</div>c", "<span><div>ab</div>c</span>"},
    {"<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>e"},
    {"<ul><li><div><li>a</ul>", "<ul><li><div></div></li><li>a</li></ul>"},
    {"<ul><li><p>a<li>b", "<ul><li><p>a</p></li><li>b</li></ul>"},
    {"<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"},
    {"<h1>a<h2>b</h1>c", "<h1>a</h1><h2>b</h2>c"},
    {"<h1><b>a<h2>b", "<h1><b>a<h2>b</h2></b></h1>"},
    {"<a href=/1>a<a href=/2>b</a>c</a>d",
     "<a href=\"https://example.org/1\" rel=\"noopener nofollow\">a</a>"
     "<a href=\"https://example.org/2\" rel=\"noopener nofollow\">b</a>cd"},
    {"<a href=/1>a<a name=x>b</a>c", "<a href=\"https://example.org/1\" rel=\"noopener nofollow\">a</a>bc"},
    {"</p></div></b></x>a", "a"},
    {"<div>a</br>b", "<div>a<br>b</div>"},
    {"<p>a<form>b<button>c</button></form>d", "<p>a</p><div>bc</div>d"},
    {"<fieldset><legend>a</legend>b</fieldset>", "<div><div>a</div>b</div>"},
};

constexpr Case kTables[] = {
    {"<table><tr><td>a</td></tr></table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"},
    {"<table><td>a<td>b<tr><th>c</table>d",
     "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>d"},
    {"<table>a<tr><td>b</table>", "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"},
    {"<table><tr>a<td>b</table>", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"},
    {"<table> <tr> <td>a</td> </tr> </table>", "<table> <tbody><tr> <td>a</td> </tr> </tbody></table>"},
    {"<table><caption>a<tr><td>b</table>", "<table><caption>a</caption><tbody><tr><td>b</td></tr></tbody></table>"},
    {"<table><col span=2><tr><td>a</table>",
     "<table><colgroup><col span=\"2\"></colgroup><tbody><tr><td>a</td></tr></tbody></table>"},
    {"<table><thead><tr><th>a<tbody><tr><td>b</table>",
     "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"},
    {"<table><td><table><td>a</table>b</table>",
     "<table><tbody><tr><td><table><tbody><tr><td>a</td></tr></tbody></table>b</td></tr></tbody></table>"},
    {"<table><tr><table><td>a",
     "<table><tbody><tr></tr></tbody></table><table><tbody><tr><td>a</td></tr></tbody></table>"},
    {"<td>a<tr>b<tbody>c", "abc"},
    {"<table><td><div>a<td>b</div>c", "<table><tbody><tr><td><div>a</div></td><td>bc</td></tr></tbody></table>"},
    {"<div><table><td>a</div>b</table>c", "<div><table><tbody><tr><td>ab</td></tr></tbody></table>c</div>"},
    {"<p>a<table><td>b</table>c", "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>c"},
    {"<table><td colspan=2 rowspan='x' align=RIGHT bgcolor=red>a",
     "<table><tbody><tr><td colspan=\"2\" align=\"right\">a</td></tr></tbody></table>"},
    {"<table><script>x</script><img src=data:x></table>", "<table></table>"},
};

TEST(Sanitize, KeepsWhatIsHarmless) { expect_all(kHarmless); }
TEST(Sanitize, WritesOneSpelling) { expect_all(kCanonical); }
TEST(Sanitize, BalancesAsBrowsersDo) { expect_all(kNesting); }
TEST(Sanitize, GivesEverythingInTablesACell) { expect_all(kTables); }

constexpr Case kScripts[] = {
    {"<script>alert(1)</script>a", "a"},
    {"<SCRIPT SRC=//evil.example/x.js></SCRIPT>a", "a"},
    {"<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt&gt;alert(1)ipt&gt;"},
    {"<script/x>a</script/y>b", "b"},
    {"<script>a", ""},
    {"<<script>a</script>b", "&lt;b"},
    {"<!--><script>a</script>-->", "--&gt;"},
    {"<?xml ?><script>a</script>b", "b"},
    {"<style><!--</style><script>a</script>-->", "--&gt;"},
    {"<style>a</style><title>b</title><textarea>c</textarea><xmp>d</xmp>e", "e"},
    {"<template><img src=/a></template>b", "b"},
    {"<select><option>a</select>b<select>c<select>d", "bd"},
    {"<base href=//evil.example/><meta http-equiv=refresh content=0><link rel=stylesheet href=//e>a", "a"},
    {"<form action=/x><input name=q value=v><button formaction=/y>Go</button></form>", "<div>Go</div>"},
    {"<!-- c --><!doctype html><!--[if IE]>x<![endif]-->a<![CDATA[b]]>c", "ac"},
    {"<plaintext><img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"},
};

// What an embedding holds for those who cannot load it stands in for it, as markup like any other.
constexpr Case kStandIns[] = {
    {"<iframe src=//e>a</iframe><noembed>b</noembed><noframes>c</noframes>d", "abcd"},
    {"<object data=x>a<object>b</object>c</object><embed src=x><applet>d</applet>e", "abcde"},
    {"<iframe src=//e/player><a href=/album>Album</a></iframe>",
     "<a href=\"https://example.org/album\" rel=\"noopener nofollow\">Album</a>"},
    {"<object data=a.pdf><param name=x value=y><img src=/a.png></object>", "<img src=\"https://example.org/a.png\">"},
    {"<iframe src=//e/>the rest of the text", "the rest of the text"},
    {"<iframe><img src=x onerror=alert(1)><script>alert(2)</script></iframe>a",
     "<img src=\"https://example.org/news/x\">a"},
    {"<iframe><!--</iframe><script>alert(1)</script>-->a</iframe>b", "ab"},
    {"<iframe>&lt;script>alert(1)&lt;/script></iframe>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"<noembed><iframe></noembed><img title='</iframe><script>'>", ""},
    {"<noframes><style></noframes><script>a</script></style>b", "b"},
};

constexpr Case kAttributes[] = {
    {"<p onclick=x ONMOUSEOVER=y style=z class=c id=i name=n data-x=1 aria-label=l>a", "<p>a</p>"},
    {"<p \"'onclick=x>a", "<p>a</p>"},
    {"<p x=`` onclick=a>b", "<p>b</p>"},
    {"<p title=a title=b>c", "<p title=\"a\">c</p>"},
    {"<p dir=sideways title=a dir=ltr>c", "<p title=\"a\">c</p>"},
    {"<a href=/x target=_blank rel=opener ping=/p download>a</a>",
     "<a href=\"https://example.org/x\" rel=\"noopener nofollow\">a</a>"},
    {"<img src=/a width=10 height='x onerror=x' border=0 usemap=#m longdesc=/d>",
     "<img src=\"https://example.org/a\" width=\"10\">"},
    {"<img src=/a width=' 640px' height=480.75>", "<img src=\"https://example.org/a\" width=\"640\" height=\"480\">"},
    {"<img src=/a width=99.5% height=auto>", "<img src=\"https://example.org/a\" width=\"99%\">"},
    {"<img src=/a width=-5 height=1234567890>", "<img src=\"https://example.org/a\">"},
    {"<ol start=-3><li value=-2>a", "<ol start=\"-3\"><li value=\"-2\">a</li></ol>"},
    {"<ol start=-><li>a", "<ol><li>a</li></ol>"},
    {"<img src=/a alt='<script>&quot;`'>", "<img src=\"https://example.org/a\" alt=\"&lt;script&gt;&quot;`\">"},
    {"<img src=/a alt=\"a\nb\tc\">", "<img src=\"https://example.org/a\" alt=\"a b c\">"},
    {"<div contenteditable draggable=true tabindex=1 accesskey=x slot=y popover is=z>a</div>", "<div>a</div>"},
    {"<q cite='data:x'>a</q>", "<q>a</q>"},
};

constexpr Case kMedia[] = {
    {"<img src=/a srcset='/b 2x, javascript:x 3x, /c 300w, data:x, /d'>",
     "<img src=\"https://example.org/a\" srcset=\"https://example.org/b 2x, https://example.org/c 300w, "
     "https://example.org/d\">"},
    {"<img srcset='/a,/b'>", "<img srcset=\"https://example.org/a,/b\">"},
    {"<img srcset='/a, /b, ,,,/c 1x 2x, /d (,) , /e'>",
     "<img srcset=\"https://example.org/a, https://example.org/b, https://example.org/e\">"},
    {"<img srcset='/a,javascript:x 1x'>", ""},
    {"<img srcset='/a,\v'>", ""},
    {"<img srcset='/a,\v 1x, /b'>", "<img srcset=\"https://example.org/b\">"},
    {"<picture><source srcset=/a type=image/webp media='(min-width: 1px)'><img src=/b></picture>",
     "<picture><source srcset=\"https://example.org/a\" type=\"image/webp\" media=\"(min-width: 1px)\">"
     "<img src=\"https://example.org/b\"></picture>"},
    {"<video src=/v autoplay loop poster=/p onplay=x><track src=/t kind=captions default></video>",
     "<video src=\"https://example.org/v\" loop=\"\" poster=\"https://example.org/p\" controls=\"\" preload=\"none\">"
     "<track src=\"https://example.org/t\" kind=\"captions\" default=\"\"></video>"},
    {"<audio controls preload=auto><source src=/a.mp3>Get <a href=/a.mp3>it</a></audio>",
     "<audio controls=\"\" preload=\"none\"><source src=\"https://example.org/a.mp3\">Get "
     "<a href=\"https://example.org/a.mp3\" rel=\"noopener nofollow\">it</a></audio>"},
    {"<img><source><track><img alt=a>b", "b"},
    {"<img src='data:image/png;base64,AAAA'><img src='data:image/svg+xml,x'>a", "a"},
};

constexpr Case kLazyImages[] = {
    {"<img data-src=/a>", "<img src=\"https://example.org/a\">"},
    {"<img src='data:image/gif;base64,R0' data-src=/a alt=b>", "<img src=\"https://example.org/a\" alt=\"b\">"},
    {"<img src=/blank.gif DATA-SRC='/a'>", "<img src=\"https://example.org/a\">"},
    {"<img data-lazy-src=/a data-lazy-srcset='/a 1x, /b 2x'>",
     "<img src=\"https://example.org/a\" srcset=\"https://example.org/a 1x, https://example.org/b 2x\">"},
    {"<img src=/a data-original=/b data-src=/c>", "<img src=\"https://example.org/c\">"},
    {"<picture><img srcset='data:x' data-srcset='/b 2x'></picture>",
     "<picture><img srcset=\"https://example.org/b 2x\"></picture>"},
    // What is no address, or perhaps none.
    {"<img src=/a data-src='{{image}}'>", "<img src=\"https://example.org/a\">"},
    {"<img src=/a data-src=' '>", "<img src=\"https://example.org/a\">"},
    {"<img src=/a data-src='data:image/gif;base64,R0'>", "<img src=\"https://example.org/a\">"},
    {"<img src=https://cdn.example.org/a data-src=b>", "<img src=\"https://cdn.example.org/a\">"},
    {"<img src=https://cdn.example.org/a data-src=//img.example.org/b>", "<img src=\"https://img.example.org/b\">"},
    {"<img data-src='javascript:x'>a", "a"},
    {"<img src=/a data-src='javascript:x'>", "<img src=\"https://example.org/a\">"},
    {"<img data-src=/a width=1 height=1>b", "b"},
    // Its twin for those without scripts is right beside it.
    {"<img src=/blank.gif data-src=/a><noscript><img src=/a></noscript>", "<img src=\"https://example.org/a\">"},
    {"a<img data-src='/a' class='b' />\n<NOSCRIPT><img src=/c></NOSCRIPT>", "a\n<img src=\"https://example.org/c\">"},
    {"<img data-src=/a><noscript><a href=/b><img src=/c></a></noscript>",
     "<a href=\"https://example.org/b\" rel=\"noopener nofollow\"><img src=\"https://example.org/c\"></a>"},
    {"<img data-src=/a><noscript>b</noscript><img src=/c>",
     "<img src=\"https://example.org/a\">b<img src=\"https://example.org/c\">"},
    {"<img data-src=/a hidden-title><noscript><img src=/c></noscript>", "<img src=\"https://example.org/c\">"},
    {"<noscript><img src=/a></noscript> <img data-src=/a>b", "<img src=\"https://example.org/a\"> b"},
    {"<noscript><img src=/a></noscript><img data-src=/b><img data-src=/c>",
     "<img src=\"https://example.org/a\"><img src=\"https://example.org/c\">"},
    {"<noscript><img src=/a></noscript>b<img data-src=/c>",
     "<img src=\"https://example.org/a\">b<img src=\"https://example.org/c\">"},
    {"<noscript>a</noscript><img data-src=/c>", "a<img src=\"https://example.org/c\">"},
    {"<img src=/a><noscript><img src=/b></noscript>",
     "<img src=\"https://example.org/a\"><img src=\"https://example.org/b\">"},
    {"<noscript><img data-src=/a></noscript>", "<img src=\"https://example.org/a\">"},
};

constexpr Case kTrackers[] = {
    {"a<img src=/t width=1 height=1>b", "ab"},
    {"a<img src=/t WIDTH='0'>b", "ab"},
    {"a<img src=/t height=1px>b", "ab"},
    {"a<img src=/t width='0<svg'>b", "ab"},
    {"a<img src=/t height=1.5>b", "ab"},
    {"a<img src=/t height=&#49;>b", "ab"},
    {"a<img src=/t style='Display : none !important'>b", "ab"},
    {"a<img src=/t style='border:0;width:1px;height:1px'>b", "ab"},
    {"a<img src=/t style='visibility:hidden'>b", "ab"},
    {"a<img src=/t width=10 style='max-width:1px'>b", "a<img src=\"https://example.org/t\" width=\"10\">b"},
};

constexpr Case kHidden[] = {
    {"<div style='display:none'><p>a</p></div><p>b</p>", "<p>b</p>"},
    {"<p hidden>a<p>b", "<p>b</p>"},
    {"<p style='display:block'>a</p><p style>b</p>", "<p>a</p><p>b</p>"},
    {"<table><tr><td hidden>a<td>b</table>", "<table><tbody><tr><td>b</td></tr></tbody></table>"},
    {"<p><canvas>a<b>b</canvas>c<progress>1</progress><meter>2</meter>", "<p>c</p>"},
    {"<dialog>a</dialog><dialog OPEN>b</dialog>", "<div>b</div>"},
    {"<div hidden><script></div></script><template></div></template></div>a", "a"},
    {"a<br hidden>b<hr style=visibility:hidden>c", "abc"},
};

TEST(Sanitize, RemovesWhatIsHidden) { expect_all(kHidden); }
TEST(Sanitize, RemovesWhatActsWithItsText) { expect_all(kScripts); }
TEST(Sanitize, KeepsWhatStandsInForEmbeddings) { expect_all(kStandIns); }
TEST(Sanitize, KeepsOnlyKnownAttributes) { expect_all(kAttributes); }
TEST(Sanitize, CleansMedia) { expect_all(kMedia); }
TEST(Sanitize, ShowsWhatOnlyScriptsWouldLoad) { expect_all(kLazyImages); }
TEST(Sanitize, RemovesTrackingPixels) { expect_all(kTrackers); }

TEST(Sanitize, DropsAddressesThatAct) {
  for (const std::string_view scheme : {"javascript:",
                                        "JaVaScRiPt:",
                                        "java\tscript:",
                                        "java\nscript:",
                                        "\x01javascript:",
                                        " javascript:",
                                        "java&#x0A;script:",
                                        "&#106;&#97;vascript:",
                                        "&#x6a&#x61vascript&colon;",
                                        "javascript&Tab;:",
                                        "feed:javascript:",
                                        "data:text/html,",
                                        "data:image/svg+xml;base64,",
                                        "vbscript:",
                                        "livescript:",
                                        "mocha:",
                                        "jar:",
                                        "ms-its:",
                                        "about:",
                                        "blob:http://x/",
                                        "filesystem:http://x/",
                                        "x-javascript:",
                                        "intent://",
                                        "view-source:http:",
                                        "file:///",
                                        "ftp://x/",
                                        "tel:1",
                                        "urn:x:y"}) {
    const std::string link = "<a href=\"" + std::string(scheme) + "alert(1)\">x</a>";
    EXPECT_EQ(sanitized(link), "x") << link;
    const std::string image = "<img src=\"" + std::string(scheme) + "alert(1)\">";
    EXPECT_EQ(sanitized(image), "") << image;
    const std::string mail_image = "<img src=\"mailto:a@example.org\">";
    EXPECT_EQ(sanitized(mail_image), "") << mail_image;
  }
}

TEST(Sanitize, ResolvesAddresses) {
  constexpr Case kAddresses[] = {
      {"rel", "https://example.org/news/rel"},
      {"../up?a=1&amp;b=2", "https://example.org/up?a=1&amp;b=2"},
      {"//other.example/x", "https://other.example/x"},
      {"?q", "https://example.org/news/page.html?q"},
      {"#part", "https://example.org/news/page.html#part"},
      {" HTTP://EXAMPLE.com ", "http://example.com/"},
      {"mailto:a@example.org", "mailto:a@example.org"},
  };
  for (const Case& c : kAddresses) {
    const std::string link = "<a href=\"" + std::string(c.input) + "\">x</a>";
    EXPECT_EQ(sanitized(link), "<a href=\"" + std::string(c.expected) + "\" rel=\"noopener nofollow\">x</a>")
        << c.input;
  }
}

TEST(Sanitize, TakesPlacesInTheTextForPlacesInItsPage) {
  const Url page = *parse_url("https://example.org/2024/walk");
  SanitizePolicy policy;
  policy.page = &page;
  EXPECT_EQ(sanitized("<a href=\" #part\">x</a><a href=rel#part>y</a>", policy),
            "<a href=\"https://example.org/2024/walk#part\" rel=\"noopener nofollow\">x</a>"
            "<a href=\"https://example.org/news/rel#part\" rel=\"noopener nofollow\">y</a>");
}

TEST(Sanitize, DropsRelativeAddressesWithoutBase) {
  EXPECT_EQ(sanitize_html("<a href=x>a</a><img src=/b><a href=http://example.org/>c</a>", Url()).html(),
            "a<a href=\"http://example.org/\" rel=\"noopener nofollow\">c</a>");
}

// What looks harmless to one parser and not to the next. The expectation: canonical markup, and no text turned into
// tags.
TEST(Sanitize, SurvivesMutation) {
  for (const std::string_view vector : {
           "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
           "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
           "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
           "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
           "<svg><style><g title=\"</style><img src onerror=alert(1)>\">",
           "<math><annotation-xml encoding=\"text/html\"><style><img src=x "
           "onerror=alert(1)></style></annotation-xml></math>",
           "<xmp><p title=\"</xmp><img src onerror=alert(1)>\">",
           "<svg><title><style></title><img src=x onerror=alert(1)></style></svg>",
           "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x "
           "onerror=alert(1)>\">",
           "<table><td><math><mi><table><mi><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
           "<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>",
           "<svg><![CDATA[<img src=x onerror=alert(1)>]]></svg>",
           "<svg><foreignObject><div><style></foreignObject><img src=x onerror=alert(1)></style>",
           "<option><style></option></select><b><img src=x onerror=alert(1)></style></option>",
           "<!--x--!><img src=x onerror=alert(1)>-->",
           "<!--<!--><img src=x onerror=alert(1)>-->",
           "</ ><img src=x onerror=alert(1)>",
           "<img alt=\"`><img src=x onerror=alert(1)>`\">",
           "<a title='&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'>x</a>",
           "<p title=\"<script>alert(1)</script>\">x",
           "<a href='x'<script>alert(1)</script>",
           "<p <script>alert(1)</script>",
       }) {
    const std::string output = sanitized(vector);
    EXPECT_EQ(html::why_not_inert(output), "") << vector;
    EXPECT_EQ(output.find("onerror=\""), std::string::npos) << output;
    EXPECT_EQ(sanitized(output), output) << vector;
  }
}

TEST(Sanitize, LeavesForeignContentAsBrowsersDo) {
  constexpr Case kForeign[] = {
      {"<svg><path/><text>t</text></svg>a", "a"},
      {"<svg/>a", "a"},
      {"<svg><g><p>a", "<p>a</p>"},
      {"<svg><svg></svg>x</svg>a", "a"},
      {"<svg><font>a</font></svg><svg><font size=1>b", "b"},
      {"<div><svg><g></div>a", "<div></div>a"},
      {"<svg><style><!--</style><b>-->x</style></svg>a", "a"},
      {"<svg><desc><p>x</desc></svg>a", "a"},
      {"<math><mi>x</mi><annotation-xml><p>a", "x<p>a</p>"},
  };
  expect_all(kForeign);
}

TEST(Sanitize, PublishesOnlyGoodCharacters) {
  constexpr Case kCharacters[] = {
      {std::string_view("a\0b", 3), "ab"},
      {"a&#0;b&#1;c&#x7f;d&#xFFFE;", "a\uFFFDbcd\uFFFD"},
      {"\xC0\xBCscript\xC0\xBE", "\uFFFD\uFFFDscript\uFFFD\uFFFD"},
      {"a\xE2\x82<b>c", "a\uFFFD<b>c</b>"},
      {"a\xED\xA0\x80", "a\uFFFD\uFFFD\uFFFD"},
      {"<b title='\xff\x01'>a", "<b title=\"\uFFFD\">a</b>"},
      {"a\u0085b", "ab"},
  };
  expect_all(kCharacters);
}

TEST(Sanitize, StopsAtTheDepth) {
  const SanitizePolicy shallow{.max_depth = 3};
  EXPECT_EQ(sanitized("<div><div><div><div>a</div>b", shallow), "<div><div><div>a</div>b</div></div>");
  EXPECT_EQ(sanitized("<div><table><tr><td>a</table>b", shallow), "<div>ab</div>");
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<b>";
  const std::string output = sanitized(deep + "x<br>y");
  EXPECT_EQ(html::why_not_inert(output), "");
  EXPECT_NE(output.find(">x<br>y<"), std::string::npos);
  EXPECT_EQ(output.size(), 128 * std::string_view("<b></b>").size() + std::string_view("x<br>y").size());
}

TEST(Sanitize, StopsAtTheSize) {
  const auto limited = [](std::string_view html, std::size_t bytes) { return sanitized(html, {.max_bytes = bytes}); };
  EXPECT_EQ(limited("<p>one</p><p>two</p>", 20), "<p>one</p><p>two</p>");
  EXPECT_EQ(limited("<p>one</p><p>two</p>", 17), "<p>one</p><p></p>");
  EXPECT_EQ(limited("<p>one</p><p>two</p>", 16), "<p>one</p>");
  EXPECT_EQ(limited("<p>one two three", 17), "<p>one two</p>");
  EXPECT_EQ(limited("a &lt;&lt;", 5), "a");
  EXPECT_EQ(limited("&lt;&lt;&lt;", 6), "&lt;");
  EXPECT_EQ(limited("\u4e2d\u4e2d", 5), "\u4e2d");
  EXPECT_EQ(limited("<a href=/long>x</a>y", 10), "");
  EXPECT_EQ(limited("<table>x", 30), "<table><tbody></tbody></table>");
  EXPECT_EQ(limited("x", 0), "");
}

struct Flood {
  const char* name;
  std::string unit;
};

// Text may need a cell around it first, whose tags take of the room there was.
TEST(Sanitize, CountsTheCellsThatTextBegins) {
  for (std::size_t bytes = 1; bytes < 70; ++bytes) {
    const SanitizePolicy policy{.max_bytes = bytes};
    const std::string once = sanitized("7<table>dddd&eacute;<tr>e", policy);
    EXPECT_LE(once.size(), bytes);
    EXPECT_EQ(sanitized(once, policy), once);
  }
}

TEST(Sanitize, BoundsItsOutputWhateverComes) {
  const Flood kFloods[] = {
      {"less-than", "<"},
      {"open a", "<a "},
      {"comments", "<!--"},
      {"ampersands", "&"},
      {"quotes", "<a b='"},
      {"cdata", "<![CDATA["},
      {"instructions", "<?"},
      {"svg", "<svg><p>"},
      {"references", "&notit;"},
      {"titles", "<title>"},
      {"selects", "<select><option>"},
      {"bold paragraphs", "<b><p>"},
      {"links", "<a href=/x>"},
      {"tables", "<table>"},
      {"cells", "<table><td>"},
      {"texts in tables", "<table>x"},
      {"ends", "</p></b></div>"},
      {"items", "<li><div>"},
      {"objects", "<object>"},
      {"candidates", "<img srcset='/a 1x, /b 2x'>"},
      {"numbers", "&#1"},
      {"dashes", "<!---"},
      {"controls", "\x01"},
      {"scripts", "<script><!--"},
      {"annotations", "<math><annotation>"},
  };
  constexpr std::size_t kBytes = 1 << 18;
  for (const Flood& flood : kFloods) {
    std::string html;
    while (html.size() < kBytes) html += flood.unit;
    const std::string output = sanitized(html);
    EXPECT_LE(output.size(), std::size_t{1} << 20) << flood.name;
    EXPECT_EQ(html::why_not_inert(output), "") << flood.name;
    EXPECT_LE(html_to_text(html).size(), 2 * html.size()) << flood.name;
  }
}

TEST(Sanitize, BoundsAttributes) {
  std::string many = "<p";
  for (int i = 0; i < 100'000; ++i) many += " a" + std::to_string(i) + "=1 title=t";
  EXPECT_EQ(sanitized(many + ">x"), "<p title=\"t\">x</p>");
  const std::string long_value(100'000, 'a');
  EXPECT_EQ(sanitized("<a href=\"/" + long_value + "\" title='" + long_value + "'>x</a>"), "x");
  std::string candidates;
  for (int i = 0; i < 10'000; ++i) candidates += "/" + std::to_string(i) + " 1x, ";
  EXPECT_LT(sanitized("<img srcset='" + candidates + "'>").size(), 9000u);
}

// Each byte of these becomes three or more.
TEST(Sanitize, MeasuresAttributesAsTheyAreWritten) {
  std::string letters, ill_formed, spaces;
  for (int i = 0; i < 3500; ++i) letters += "\u00E9", ill_formed += '\xFF', spaces += " x";
  for (const std::string& value : {letters, ill_formed, spaces}) {
    for (const std::string& html : {"<a href='/" + value + "'>x</a>", "<img src='/" + value + "'>",
                                    "<img src='/a' srcset='/" + value + " 1x'>", "<b title='" + value + "'>x</b>"}) {
      const std::string once = sanitized(html);
      EXPECT_EQ(sanitized(once), once);
    }
  }
  EXPECT_EQ(sanitized("<a href='/" + letters + "'>x</a>"), "x");
  EXPECT_EQ(sanitized("<b title='" + ill_formed + "'>x</b>"), "<b>x</b>");
}

}  // namespace
}  // namespace commonplace
