#include "topic/query.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

namespace commonplace::topic {
namespace {

std::string parsed(std::string_view text) {
  const auto tree = parse_query(text);
  return tree ? dump(*tree) : "error at " + std::to_string(tree.error().offset) + ": " + tree.error().message;
}

struct Case {
  std::string_view query, expected;
};

TEST(ParseQuery, BuildsTrees) {
  const Case cases[] = {
      {"", "(everything)"},
      {" \t\u3000", "(everything)"},
      {"partner", "partner"},
      {"partner*", "partner*"},
      {"=exact", "=exact"},
      {"=exact*", "exact*"},
      {R"("community engagement")", R"("community engagement")"},
      {R"(="community engagement")", R"("=community =engagement")"},
      {R"("librar* card")", R"("librar* card")"},
      {R"("one")", "one"},
      {"a b", "(and a b)"},
      {"a AND b", "(and a b)"},
      {"a b AND c d", "(and a b c d)"},
      {"a OR b", "(or a b)"},
      {"a OR b OR c", "(or a b c)"},
      {"a b OR c d", "(or (and a b) (and c d))"},
      {"a OR b c", "(or a (and b c))"},
      {"(a OR b) c", "(and (or a b) c)"},
      {"((a))", "a"},
      {"(a b) (c d)", "(and a b c d)"},
      {"(a OR b) OR c", "(or a b c)"},
      {"(a)(b)", "(and a b)"},
      {"NOT a", "(not a)"},
      {"-a", "(not a)"},
      {"a -b", "(and a (not b))"},
      {"a NOT b", "(and a (not b))"},
      {"a AND NOT b", "(and a (not b))"},
      {"a OR -b", "(or a (not b))"},
      {"-(a OR b)", "(not (or a b))"},
      {R"(-"a b")", R"((not "a b"))"},
      {"NOT NOT a", "a"},
      {"--a", "a"},
      {"NOT -(NOT a)", "(not a)"},
      {"and or not near", "(and and or not near)"},
      {"AND_ ORACLE NOTE NEARBY", "(and AND ORACLE NOTE NEARBY)"},
      {"title:partner", "title:partner"},
      {"TITLE:partner", "title:partner"},
      {"title:partner*", "title:partner*"},
      {"title:=partner", "title:=partner"},
      {R"(title:"a b" c)", R"((and title:"a b" c))"},
      {R"(title:="a b")", R"(title:"=a =b")"},
      {"title:(a OR b) c", "(and (or title:a title:b) c)"},
      {"title:(a text:b)", "(and title:a text:b)"},
      {"title:(a (b OR -c)) d", "(and title:a (or title:b (not title:c)) d)"},
      {"-title:a", "(not title:a)"},
      {"text:a category:b author:c", "(and text:a category:b author:c)"},
      {"source:webjunction", "source:'webjunction'"},
      {"tag:part*", "tag:'part'*"},
      {"type:News", "type:'News'"},
      {R"(type:"Press release")", "type:'Press release'"},
      {"type:(News OR Webinar)", "(or type:'News' type:'Webinar')"},
      {"type:(News a:b)", "(and type:'News' type:'a:b')"},
      {"type:(-News)", "(not type:'News')"},
      {"lang:en lang:pt-BR", "(and lang:'en' lang:'pt-BR')"},
      {"url:https://example.org/a?b=c#d", "url:'https://example.org/a?b=c#d'"},
      {R"q(url:"/wiki/A_(b)")q", "url:'/wiki/A_(b)'"},
      {"event:yes", "event:yes"},
      {"event:NO", "event:no"},
      {"published:2024-10-01", "published:2024-10-01..2024-10-01"},
      {"published:=2024-10-01", "published:2024-10-01..2024-10-01"},
      {"published:>2024-10-01", "published:2024-10-02.."},
      {"published:>=2024-10-01", "published:2024-10-01.."},
      {"published:<2024-10-01", "published:..2024-09-30"},
      {"published:<=2024-10-01", "published:..2024-10-01"},
      {"published:2024", "published:2024-01-01..2024-12-31"},
      {"published:2024-02", "published:2024-02-01..2024-02-29"},
      {"published:>2024", "published:2025-01-01.."},
      {"published:2024-10-01..2024-10-31", "published:2024-10-01..2024-10-31"},
      {"published:2024-10..2024-11", "published:2024-10-01..2024-11-30"},
      {"published:2024-10-01..", "published:2024-10-01.."},
      {"published:..2024-10-31", "published:..2024-10-31"},
      {"NEAR/5(a b)", "(near/5 a b)"},
      {R"(NEAR/5(a* "b c" =d))", R"((near/5 a* "b c" =d))"},
      {"NEAR/5 (a b)", "(near/5 a b)"},
      {"title:NEAR/5(a b)", "title:(near/5 a b)"},
      {"title:(NEAR/1(a b) OR c)", "(or title:(near/1 a b) title:c)"},
      {"e-book", R"("e book")"},
      {"e-book*", R"("e book*")"},
      {"l'école", R"("l école")"},
      {"=O'Brien", R"("=O =Brien")"},
      {"example.org", R"("example org")"},
      {"10:30", R"("10 30")"},
      {"1,000", "1,000"},
      {"C++", "C"},
      {"a+b", R"("a b")"},
      {"“smart quotes” „unten“ «guillemets»", R"((and "smart quotes" unten guillemets))"},
      {"（a OR b）　c", "(and (or a b) c)"},
      {R"(צה"ל)", R"("צה ל")"},
      {R"("שלום צה"ל")", R"("שלום צה ל")"},
      {R"(foo"bar baz")", R"((and foo "bar baz"))"},
      {"図書館", "図書館"},
      {"図書館ニュース*", R"("図書館 ニュース*")"},
      {"bibliothèque ΒΙΒΛΙΟΘΉΚΗ", "(and bibliothèque ΒΙΒΛΙΟΘΉΚΗ)"},
      {R"(partner* OR collaborat* OR "community engagement")", R"((or partner* collaborat* "community engagement"))"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(parsed(c.query), c.expected);
  }
}

TEST(ParseQuery, BoundsWhatAQueryMayCost) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  EXPECT_EQ(parsed(nested(64)), "a");
  EXPECT_EQ(parsed(nested(65)), "error at 64: parentheses may be nested at most 64 deep");
  EXPECT_EQ(parsed(std::string(10'000, '(')), "error at 64: parentheses may be nested at most 64 deep");
  EXPECT_EQ(parsed(std::string(10'000, '-') + "a"), "a");
  EXPECT_EQ(parsed(std::string(10'240, 'a')), std::string(10'240, 'a'));
  EXPECT_EQ(parsed(std::string(10'241, 'a')),
            "error at 10240: a query may be at most 10240 bytes long; this one has 10241");
  std::string phrase;
  for (int i = 0; i < 65; ++i) phrase += "a ";
  EXPECT_EQ(parsed('"' + phrase + '"'), "error at 129: a phrase may hold at most 64 words");
}

TEST(ParseQuery, KnowsWhereEverythingStands) {
  const auto tree = parse_query(R"(é title:"a l'b*" OR -x)");
  ASSERT_TRUE(tree);
  ASSERT_EQ(dump(*tree), R"((or (and é title:"a l b*") (not x)))");
  const QueryNode& conjunction = tree->children[0];
  EXPECT_EQ(conjunction.children[0].offset, 0U);
  const QueryNode& title = conjunction.children[1];
  EXPECT_EQ(title.offset, 9U);
  EXPECT_EQ(title.phrases[0][0].offset, 10U);
  EXPECT_EQ(title.phrases[0][1].offset, 12U);
  EXPECT_EQ(title.phrases[0][2].offset, 14U);
  EXPECT_EQ(tree->children[1].offset, 21U);
}

TEST(ParseQuery, SurvivesAnyText) {
  EXPECT_TRUE(rc::check("errors stand inside the query", [] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", " ", "(", ")", "\"", "-", "=", "*", "AND ", "OR ", "NOT ", "NEAR/3", "NEAR", "title:", "type:", "lang:en",
        "published:", ">2024", "..", "é", "図書館", "\xFF", "'", "#", "event:yes"));
    std::string query;
    for (const std::string& part : parts) query += part;
    const auto tree = parse_query(query);
    if (!tree) {
      RC_ASSERT(tree.error().offset <= query.size());
      RC_ASSERT(!tree.error().message.empty());
    }
  }));
}

TEST(ParseQuery, ReadsWhatItWrote) {
  EXPECT_TRUE(rc::check("redundant parentheses and spaces change nothing", [] {
    const auto words = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a", "b*", "=c", "-d", "\"e f\"")));
    std::string plain, dressed;
    for (const std::string& word : words) {
      plain += word + " ";
      dressed += " ( " + word + ") ";
    }
    RC_ASSERT(parsed(plain) == parsed(dressed));
  }));
}

}  // namespace
}  // namespace commonplace::topic
