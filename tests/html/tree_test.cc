#include "html/tree.h"

#include <sstream>

#include <gtest/gtest.h>

namespace commonplace::html {
namespace {

std::unique_ptr<pugi::xml_document> tree(std::string_view html) {
  auto parsed = parse_html_tree(html);
  EXPECT_TRUE(parsed) << html;
  return std::move(*parsed);
}

// What is inside <html>, on one line.
std::string dump(std::string_view html) {
  const auto document = tree(html);
  std::ostringstream out;
  for (const pugi::xml_node node : document->child("html")) node.print(out, "", pugi::format_raw);
  return out.str();
}

struct Case {
  std::string_view input, expected;
};

constexpr Case kPages[] = {
    {"", "<head/><body/>"},
    {"x", "<head/><body>x</body>"},
    {"<title>T &amp; t</title><p>x", "<head><title>T &amp; t</title></head><body><p>x</p></body>"},
    {"<html><head> <meta name=a></head> <body class=b>x", R"(<head><meta name="a"/></head><body class="b"> x</body>)"},
    {"<link rel=x><div><link rel=y>", R"(<head><link rel="x"/></head><body><div><link rel="y"/></div></body>)"},
    {"<script>if (a < b) </script>", "<head><script>if (a &lt; b) </script></head><body/>"},
    {"<p>a<p>b", "<head/><body><p>a</p><p>b</p></body>"},
    {"<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
     "<head/><body><ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul></body>"},
    {"<table><tr><td>a<td>b<tr><td>c</table>",
     "<head/><body><table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table></body>"},
    {"<dl><dt>a<dd>b<dt>c", "<head/><body><dl><dt>a</dt><dd>b</dd><dt>c</dt></dl></body>"},
    {"<select><option>a<option>b</select>c",
     "<head/><body><select><option>a</option><option>b</option></select>c</body>"},
    {"<IMG SRC=a ALT='&quot;' src=b>", R"(<head/><body><img src="a" alt="&quot;"/></body>)"},
    {"<x-card data-n=1>a</x-card>b", R"(<head/><body><x-card data-n="1">a</x-card>b</body>)"},
    {"<svg><path d=1 /><style>a<!--b--></style></svg>c",
     R"(<head/><body><svg><path d="1"/><style>a</style></svg>c</body>)"},
    {"<ul><template><li>a<template>b</template><li>c</template><li>d</ul>",
     "<head/><body><ul><template/><li>d</li></ul></body>"},
    {"<svg><g><p>x", "<head/><body><svg><g/></svg><p>x</p></body>"},
    {"<div><b>a</div>c", "<head/><body><div><b>a</b></div>c</body>"},
    {"<td>a", "<head/><body>a</body>"},
    {"<!-- x --><!doctype html><p>y<!-- z -->", "<head/><body><p>y</p></body>"},
    {"<a\"b><p c\"d=1 e=2>x", R"(<head/><body><p e="2">x</p></body>)"},
    {std::string_view("<p>a\0b\xff", 7), "<head/><body><p>ab\uFFFD</p></body>"},
};

TEST(HtmlTree, ImpliesWhatHtmlLeavesOut) {
  for (const Case& c : kPages) EXPECT_EQ(dump(c.input), c.expected) << c.input;
}

TEST(HtmlTree, AnswersXPath) {
  const auto page = tree(R"(<!doctype html><head><link rel="alternate" type="application/rss+xml" href="/feed">
      <body><div class="news list"><article><h2><a href="/1">One</a></h2><time datetime="2026-11-01">1 Nov</time></article>
      <article><h2><a href="/2">Two</a></h2></article></div>)");
  EXPECT_STREQ(page->select_node("//link[@rel='alternate']/@href").attribute().value(), "/feed");
  EXPECT_EQ(page->select_nodes("//div[contains(@class,'news')]//article").size(), 2u);
  EXPECT_EQ(pugi::xpath_query("string(//article[2]//a)").evaluate_string(*page), "Two");
}

std::size_t depth(pugi::xml_node node) {
  std::size_t deepest = 0;
  for (; node; node = node.last_child()) ++deepest;
  return deepest;
}

TEST(HtmlTree, BoundsDepthAndKeepsText) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  const auto page = tree(html + "deep");
  EXPECT_LT(depth(*page), 140u);
  EXPECT_EQ(pugi::xpath_query("string(/html/body)").evaluate_string(*page), "deep");
}

TEST(HtmlTree, RefusesTooManyNodes) {
  std::string html;
  for (int i = 0; i < 1'100'000; ++i) html += "<br>";
  const auto parsed = parse_html_tree(html);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, Errc::TooLarge);
}

TEST(HtmlTree, BoundsAttributesOfOneElement) {
  std::string html = "<p";
  for (int i = 0; i < 100'000; ++i) html += " a" + std::to_string(i) + "=1";
  const auto page = tree(html + "><html b=1><html c=2>");
  const auto attributes = page->child("html").child("body").child("p").attributes();
  EXPECT_EQ(std::distance(attributes.begin(), attributes.end()), 64);
  EXPECT_STREQ(page->child("html").attribute("c").value(), "2");
}

}  // namespace
}  // namespace commonplace::html
