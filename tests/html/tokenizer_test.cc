#include "html/tokenizer.h"

#include <span>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace commonplace::html {
namespace {

// One word a token: <a href="x">, </a>, <br/>, "text", 'raw text', {comment}, !doctype.
std::string dump(const Token& token) {
  const std::string text(token.text);
  switch (token.kind) {
    case TokenKind::Text:
      return token.has_references ? '"' + text + '"' : '\'' + text + '\'';
    case TokenKind::Comment:
      return '{' + text + '}';
    case TokenKind::Doctype:
      return "!doctype";
    case TokenKind::EndTag:
      return "</" + std::string(token.name) + ">";
    case TokenKind::StartTag:
      break;
  }
  std::string tag = "<" + std::string(token.name);
  for (const Attribute& attribute : token.attributes) {
    tag.append(" ").append(attribute.name).append("=\"").append(attribute.value).append("\"");
  }
  return tag + (token.self_closing ? "/>" : ">");
}

std::string dump(std::string_view html, bool foreign = false) {
  Tokenizer tokenizer(html);
  tokenizer.set_foreign(foreign);
  std::string all;
  for (Token token; tokenizer.next(token);) all += (all.empty() ? "" : " ") + dump(token);
  return all;
}

struct Case {
  std::string_view input, expected;
};

constexpr Case kTags[] = {
    {"", ""},
    {"text", R"("text")"},
    {"<p>x</p>", R"(<p> "x" </p>)"},
    {"<P CLASS=A>", R"(<p CLASS="A">)"},
    {"<br/><br />", "<br/> <br/>"},
    {"<a/b>", R"(<a b="">)"},
    {"<a / b>", R"(<a b="">)"},
    {"<a b=c/>", R"(<a b="c/">)"},
    {"<a b=\"1\"c='2'd=3 e>", R"(<a b="1" c="2" d="3" e="">)"},
    {"<a b = 1\n c\t=\f'2'>", R"(<a b="1" c="2">)"},
    {"<a b=>x", R"(<a b=""> "x")"},
    {"<a =b>", R"(<a =b="">)"},
    {"<a b=`c d`>", R"(<a b="`c" d`="">)"},
    {"<a \"b'<c>", R"(<a "b'<c="">)"},
    {"<a b=1 b=2>", R"(<a b="1" b="2">)"},
    {"<a title='x>y'>", R"(<a title="x>y">)"},
    {"<a b='&amp;'>", R"(<a b="&amp;">)"},
    {"</p class=x>", "</p>"},
    {"<a<b>", "<a<b>"},
    {"<x-y:z>", "<x-y:z>"},
};

constexpr Case kTextThatLooksLikeTags[] = {
    {"a < b", R"("a < b")"},    {"<", R"("<")"},        {"<<<", R"("<<<")"},
    {"<3", R"("<3")"},          {"a<", R"("a<")"},      {"</", R"("</")"},
    {"<\u017f", "\"<\u017f\""}, {"<<b>", R"("<" <b>)"}, {">", R"(">")"},
};

constexpr Case kUnfinishedTags[] = {
    {"x<a", R"("x")"},       {"x<a ", R"("x")"},    {"x<a b", R"("x")"}, {"x<a b=", R"("x")"},
    {"x<a b='c>", R"("x")"}, {"x<a b=c", R"("x")"}, {"x<a /", R"("x")"}, {"x</a", R"("x")"},
};

constexpr Case kComments[] = {
    {"<!-- x -->y", R"({ x } "y")"},
    {"<!---->", "{}"},
    {"<!-->x", R"({} "x")"},
    {"<!--->x", R"({} "x")"},
    {"<!--x--!>y", R"({x} "y")"},
    {"<!--x--->y", R"({x-} "y")"},
    {"<!-- a -- b -->c", R"({ a -- b } "c")"},
    {"<!--x--!-->y", R"({x--!} "y")"},
    {"<!--x", "{x}"},
    {"<!--", "{}"},
    {"<!--<!--x-->y", R"({<!--x} "y")"},
    {"<!>x", R"({} "x")"},
    {"<!d >x", R"({d } "x")"},
    {"<!", "{}"},
    {"<?php x ?>y", R"({?php x ?} "y")"},
    {"</>x", R"({} "x")"},
    {"</ a>x", R"({ a} "x")"},
    {"<![CDATA[x]]>y", R"({[CDATA[x]]} "y")"},
    {"<!DOCTYPE html>x", R"(!doctype "x")"},
    {"<!doctype", "!doctype"},
    {"<!DOCTYPE a PUBLIC \"x>y", R"(!doctype "y")"},
};

constexpr Case kRawText[] = {
    {"<script>a<b></script>c", R"(<script> 'a<b>' </script> "c")"},
    {"<script></script>c", R"(<script> </script> "c")"},
    {"<SCRIPT>x</Script >", "<script> 'x' </script>"},
    {"<script>x</script/y>z", R"(<script> 'x' </script> "z")"},
    {"<script>x</scriptx></script>", "<script> 'x</scriptx>' </script>"},
    {"<script>x", "<script> 'x'"},
    {"<script>x</script", "<script> 'x</script'"},
    {"<script><!--<script>x</script>--></script>y", R"(<script> '<!--<script>x</script>-->' </script> "y")"},
    {"<script><!-- x</script>y", R"(<script> '<!-- x' </script> "y")"},
    {"<script><!--><script></script>y", R"(<script> '<!--><script>' </script> "y")"},
    {"<script><!--<script>--></script>y", R"(<script> '<!--<script>-->' </script> "y")"},
    {"<style><b></style>", "<style> '<b>' </style>"},
    {"<style><!--</style>-->", R"(<style> '<!--' </style> "-->")"},
    {"<title>a&amp;<b></title>", R"(<title> "a&amp;<b>" </title>)"},
    {"<textarea><p></textarea>", R"(<textarea> "<p>" </textarea>)"},
    {"<xmp><p></xmp>", "<xmp> '<p>' </xmp>"},
    {"<iframe><p></iframe>", "<iframe> <p> </iframe>"},
    {"<noscript><p>", "<noscript> <p>"},
    {"<plaintext><p></plaintext>", "<plaintext> '<p></plaintext>'"},
};

void expect_all(std::span<const Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(dump(c.input), c.expected) << c.input;
}

TEST(Tokenizer, ReadsTagsInAllSpellings) { expect_all(kTags); }
TEST(Tokenizer, KeepsTextThatOnlyLooksLikeTags) { expect_all(kTextThatLooksLikeTags); }
TEST(Tokenizer, DropsTagsCutByTheEnd) { expect_all(kUnfinishedTags); }
TEST(Tokenizer, ReadsCommentsAndWhatCountsAsOne) { expect_all(kComments); }
TEST(Tokenizer, ReadsRawTextUpToItsEndTag) { expect_all(kRawText); }

TEST(Tokenizer, ReadsCdataAndNoRawTextInForeignContent) {
  constexpr Case kForeign[] = {
      {"<![CDATA[<b>&amp;]]>x", R"('<b>&amp;' "x")"},
      {"<![CDATA[]]>x", R"("x")"},
      {"<![CDATA[x", "'x'"},
      {"<![CDATA[x]] >", "'x]] >'"},
      {"<style><b></style>", "<style> <b> </style>"},
      {"<title><!--x--></title>", "<title> {x} </title>"},
  };
  for (const Case& c : kForeign) EXPECT_EQ(dump(c.input, true), c.expected) << c.input;
}

// Work is bounded because every token covers bytes that no other token covers.
TEST(Tokenizer, KeepsTheFirstAttributesOfAFlood) {
  std::string tag = "<p";
  for (int i = 0; i < 10'000; ++i) tag += " a" + std::to_string(i);
  tag += ">x";
  Tokenizer tokenizer(tag);
  Token token;
  ASSERT_TRUE(tokenizer.next(token));
  ASSERT_EQ(token.attributes.size(), 256u);
  EXPECT_EQ(token.attributes.back().name, "a255");
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.text, "x");
}

RC_GTEST_PROP(Tokenizer, TakesNoByteTwice, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "<", ">", "/", "!", "--", "a", " b", "=", "'", "\"", "<script>", "</script>", "<!--", "-->", "<title>",
      "</title>", "<![CDATA[", "]]>", "<?", "&", std::string(1, '\0'), "\xff"));
  std::string html;
  for (const std::string& piece : pieces) html += piece;

  Tokenizer tokenizer(html);
  const char* end_of_last = html.data();
  for (Token token; tokenizer.next(token);) {
    if (token.kind != TokenKind::Text) continue;
    RC_ASSERT(!token.text.empty());
    RC_ASSERT(token.text.data() >= end_of_last);
    end_of_last = token.text.data() + token.text.size();
    RC_ASSERT(end_of_last <= html.data() + html.size());
  }
}

}  // namespace
}  // namespace commonplace::html
