#include "xml/mender.h"

#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace commonplace::xml {
namespace {

struct Case {
  const char* name;
  std::string input;
  std::string expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<Mended> mended = mend(c.input);
    ASSERT_TRUE(mended) << mended.error().detail;
    EXPECT_EQ(mended->text, c.expected);
    pugi::xml_document document;
    EXPECT_TRUE(mended->text.empty() || document.load_string(mended->text.c_str()));
  }
}

TEST(Mend, LeavesSoundMarkupAlone) {
  for (const char* sound :
       {"<a/>", "<a b=\"c\" d=\"&lt;e&gt;\">f<g:h>&amp;&#233;</g:h> i</a>", "<p>1<br/>2<b> 3 </b></p>"}) {
    EXPECT_EQ(mend(sound)->text, sound);
    EXPECT_TRUE(mend(sound)->issues.empty()) << sound;
  }
}

TEST(Mend, ReadsReferencesAsTheyWereMeant) {
  check({
      {"bare ampersands", "<a>AT&T & R&D; &</a>", "<a>AT&amp;T &amp; R&amp;D; &amp;</a>"},
      {"in a query string", "<a>?a=1&copy=2&amp;b=3</a>", "<a>?a=1&amp;copy=2&amp;b=3</a>"},
      {"a noncharacter in an entity's name", "<a>&\xEF\xBF\xBFlt;</a>", "<a>&amp;lt;</a>"},
      {"HTML's entities", "<a>caf&eacute;&nbsp;&copy;&hellip;</a>", "<a>café\xC2\xA0©…</a>"},
      {"HTML's entities in attributes", "<a b='&eacute;&unknown;'/>", "<a b=\"é&amp;unknown;\"/>"},
      {"one that is markup", "<a>&LT;b&GT;</a>", "<a>&lt;b&gt;</a>"},
      {"nobody's entity", "<a>&frobnicate;</a>", "<a>&amp;frobnicate;</a>"},
      {"illegal characters", "<a>x&#0;&#1;&#xB;&#xFFFE;y</a>", "<a>x\xEF\xBF\xBDy</a>"},
      {"surrogates", "<a>&#xD800;&#xDFFF;</a>", "<a>\xF0\x90\x8F\xBF</a>"},
      {"a pair of surrogates", "<a>&#55357;&#56538;</a>", "<a>📚</a>"},
      {"half a pair", "<a>&#xD83D;.</a>", "<a>\xEF\xBF\xBD.</a>"},
      {"beyond Unicode", "<a>&#x110000;&#99999999999999999999;</a>", "<a>\xEF\xBF\xBD\xEF\xBF\xBD</a>"},
      {"no number", "<a>&#;&#x;&#-1;</a>", "<a>&amp;#;&amp;#x;&amp;#-1;</a>"},
      {"windows-1252", "<a>&#147;q&#148; &#151;</a>", "<a>“q” —</a>"},
      {"no semicolon", "<a>&#8217 &#233</a>", "<a>’ é</a>"},
      {"CDATA has none", "<a><![CDATA[AT&T &amp; <b>]]></a>", "<a>AT&amp;T &amp;amp; &lt;b&gt;</a>"},
  });
}

TEST(Mend, UsesOnlyShortPlainEntitiesOfTheDocument) {
  const std::string long_value(2000, 'x');
  check({
      {"plain", "<!DOCTYPE r [<!ENTITY corp 'ACME'>]><a>&corp; news</a>", "<a>ACME news</a>"},
      {"with a character reference", "<!DOCTYPE r [<!ENTITY nbsp \"&#160;\">]><a>1&nbsp;2</a>",
       "<a>1\xC2\xA0"
       "2</a>"},
      {"with XML's own entities", "<!DOCTYPE r [<!ENTITY co 'A &amp; B &lt;b> &quot;&apos;&gt;'>]><a>&co;</a>",
       "<a>A &amp; B &lt;b&gt; &quot;'&gt;</a>"},
      {"with a number that is no character", "<!DOCTYPE r [<!ENTITY a '&#0;'>]><a>[&a;]</a>", "<a>[]</a>"},
      {"the first declaration counts", "<!DOCTYPE r [<!ENTITY a '1'><!ENTITY a '2'>]><a>&a;</a>", "<a>1</a>"},
      {"nested", "<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><a>[&b;]</a>", "<a>[]</a>"},
      {"markup", "<!DOCTYPE r [<!ENTITY a '<b/>'>]><a>[&a;]</a>", "<a>[]</a>"},
      {"escaped markup stays text", "<!DOCTYPE r [<!ENTITY a '&#60;b>'>]><a>[&a;]</a>", "<a>[&lt;b&gt;]</a>"},
      {"external", "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><a>[&a;]</a>", "<a>[]</a>"},
      {"parameter", "<!DOCTYPE r [<!ENTITY % a 'x'> %a;]><a>[&a;]</a>", "<a>[&amp;a;]</a>"},
      {"long", "<!DOCTYPE r [<!ENTITY a '" + long_value + "'>]><a>[&a;]</a>", "<a>[]</a>"},
      {"in a comment", "<!DOCTYPE r [<!-- <!ENTITY a 'x'> ' -->]><a>[&a;]</a>", "<a>[&amp;a;]</a>"},
      {"brackets in values", "<!DOCTYPE r [<!ENTITY a ']>'>]><a>[&a;]</a>", "<a>[]&gt;]</a>"},
  });
}

// Ten times ten times … the one before.
std::string tenfold(int levels, std::string_view innermost) {
  std::string declarations = "<!ENTITY a0 '" + std::string(innermost) + "'>";
  for (int i = 1; i <= levels; ++i) {
    declarations += "<!ENTITY a" + std::to_string(i) + " '";
    for (int j = 0; j < 10; ++j) declarations += "&a" + std::to_string(i - 1) + ";";
    declarations += "'>";
  }
  return declarations;
}

TEST(Mend, RefusesEntityBombs) {
  struct Declared {
    const char* name;
    std::string declarations;
    bool refused;
  };
  std::string backwards, chain, wide;
  for (int i = 9; i > 0; --i)
    backwards +=
        "<!ENTITY b" + std::to_string(i) + " '&b" + std::to_string(i - 1) + ";&b" + std::to_string(i - 1) + ";'>";
  for (int i = 1; i < 9'000; ++i) chain += "<!ENTITY c" + std::to_string(i) + " '&c" + std::to_string(i - 1) + ";'>";
  for (int i = 0; i < 2'000; ++i) wide += "&l;";
  const Declared cases[] = {
      {"billion laughs", tenfold(9, "lol"), true},
      {"a hundred thousand laughs", tenfold(5, "lol"), false},
      {"a large one many times", "<!ENTITY l '" + std::string(1000, 'x') + "'><!ENTITY m '" + wide + "'>", true},
      {"itself", "<!ENTITY a '&a;'>", true},
      {"one another", "<!ENTITY a '&b;'><!ENTITY b '&a;'>", true},
      {"declared backwards, of little size", backwards, false},
      {"a long chain", chain, false},
      {"what is not declared", "<!ENTITY a '&b;&c; & &#38;'>", false},
      {"the second declaration does not count", "<!ENTITY a 'x'><!ENTITY a '&a;'>", false},
      {"elsewhere", "<!ENTITY a SYSTEM '&a;'>", false},
  };
  for (const Declared& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<Mended> mended = mend("<!DOCTYPE r [" + c.declarations + "]><a>&x;</a>");
    EXPECT_EQ(mended.has_value(), !c.refused);
    if (!mended) {
      EXPECT_EQ(mended.error().detail, "the document declares an entity bomb: entities that multiply or circle");
    }
  }
}

TEST(Mend, BoundsWhatEntitiesAdd) {
  std::string input = "<!DOCTYPE r [<!ENTITY a '" + std::string(1000, 'x') + "'>]><a>";
  for (int i = 0; i < 10'000; ++i) input += "&a;";
  const Result<Mended> mended = mend(input + "</a>");
  ASSERT_TRUE(mended);
  EXPECT_LE(mended->text.size(), (1u << 20) + 100);
}

TEST(Mend, TakesForTextWhatBeginsNoTag) {
  check({
      {"less than", "<a>1 < 2 <3 <- <= <</a>", "<a>1 &lt; 2 &lt;3 &lt;- &lt;= &lt;</a>"},
      {"addresses", "<a><http://x.org/> <me@x.org></a>", "<a>&lt;http://x.org/&gt; &lt;me@x.org&gt;</a>"},
      {"an unknown name in text", "<a>Use of <vector> in C++</a>", "<a>Use of &lt;vector&gt; in C++</a>"},
      {"words", "<a>if a <b and c <d then</a>", "<a>if a &lt;b and c &lt;d then</a>"},
      {"quotation marks", "<a><“x”></a>", "<a>&lt;“x”&gt;</a>"},
      {"the end of CDATA", "<a>x ]]> y & z</a>", "<a>x ]]&gt; y &amp; z</a>"},
  });
}

TEST(Mend, ClosesWhatIsOpen) {
  check({
      {"crossed", "<a><b>1<i>2</b>3</i></a>", "<a><b>1<i>2</i></b>3</a>"},
      {"stray end tags", "<a>1</b>2</></a>", "<a>12</a>"},
      {"wrong case", "<r><pubDate>x</pubdate><a/></r>", "<r><pubDate>x</pubDate><a/></r>"},
      {"no prefix", "<r><content:encoded>x</encoded><a/></r>", "<r><content:encoded>x</content:encoded><a/></r>"},
      {"HTML without end tags", "<d><p>1<p>2<br>3<ul><li>4<li>5</ul></d>",
       "<d><p>1</p><p>2<br/>3<ul><li>4</li><li>5</li></ul></p></d>"},
      {"a forgotten end tag ends at the next tag", "<i><link>http://x/<title>T</title><guid>g</i>",
       "<i><link>http://x/</link><title>T</title><guid>g</guid></i>"},
      {"an empty link", "<entry><link href='x'><id>1</id></entry>",
       "<entry><link href=\"x\"></link><id>1</id></entry>"},
      {"items", "<rss><channel><item><title>1</title><item><title>2</title></channel></rss>",
       "<rss><channel><item><title>1</title></item><item><title>2</title></item></channel></rss>"},
      {"a tag without its end", "<r><title>x</title<link>y</link></r>", "<r><title>x</title><link>y</link></r>"},
  });
}

TEST(Mend, KeepsOneValueOfEachAttribute) {
  check({
      {"no quotes", "<a url=http://e/ x/>", "<a url=\"http://e/\" x=\"x\"/>"},
      {"no quotes at the end", "<a><b url=http://e/></b></a>", "<a><b url=\"http://e\"/></a>"},
      {"twice", "<a b='1' b='2' c='3'/>", "<a b=\"1\" c=\"3\"/>"},
      {"names that are none", "<a 1='x' ='y' b='1'\" (c)='2'/>", "<a b=\"1\"/>"},
      {"markup inside", "<a b='<i>'/>", "<a b=\"&lt;i&gt;\"/>"},
      {"a quote that does not end", "<r><a href=\"x/><b>1</b><a href=\"y\"/></r>",
       "<r><a href=\"x\"/><b>1</b><a href=\"y\"/></r>"},
      {"line breaks", "<a\nb\n=\n'1\n2'\n/>", "<a b=\"1\n2\"/>"},
  });
}

TEST(Mend, FindsTheDocumentAmongOtherThings) {
  check({
      {"a warning before", "<br />\n<b>Warning</b>: x in <b>y</b><br />\n<?xml version='1.0'?><rss><a/></rss>",
       "<rss><a/></rss>"},
      {"an open tag before", "<p>oops <?xml version='1.0'?><rss><a/></rss>", "<rss><a/></rss>"},
      {"an open tag and no declaration", "<p>oops <rss><a>1</a></rss>", "<rss><a>1</a></rss>"},
      {"words before", "Notice: x\n<rss><a/></rss>", "<rss><a/></rss>"},
      {"words behind", "<rss><a/></rss> bye", "<rss><a/></rss>"},
      {"a script behind", "<rss><a>12345</a></rss></html><script>x()</script>", "<rss><a>12345</a></rss>"},
      {"a longer script behind", "<rss><a>1</a></rss><script>" + std::string(300, 'x') + "</script>",
       "<rss><a>1</a></rss>"},
      {"a longer page behind", "<a:feed><b/></a:feed><html><body><p>Internal Server Error</p></body></html>",
       "<a:feed><b/></a:feed>"},
      {"a longer report before", "<error><why>The cache is away</why></error><rdf:RDF><a/></rdf:RDF>",
       "<rdf:RDF><a/></rdf:RDF>"},
      {"a longer part behind what is no feed", "<opml><a/></opml><div>Copyright of the host</div>",
       "<opml><a/></opml>"},
      {"two documents", "<?xml version='1.0'?><r><a/></r><?xml version='1.0'?><r><b/></r>", "<r><a/></r>"},
      {"comments and instructions", "<?x y?><!-- <b> --><r>1<!-- & -->2<?php <i> ?>3</r>", "<r>123</r>"},
      {"a comment without end", "<r><!-- x ><a>1</a></r>", "<r><a>1</a></r>"},
      {"a document type inside", "<r><!DOCTYPE x><a/></r>", "<r><a/></r>"},
      {"nothing", "no markup", ""},
  });
}

TEST(Mend, KeepsWholeEntriesOfACutDocument) {
  const std::string head = "<rss><channel><title>T</title><item><title>1</title></item>";
  const std::string tail = "</channel></rss>";
  check({
      {"between entries", head, head + tail},
      {"in text", head + "<item><title>ha", head + tail},
      {"in a tag", head + "<item><tit", head + tail},
      {"in an attribute", head + "<item><a href=\"htt", head + tail},
      {"in CDATA", head + "<item><title><![CDATA[ha", head + tail},
      {"in a reference", head + "<item><title>a &am", head + tail},
      {"in an end tag", head + "<item><title>2</title></it", head + tail},
      {"in the last end tag", head + "</channel></rss", head + tail},
      {"in a comment", head + "<item><title>2</title><!-- x", head + tail},
      {"behind a field", head + "<item><title>2</title>", head + tail},
      {"in the head", "<rss><channel><link>l</link><title>ha", "<rss><channel><link>l</link></channel></rss>"},
      {"only the end tags are missing", head + "\n", head + "\n" + tail},
      {"nothing whole", "<entry><title>1", ""},
  });
}

TEST(Mend, DropsControlCharacters) {
  check({
      {"in text",
       "<a>1\x01\x0B\x1F"
       "2\x7F</a>",
       "<a>12\x7F</a>"},
      {"in CDATA",
       "<a><![CDATA[1\x02"
       "2]]></a>",
       "<a>12</a>"},
      {"in attributes",
       "<a b='1\x03"
       "2'/>",
       "<a b=\"12\"/>"},
      {"non-characters",
       "<a>1\xEF\xBF\xBF\xEF\xBF\xBE"
       "2\xEF\xBC\x81</a>",
       "<a>12\xEF\xBC\x81</a>"},
  });
}

TEST(Mend, CountsIssuesByKindAndGivesTheFirstLine) {
  const Result<Mended> mended = mend("<a>\nx & y &\n&nbsp;</a>");
  ASSERT_TRUE(mended);
  ASSERT_EQ(mended->issues.size(), 2u);
  EXPECT_EQ(mended->issues[0], (Issue{"'&' that begins no reference; write '&amp;' (2 times)", 2, IssueKind::Syntax}));
  EXPECT_EQ(mended->issues[1], (Issue{"entity that XML does not define; write the character", 3, IssueKind::Syntax}));
}

TEST(Mend, FlattensHtmlThatIsTooDeepInAFeed) {
  const auto times = [](int count, std::string_view text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
  };
  const std::string next = "<item><title>2</title></item>";
  check({
      {"never closed", "<rss><item><d>" + times(300, "<b>x") + "</d><e>1</e></item>" + next + "</rss>",
       "<rss><item><d>" + times(253, "<b>x") + times(47, "x") + times(253, "</b>") + "</d><e>1</e></item>" + next +
           "</rss>"},
      {"closed", "<rss><item><d>&x" + times(300, "<b>") + "1" + times(300, "</b>") + "</d></item>" + next + "</rss>",
       "<rss><item><d>&amp;x" + times(253, "<b>") + "1" + times(253, "</b>") + "</d></item>" + next + "</rss>"},
      {"empty", "<rss><item><d>" + times(253, "<b>") + "<br>1<br/></d></item>" + next + "</rss>",
       "<rss><item><d>" + times(253, "<b>") + "1" + times(253, "</b>") + "</d></item>" + next + "</rss>"},
  });
}

TEST(Mend, RefusesWhatIsTooDeepOrTooMuch) {
  std::string deep;
  for (int i = 0; i < 257; ++i) deep += "<a>";
  ASSERT_FALSE(mend(deep));
  EXPECT_EQ(mend(deep).error().code, Errc::TooLarge);
  EXPECT_TRUE(mend(deep.substr(3)));
  EXPECT_EQ(mend("<a><b/><b/><b/></a>", {.tokens = 3}).error().code, Errc::TooLarge);
}

// Each of these takes minutes where anything is quadratic.
TEST(Mend, IsLinearInHostileText) {
  constexpr int kTimes = 200'000;
  for (const std::string unit : {"<",
                                 "&",
                                 "<a ",
                                 "<a b=\"",
                                 "<a b='<c d=\"",
                                 "<!--",
                                 "<![CDATA[",
                                 "<?",
                                 "<!DOCTYPE x [>",
                                 "<!DOCTYPE x [\"",
                                 "</",
                                 "</a>",
                                 "<a/",
                                 "&#",
                                 "&a",
                                 "]]>",
                                 "<a b c ",
                                 "<p>",
                                 "<br>",
                                 "\x01",
                                 "<a b=<",
                                 "<?xml ?>x"}) {
    SCOPED_TRACE(unit);
    std::string text = "<rss>";
    for (int i = 0; i < kTimes; ++i) text += unit;
    const Result<Mended> mended = mend(text);
    EXPECT_TRUE(mended || mended.error().code == Errc::TooLarge);
  }
}

}  // namespace
}  // namespace commonplace::xml
