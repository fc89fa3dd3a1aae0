#include <gtest/gtest.h>

#include "commonplace/sanitize.h"

namespace commonplace {
namespace {

struct Case {
  std::string_view input, expected;
};

constexpr Case kTexts[] = {
    {"", ""},
    {"plain", "plain"},
    {"  a \n\t b  ", "a b"},
    {"a&nbsp;&#160;b\u00a0c", "a b c"},
    {"<p>One<p>Two", "One Two"},
    {"a<br>b<br/>c<hr>d", "a b c d"},
    {"<b>in</b>line", "inline"},
    {"<ul><li>a</li><li>b</li></ul>", "a b"},
    {"<table><tr><td>a</td><td>b</td></tr></table>", "a b"},
    {"1 &lt; 2 &amp;&amp; 3 > 2", "1 < 2 && 3 > 2"},
    {"&amp;lt;b&amp;gt;", "&lt;b&gt;"},
    {"AT&T, R&D", "AT&T, R&D"},
    {"a < b", "a < b"},
    {"x<!-- hidden -->y", "xy"},
    {"<!DOCTYPE html><head><title>T</title><style>s</style></head><body>b", "b"},
    {"a<script>x</script>b<noscript>c</noscript>", "abc"},
    {"<svg><title>icon</title><text>t</text></svg>a", "a"},
    {"<math><mi>x</mi><mo>=</mo><mn>2</mn><annotation>x=2</annotation></math>", "x=2"},
    {"<iframe>no frames</iframe> a <object>fallback</object> b", "no frames a fallback b"},
    {"<select><option>1</select>a<textarea>t</textarea>b", "ab"},
    {"<canvas>Canvas <b>not</b> supported</canvas>y <progress>70%</progress><meter>0.7</meter>z", "y z"},
    {"<p><progress>70%</p><p>after</p>", "after"},
    {"<dialog>closed</dialog>a<dialog open>b</dialog>", "a b"},
    {"<video controls><source src=v.mp4>Your browser cannot.</video><p>Real text.</p>", "Real text."},
    {"<p><audio><source src=a.mp3><a href=a.mp3>https://a.example/a.mp3</a></audio></p>Said", "Said"},
    {"<div style=\"display:none\">PRE<p>HEADER</div><p>Visible</p>", "Visible"},
    {"<div style=\"color:red; VISIBILITY : Hidden!important\">a</div>b", "b"},
    {"<span style='display:none;display:inline'>a</span><span style='visibility:visible;:;;'>b</span>", "ab"},
    {"<p hidden>a<p>b<p hidden>c<div>d</div>", "b d"},
    {"<p HIDDEN=until-found>a</p>b<br hidden>c<span data-hidden>d</span>", "bcd"},
    {"<body style=display:none><p>a</p></body>", "a"},
    {"<ul><li hidden>a<li>b<ul><li hidden>c</ul>d</ul>", "b d"},
    {"<table><tr><td hidden>a<td>b<tr hidden><td>c<tr><td>d<tbody hidden><tr><td>e</table>f", "b d f"},
    {"<table><tr><td hidden>a</tr><tr><td>b<table><tr><td hidden>c</table>d</table>e", "b d e"},
    {"<table><tr><td><div hidden>a<tr><td>b</table>c", "b c"},
    {"<p><span hidden>a</p>b", "b"},
    {"<div hidden>a</p>b</i>c</x-y>d<span>e</div>f", "f"},
    {"<div hidden>a<div>b</div>c<div>d</div></div>e", "e"},
    {"<section><div hidden>a</section>b", "b"},
    {"<h2 hidden>a<h3>b</h3><x-card hidden>c<x-icon>d</x-icon></x-card>e", "b e"},
    {"<div hidden><svg><path/><style></div></style></svg><script>'</div>'</script></div>a", "a"},
    {"<div hidden><table><tr><td></div>a</table></div>b", "b"},
    {"<template>t</template>a", "a"},
    {"<img alt='not text'>a", "a"},
    {"<plaintext><b>", "<b>"},
    {"a<b", "a"},
    {"&#0;\x01&#x81;", "\uFFFD"},
    {"\xE2\x82", "\uFFFD"},
    {"\u2028line\u2028", "line"},
};

TEST(HtmlToText, ShowsWhatAReaderWouldSee) {
  for (const Case& c : kTexts) EXPECT_EQ(html_to_text(c.input), c.expected) << c.input;
}

TEST(LooksLikeHtml, FindsMarkupAndReferences) {
  for (const std::string_view text : {"<p>x",  "a<br>b",          "</p>",         "<!-- x -->",       "a&amp;b",
                                      "&#65;", "&eacute;",        "caf&eacute s", "<!doctype html>",  "<?php ?>",
                                      "</>",   "<b>x</b>",        "<x-y>z</x-y>", "<a href=/x>cut",   "<x-y z=1>",
                                      "<tr>",  "<li>one <li>two", "<img>",        "<script>alert(1)", "<style>p {"}) {
    EXPECT_TRUE(looks_like_html(text)) << text;
  }
}

TEST(LooksLikeHtml, LeavesPlainTextAlone) {
  for (const std::string_view text : {"",
                                      "plain",
                                      "AT&T",
                                      "a & b",
                                      "1 < 2 > 0",
                                      "<3",
                                      "a<b",
                                      "<",
                                      "&",
                                      "&nosuch;",
                                      "R&D;",
                                      "a <- b -> c",
                                      "if x<y",
                                      "vector<int>",
                                      "<vector> and <map>",
                                      "Jane <jane@example.org>",
                                      "p<q for all>",
                                      "<http://example.org/>",
                                      "the <blink> tag",
                                      "<untitled>",
                                      "</kubernetes>",
                                      "how </dialog-box> ends",
                                      "<form> and <input>",
                                      "<textarea> tips",
                                      "<title>: what it is for",
                                      "<svg> icons",
                                      "<b>cut"}) {
    EXPECT_FALSE(looks_like_html(text)) << text;
  }
}

}  // namespace
}  // namespace commonplace
