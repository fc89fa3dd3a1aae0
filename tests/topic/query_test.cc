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

TEST(ParseQuery, SaysWhereAQueryIsWrongAndWhatWasExpected) {
  const Case cases[] = {
      {"AND", "error at 0: expected a word, a phrase or '(' before AND"},
      {"AND a", "error at 0: expected a word, a phrase or '(' before AND"},
      {"OR a", "error at 0: expected a word, a phrase or '(' before OR"},
      {") a", "error at 0: expected a word, a phrase or '(' before ')'"},
      {"a AND", "error at 5: expected a word, a phrase or '(' after AND"},
      {"a OR", "error at 4: expected a word, a phrase or '(' after OR"},
      {"a OR OR b", "error at 5: expected a word, a phrase or '(' after OR"},
      {"a AND OR b", "error at 6: expected a word, a phrase or '(' after AND"},
      {"a OR )", "error at 5: expected a word, a phrase or '(' after OR"},
      {"NOT", "error at 3: expected a word, a phrase or '(' after NOT"},
      {"a NOT AND b", "error at 6: expected a word, a phrase or '(' after NOT"},
      {"(OR a)", "error at 1: expected a word, a phrase or '(' after '('"},
      {"()", "error at 1: expected a word, a phrase or '(' after '('"},
      {"(", "error at 1: expected a word, a phrase or '(' after '('"},
      {"(a", "error at 0: this '(' is not closed: expected ')'"},
      {"b (a OR (c)", "error at 2: this '(' is not closed: expected ')'"},
      {"a)", "error at 1: this ')' closes nothing"},
      {"(a) b) c", "error at 5: this ')' closes nothing"},
      {"\"community", "error at 0: this phrase is not closed: expected '\"'"},
      {"a OR \"b c", "error at 5: this phrase is not closed: expected '\"'"},
      {"é \"b", "error at 3: this phrase is not closed: expected '\"'"},
      {"\"\"", "error at 1: this phrase is empty"},
      {"\" … \"", "error at 1: ' … ' holds no letter or digit to look for"},
      {"a & b", "error at 2: '&' holds no letter or digit to look for"},
      {"a || b", "error at 2: '||' holds no letter or digit to look for"},
      {"-", "error at 1: expected a word, a phrase or '(' right after '-'"},
      {"a - b", "error at 2: expected a word, a phrase or '(' right after '-'"},
      {"-)", "error at 1: expected a word, a phrase or '(' after '-'"},
      {"*", "error at 0: '*' needs the beginning of a word before it"},
      {"*brary", "error at 0: '*' may only stand at the end of a word"},
      {"lib*ry", "error at 3: '*' may only stand at the end of a word"},
      {"lib**", "error at 4: '*' needs the beginning of a word before it"},
      {"\"a *\"", "error at 3: '*' needs the beginning of a word before it"},
      {"\"a b\"*", "error at 5: '*' needs the beginning of a word before it"},
      {"=", "error at 1: expected a word or a phrase right after '='"},
      {"= a", "error at 1: expected a word or a phrase right after '='"},
      {"=(a)", "error at 1: expected a word or a phrase right after '='"},
      {"titel:a", "error at 0: unknown field 'titel:'; did you mean 'title:'?"},
      {"a OR titel:b", "error at 5: unknown field 'titel:'; did you mean 'title:'?"},
      {"Autor:x", "error at 0: unknown field 'Autor:'; did you mean 'author:'?"},
      {"language:en", "error at 0: unknown field 'language:'; did you mean 'lang:'?"},
      {"since:2024", "error at 0: unknown field 'since:'; did you mean 'published:'?"},
      {"https://example.org", "error at 0: unknown field 'https:'; an address is looked for as url:example.org"},
      {"Webinar: x",
       "error at 0: unknown field 'Webinar:'; the fields are title: text: category: author: source: tag: type: lang: "
       "url: event: published:, and a text with a colon goes between quotation marks"},
      {"title:", "error at 6: expected a word, a phrase or '(' right after 'title:'"},
      {"title: a", "error at 6: expected a word, a phrase or '(' right after 'title:'"},
      {"(title:)", "error at 7: expected a word, a phrase or '(' right after 'title:'"},
      {"title:AND a", "error at 6: expected a word, a phrase or '(' after 'title:'"},
      {"title:-a", "error at 6: '-' goes before the field, as in -title:x"},
      {"title:author:a", "error at 6: expected a word, a phrase or '(' after 'title:', not another field"},
      {"title:&", "error at 6: '&' holds no letter or digit to look for"},
      {"title:(a", "error at 6: this '(' is not closed: expected ')'"},
      {"type:", "error at 5: expected a value right after 'type:'"},
      {"type:*", "error at 5: expected a value after 'type:'"},
      {"type:\"\"", "error at 6: expected a value after 'type:'"},
      {"type:“” a", "error at 8: expected a value after 'type:'"},
      {"type:a*b", "error at 6: '*' may only stand at the end of a value"},
      {"type:(News OR NEAR/5(a b))", "error at 14: NEAR looks at words; it does not go with 'type:'"},
      {"source:#partners", "error at 7: '#' marks a tag: write tag:partners"},
      {"lang:english", "error at 5: expected a language tag such as en or pt-BR after 'lang:'"},
      {"lang:en*", "error at 5: expected a language tag such as en or pt-BR after 'lang:'"},
      {"event:maybe", "error at 6: expected yes or no after 'event:'"},
      {"event:", "error at 6: expected yes or no after 'event:'"},
      {"event: yes", "error at 6: expected yes or no after 'event:'"},
      {"event:(yes)", "error at 6: expected yes or no after 'event:'"},
      {"published:", "error at 10: expected a date such as 2024-10-01 after 'published:'"},
      {"published:>", "error at 11: expected a date such as 2024-10-01 after '>'"},
      {"published:>= 2024", "error at 12: expected a date such as 2024-10-01 after '>='"},
      {"published:..", "error at 12: expected a date such as 2024-10-01 after '..'"},
      {"published:yesterday", "error at 10: 'yesterday' is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY"},
      {"published:2024-13-01", "error at 10: '2024-13-01' is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY"},
      {"published:>2023-02-29", "error at 11: '2023-02-29' is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY"},
      {"published:2024-10-01..2024-09", "error at 10: this range ends before it begins"},
      {"published:2024-10-01..x", "error at 22: 'x' is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY"},
      {"NEAR", "error at 4: NEAR needs a number from 1 to 100, as in NEAR/5(a b)"},
      {"NEAR(a b)", "error at 4: NEAR needs a number from 1 to 100, as in NEAR/5(a b)"},
      {"NEAR/(a b)", "error at 5: NEAR needs a number from 1 to 100, as in NEAR/5(a b)"},
      {"NEAR/x(a b)", "error at 5: NEAR needs a number from 1 to 100, as in NEAR/5(a b)"},
      {"NEAR/0(a b)", "error at 5: NEAR needs a number from 1 to 100, as in NEAR/5(a b)"},
      {"NEAR/101(a b)", "error at 5: NEAR needs a number from 1 to 100, as in NEAR/5(a b)"},
      {"NEAR/5", "error at 6: expected '(' and two or more words after NEAR/5"},
      {"NEAR/5 a b", "error at 6: expected '(' and two or more words after NEAR/5"},
      {"NEAR/5(a)", "error at 8: NEAR/5 needs at least two words"},
      {"NEAR/5()", "error at 7: NEAR/5 needs at least two words"},
      {"NEAR/5(a b", "error at 6: this '(' is not closed: expected ')'"},
      {"NEAR/5(a OR b)", "error at 9: NEAR/5 takes words and phrases only"},
      {"NEAR/5(a (b))", "error at 9: NEAR/5 takes words and phrases only"},
      {"NEAR/5(a -b)", "error at 9: NEAR/5 takes words and phrases only"},
      {"NEAR/5(a title:b)", "error at 9: NEAR/5 takes words and phrases only"},
      {"NEAR/5(a b c d e f g h i)", "error at 23: NEAR takes at most 8 words or phrases"},
      {"a \xFF b", "error at 2: this is not UTF-8 text"},
      {"a\xEF\xBF\xBD \xC3", "error at 5: this is not UTF-8 text"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(parsed(c.query), c.expected);
  }
}

TEST(ParseQuery, BoundsWhatAQueryMayCost) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  EXPECT_EQ(parsed(nested(64)), "a");
  EXPECT_EQ(parsed(nested(65)), "error at 64: parentheses may be nested 64 deep");
  EXPECT_EQ(parsed(std::string(10'000, '(')), "error at 64: parentheses may be nested 64 deep");
  EXPECT_EQ(parsed(std::string(10'000, '-') + "a"), "a");
  EXPECT_EQ(parsed(std::string(10'240, 'a')), std::string(10'240, 'a'));
  EXPECT_EQ(parsed(std::string(10'241, 'a')), "error at 10240: a query may be 10240 bytes long");
  std::string phrase;
  for (int i = 0; i < 65; ++i) phrase += "a ";
  EXPECT_EQ(parsed('"' + phrase + '"'), "error at 129: a phrase may hold 64 words");
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
