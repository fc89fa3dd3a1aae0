// Elements named again: what a path selects is what XPath selects by its expression.

#include "parse/page_path.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <string>

#include "html/tree.h"

namespace commonplace::parse {
namespace {

std::unique_ptr<pugi::xml_document> tree_of(const std::string& html) { return std::move(*html::parse_html_tree(html)); }

std::vector<pugi::xml_node> by_xpath(const std::string& expression, const pugi::xml_node& node) {
  std::vector<pugi::xml_node> nodes;
  for (const pugi::xpath_node& found : node.select_nodes(expression.c_str())) nodes.push_back(found.node());
  return nodes;
}

TEST(PagePath, IsSpelledAsAPersonWouldReadIt) {
  EXPECT_EQ(to_xpath({{.name = "article"}}), "//article");
  EXPECT_EQ(to_xpath({{.name = "ul", .attribute = "id", .word = "news"}, {.name = "li"}}), "//ul[@id='news']/li");
  EXPECT_EQ(to_expression({.name = "p", .attribute = "class", .word = "date", .is_whole = true}),
            ".//p[@class='date']");
  EXPECT_EQ(to_expression({.name = "p", .attribute = "class", .word = "date"}),
            ".//p[contains(concat(' ', normalize-space(@class), ' '), ' date ')]");
  EXPECT_EQ(to_expression({.name = "p", .longer_than = 40}), ".//p[string-length(normalize-space()) > 40]");
  EXPECT_EQ(to_expression({}), ".");
}

TEST(PagePath, NamesAnElementByEachWordOfItsClass) {
  const auto tree = tree_of("<p class=\"a  b it's\"></p><div></div>");
  const pugi::xml_node body = tree->child("html").child("body");
  const std::vector<PageStep> steps = steps_to(body.child("p"));
  ASSERT_EQ(steps.size(), 2u) << "what cannot stand between apostrophes is left out";
  EXPECT_EQ(steps[0], (PageStep{.name = "p", .attribute = "class", .word = "a"}));
  EXPECT_EQ(steps[1].word, "b");
  EXPECT_TRUE(steps_to(body.child("div")).empty());
  const auto long_class = tree_of("<p class='" + std::string(2000, 'x') + "'></p>");
  EXPECT_TRUE(steps_to(long_class->child("html").child("body").child("p")).empty());
}

TEST(PagePath, WordsAreWholeWords) {
  const auto tree = tree_of("<p class='newsletter'></p><p class='old news'></p><p class=news></p>");
  EXPECT_EQ(select({{.name = "p", .attribute = "class", .word = "news"}}, *tree).size(), 2u);
  EXPECT_EQ(select({{.name = "p", .attribute = "class", .word = "news", .is_whole = true}}, *tree).size(), 1u);
}

TEST(PagePath, AValueIsWhatXPathTakesForIt) {
  const auto tree = tree_of("<div><p>Some <b>words</b>\n and <script>1</script> more</p></div>");
  EXPECT_EQ(value_of(*tree), pugi::xpath_query("normalize-space(/)").evaluate_string(*tree));
  EXPECT_EQ(value_of(*tree), "Some words and 1 more");
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "<i>x</i>";
  EXPECT_LE(value_of(*tree_of(many)).size(), 2000u) << "of a long one the beginning";
}

const std::vector<std::string> kNames = {"div", "p", "ul", "li", "a"};
const std::vector<std::string> kWords = {"news", "item", "old", "x"};

std::string any_page() {
  std::string html;
  for (int i = 0; i < *rc::gen::inRange(0, 40); ++i) {
    const std::string name = *rc::gen::elementOf(kNames);
    html += "<" + name;
    const std::string words =
        *rc::gen::elementOf(kWords) + (*rc::gen::arbitrary<bool>() ? " " + *rc::gen::elementOf(kWords) : "");
    if (*rc::gen::arbitrary<bool>()) html += " class='" + words + "'";
    if (*rc::gen::inRange(0, 4) == 0) html += " id=" + *rc::gen::elementOf(kWords);
    html += ">";
    if (*rc::gen::arbitrary<bool>()) html += "some words ";
    if (*rc::gen::arbitrary<bool>()) html += "</" + name + ">";
  }
  return html;
}

PageStep any_step() {
  PageStep step{.name = *rc::gen::elementOf(kNames)};
  step.attribute = *rc::gen::elementOf(std::vector<std::string>{"", "class", "id"});
  if (!step.attribute.empty()) step.word = *rc::gen::elementOf(kWords);
  step.is_whole = step.attribute == "class" && *rc::gen::arbitrary<bool>();
  step.longer_than = *rc::gen::elementOf(std::vector<std::size_t>{0, 0, 5, 15});
  return step;
}

RC_GTEST_PROP(PagePath, SelectsWhatItsExpressionSelects, ()) {
  const auto tree = tree_of(any_page());
  PagePath path{any_step()};
  while (path.size() < 3 && *rc::gen::arbitrary<bool>()) path.push_back(any_step());
  RC_ASSERT(select(path, *tree) == by_xpath(to_xpath(path), *tree));
  const PageStep below = any_step();
  const pugi::xml_node body = tree->child("html").child("body");
  const std::vector<pugi::xml_node> all = by_xpath(to_expression(below), body);
  RC_ASSERT(select_first(below, body) == (all.empty() ? pugi::xml_node() : all[0]));
}

}  // namespace
}  // namespace commonplace::parse
