// What repeats on a page, and what leads through a site.

#include "parse/page_lists.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "html/tree.h"

namespace commonplace::parse {
namespace {

const Url& base() {
  static const Url base = *parse_url("https://riverside.example.org/news/");
  return base;
}

std::vector<std::string> lists_in(const std::string& html) {
  const auto tree = std::move(*html::parse_html_tree(html));
  std::vector<std::string> paths;
  for (const PagePath& path : lists_of(*tree, base())) paths.push_back(to_xpath(path));
  return paths;
}

TEST(ListsOf, AreNamedByClassAndByPlace) {
  const std::string item = "<li class=item><a href=/x>A headline of some length</a></li>";
  EXPECT_EQ(lists_in("<ul id=news>" + item + item + item + "</ul>"),
            (std::vector<std::string>{"//li[contains(concat(' ', normalize-space(@class), ' '), ' item ')]/a",
                                      "//li[contains(concat(' ', normalize-space(@class), ' '), ' item ')]",
                                      "//ul[@id='news']/li"}));
}

TEST(ListsOf, TwoAreNoList) {
  const std::string item = "<li class=item><a href=/x>A headline of some length</a></li>";
  EXPECT_TRUE(lists_in("<ul id=news>" + item + item + "</ul>").empty());
}

TEST(ListsOf, ElementsThatXPathCannotNameAreNone) {
  const std::string item = "<p:q:r class=item><a class=l href=/x>A headline of some length</a></p:q:r>";
  for (const std::string& path : lists_in(item + item + item)) EXPECT_EQ(path.find("p:q:r"), std::string::npos) << path;
}

TEST(ListsOf, AreBounded) {
  std::string html;
  for (int i = 0; i < 400; ++i) {
    for (int times = 0; times < 3; ++times)
      html += "<p class=c" + std::to_string(i) + "><a href=/x>A headline of some length</a></p>";
  }
  EXPECT_EQ(lists_in(html).size(), 60u);
}

TEST(IsHeadline, ByLengthAndNoDate) {
  for (const char* text : {"Boats that lend books", "Newsletter 100, 24 October 2025"})
    EXPECT_TRUE(is_headline(text)) << text;
  for (const char* text : {"", "Read more", "24 October 2026", "Friday, 24 October 2026"})
    EXPECT_FALSE(is_headline(text)) << text;
  EXPECT_FALSE(is_headline(std::string(301, 'x')));
}

TEST(IsDate, WithWordsAroundItButNotInASentence) {
  for (const char* text : {"24 October 2026", "2026-10-24", "Published: 24 October 2026", "24. Oktober 2026"})
    EXPECT_TRUE(is_date(text)) << text;
  for (const char* text :
       {"", "News", "Room 12", "On 24 October 2026 the library opened a reading room that has been wished for."})
    EXPECT_FALSE(is_date(text)) << text;
}

TEST(LeadsSomewhere, ToAPage) {
  const auto tree =
      std::move(*html::parse_html_tree("<a href=/1></a><a href='https://example.org/'></a><a href=x></a>"
                                       "<a></a><a href=></a><a href='#top'></a><a href='mailto:a@b'></a><a "
                                       "href='tel:1'></a><a href='javascript:x()'></a>"));
  std::string answers;
  for (const pugi::xml_node& link : tree->child("html").child("body").children("a"))
    answers += leads_somewhere(link, base()) ? 'y' : 'n';
  EXPECT_EQ(answers, "yyynnnnnn");
}

TEST(IsNavigation, WhereASiteKeepsWhatLeadsThroughIt) {
  for (const char* html :
       {"<nav><b>x</b></nav>", "<aside><b>x</b></aside>", "<header><b>x</b></header>", "<footer><b>x</b></footer>",
        "<div class='main-nav'><b>x</b></div>", "<div role=navigation><b>x</b></div>",
        "<ul id=breadcrumbs><li><b>x</b></ul>", "<div class='Footer dark'><p><b>x</b></p></div>"}) {
    const auto tree = std::move(*html::parse_html_tree(html));
    EXPECT_TRUE(is_navigation(tree->select_node("//b").node())) << html;
  }
  for (const char* html :
       {"<main><b>x</b></main>", "<article><header><b>x</b></header></article>", "<div class=navy><b>x</b></div>",
        "<body class='has-nav'><b>x</b></body>", "<form id=aspnetForm><b>x</b></form>"}) {
    const auto tree = std::move(*html::parse_html_tree(html));
    EXPECT_FALSE(is_navigation(tree->select_node("//b").node())) << html;
  }
}

}  // namespace
}  // namespace commonplace::parse
