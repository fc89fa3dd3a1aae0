// News pages read by rules.

#include "parse/page.h"

#include <gtest/gtest.h>

#include "parse/dump.h"

namespace commonplace::parse {
namespace {

const PageRules kRules{
    .entries = "//div[@class='news']",
    .title = ".//h3",
    .link = ".//h3/a/@href",
    .date = "",
    .summary = ".//p[@class='excerpt']",
    .meta = ".//p[@class='meta']",
    .meta_pattern = R"(Publish Date: (?P<type>\w+) / (?P<date>.+))",
};

Result<ParsedFeed> read(std::string_view html, const PageRules& rules = kRules) {
  Utf8Text page;
  page.text = std::string(html);
  return parse_page(page, *parse_url("https://riverside.example.org/news/"), rules);
}

constexpr std::string_view kPage =
    "<!doctype html><html lang=en><title>Riverside\n news</title><body>"
    "<div class=news><h3><a href='1.html'>Seeds &amp;\n soil</a></h3><p class=meta>Publish Date: News / 24 October 2024"
    "<p class=excerpt>Borrow <b>seeds</b>.</div>"
    "<div class=news><h3>No link</h3></div>"
    "<div class=news></div>"
    "<aside><h3><a href=/other>Other</a></h3></aside>";

TEST(ParsePage, ReadsEntriesByRules) {
  const auto feed = read(kPage);
  ASSERT_TRUE(feed) << feed.error().detail;
  EXPECT_EQ(dump(*feed),
            "page\n"
            "  title plain: Riverside news\n"
            "  link alternate: https://riverside.example.org/news/\n"
            "  language: en\n"
            "entry\n"
            "  title plain: Seeds & soil\n"
            "  summary plain: Borrow seeds.\n"
            "  link alternate: 1.html\n"
            "  meta: 24 October 2024\n"
            "  type: News\n"
            "  language: en\n"
            "entry\n"
            "  title plain: No link\n"
            "  language: en\n");
}

struct Shown {
  const char* html;
  const char* expected;
};

TEST(ParsePage, ReadsWhatAReaderSees) {
  const Shown cases[] = {
      {"Line<br>Two", "Line Two"},
      {"<p>P1</p><p>P2</p>", "P1 P2"},
      {"<div><div>a</div></div>b<ul><li>c</ul>", "a b c"},
      {"a<script>var x=1;</script><style>b</style><svg><title>icon</title></svg>c", "ac"},
      {"a&nbsp;&#160; b&nbsp;", "a b"},
      {"a<span hidden>b</span><b style='display:none'>c</b> d<template>e</template>", "a d"},
      {"<i>a<b>b</b></i>c", "abc"},
      {"", ""},
  };
  PageRules rules;
  rules.entries = "//main";
  rules.title = ".";
  rules.link = ".//a/@href";
  for (const Shown& c : cases) {
    SCOPED_TRACE(c.html);
    const auto shown = read("<main><a href=x></a>" + std::string(c.html) + "</main>after", rules);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->entries.at(0).title.value, c.expected);
  }
}

TEST(ParsePage, MatchesMetaWithNoBreakSpaces) {
  const auto feed =
      read("<div class=news><h3>x</h3><p class=meta>Publish Date:&nbsp;News / 24&nbsp;October 2024</div>");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->entries.at(0).dates.size(), 1u);
  EXPECT_EQ(feed->entries[0].dates[0].text, "24 October 2024");
  EXPECT_EQ(feed->entries[0].type, "News");
}

TEST(ParsePage, PassesOverTemplates) {
  const auto feed = read("<template><div class=news><h3>x</h3></div></template><div class=news><h3>y</h3></div>");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->entries.size(), 1u);
  EXPECT_EQ(feed->entries[0].title.value, "y");
}

TEST(ParsePage, HonoursTheBaseOfThePage) {
  const auto feed = read("<head><base href='/archive/'></head><div class=news><h3><a href=1>x</a></h3></div>");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).base, "https://riverside.example.org/archive/");
  EXPECT_EQ(feed->entries.at(0).links.at(0).base, "https://riverside.example.org/archive/");
  const auto late = read("<div class=news><h3><a href=1>x</a></h3></div><base href='/archive/'>");
  ASSERT_TRUE(late);
  EXPECT_EQ(late->entries.at(0).base, "https://riverside.example.org/archive/");
  const auto exported = read("<base href='file:///C:/site/'><div class=news><h3><a href=1>x</a></h3></div>");
  ASSERT_TRUE(exported);
  EXPECT_EQ(exported->entries.at(0).base, "");
  const auto none = read("<base href='mailto:x@y'><div class=news><h3><a href=1>x</a></h3></div>");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->entries.at(0).base, "");
}

TEST(ParsePage, TakesADateOfItsOwn) {
  PageRules rules = kRules;
  rules.date = "string(.//time/@datetime)";
  const auto feed = read("<div class=news><h3>x</h3><time datetime=2024-10-24>yesterday</time></div>", rules);
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->entries.at(0).dates.size(), 1u);
  EXPECT_EQ(feed->entries[0].dates[0].text, "2024-10-24");
}

TEST(ParsePage, ReportsMetaThatDoesNotMatch) {
  const auto feed = read("<div class=news><h3>x</h3><p class=meta>soon</p></div>");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->entries.at(0).issues.size(), 1u);
  EXPECT_EQ(feed->entries[0].issues[0].text, "meta 'soon' does not match meta_pattern");
}

// They would be copied to each of ten thousand entries.
TEST(ParsePage, DoesNotBelieveLanguagesAndBasesOfAMegabyte) {
  const std::string megabyte(1 << 20, 'x');
  const auto feed = read("<html lang=" + megabyte + "><base href='/" + megabyte +
                         "/'><div class=news><h3><a href=a>A</a></h3><p class=meta>" + megabyte + "</div>");
  ASSERT_TRUE(feed) << feed.error().detail;
  ASSERT_EQ(feed->entries.size(), 1u);
  EXPECT_EQ(feed->entries[0].language, "");
  EXPECT_EQ(feed->entries[0].base, "");
  ASSERT_EQ(feed->entries[0].issues.size(), 1u);
  EXPECT_LT(feed->entries[0].issues[0].text.size(), 300u);
}

TEST(ParsePage, FailsWhereNothingIsAnEntry) {
  const auto feed = read("<html><title>Rebuilt</title></html>");
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, Errc::NotAFeed);
  EXPECT_EQ(feed.error().detail, "nothing on the page is selected by entries '//div[@class='news']'");
}

struct BadRule {
  const char* name;
  PageRules rules;
  const char* expected;
};

TEST(CheckPageRules, NamesTheExpression) {
  PageRules no_entries = kRules, bad_entries = kRules, bad_title = kRules, bad_pattern = kRules, no_group = kRules,
            number = kRules;
  no_entries.entries = "";
  bad_entries.entries = "//div[";
  bad_title.title = ".//h3)";
  bad_pattern.meta_pattern = "(";
  no_group.meta_pattern = "a(b)";
  number.entries = "count(//div)";
  const BadRule cases[] = {
      {"none", no_entries, "entries is missing"},
      {"entries", bad_entries, "entries is not an XPath expression: '//div['"},
      {"title", bad_title, "title is not an XPath expression: './/h3)'"},
      {"pattern", bad_pattern, "meta_pattern is not a regular expression: '('"},
      {"groups", no_group, "meta_pattern has neither a group"},
      {"a number", number, "entries selects no elements: 'count(//div)'"},
  };
  for (const BadRule& c : cases) {
    SCOPED_TRACE(c.name);
    const auto checked = check_page_rules(c.rules);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Errc::BadConfig);
    EXPECT_TRUE(checked.error().detail.starts_with(c.expected)) << checked.error().detail;
  }
  EXPECT_TRUE(check_page_rules(kRules));
}

}  // namespace
}  // namespace commonplace::parse
