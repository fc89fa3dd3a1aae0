#include "xml/document.h"

#include <gtest/gtest.h>

namespace commonplace::xml {
namespace {

std::unique_ptr<Document> parse(std::string_view text) {
  Result<std::unique_ptr<Document>> document =
      Document::parse(Utf8Text{std::string(text), "UTF-8", {}}, parse_url("https://example.org/feeds/all.xml").value());
  EXPECT_TRUE(document) << document.error().detail;
  return document ? std::move(*document) : nullptr;
}

TEST(Namespaces, AreResolvedWhereverTheyAreDeclared) {
  const auto document = parse(
      "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:d='http://purl.org/dc/elements/1.1/'>"
      "<d:creator/><a:title xmlns:a='http://purl.org/atom/ns#'/><div xmlns='http://www.w3.org/1999/xhtml'><p/></div>"
      "<x xmlns=''/></feed>");
  const Element root = document->root();
  EXPECT_TRUE(root.is(Ns::Atom, "feed"));
  const std::vector<Element> children = root.children();
  ASSERT_EQ(children.size(), 4u);
  EXPECT_TRUE(children[0].is(Ns::Dc, "creator"));
  EXPECT_TRUE(children[1].is(Ns::Atom03, "title"));
  EXPECT_TRUE(children[2].is(Ns::Xhtml, "div"));
  EXPECT_TRUE(children[2].child(Ns::Xhtml, "p"));
  EXPECT_TRUE(children[3].is(Ns::None, "x"));
}

TEST(Namespaces, InnerDeclarationsEndWithTheirElement) {
  const auto document = parse("<a xmlns='urn:one'><b xmlns='http://www.w3.org/2005/Atom'><c/></b><d/></a>");
  EXPECT_EQ(document->root().children()[0].children()[0].ns(), Ns::Atom);
  EXPECT_EQ(document->root().children()[1].ns(), document->root().ns());
}

TEST(Namespaces, UnknownOnesOfTheRootCountAsNone) {
  const auto document = parse("<rss xmlns='http://example.org/my-rss'><channel/><g xmlns='urn:svg'><title/></g></rss>");
  EXPECT_TRUE(document->root().is(Ns::None, "rss"));
  EXPECT_TRUE(document->root().child(Ns::None, "channel"));
  EXPECT_TRUE(document->root().child(Ns::Other, "g").child(Ns::Other, "title"));
}

TEST(Namespaces, WellKnownPrefixesNeedNoDeclaration) {
  const auto document = parse("<rss><DC:date/><media:content/><foo:title/><thr:total xmlns:thr='urn:wrong'/></rss>");
  const std::vector<Element> children = document->root().children();
  EXPECT_EQ(children[0].ns(), Ns::Dc);
  EXPECT_EQ(children[1].ns(), Ns::Media);
  EXPECT_EQ(children[2].ns(), Ns::Other);
  EXPECT_EQ(children[3].ns(), Ns::Thread);
}

TEST(Attributes, AreFoundIgnoringCase) {
  const auto document =
      parse("<r xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' rdf:about='x' isPermaLink='false'/>");
  const Element root = document->root();
  EXPECT_EQ(root.attribute("ispermalink"), "false");
  EXPECT_EQ(root.attribute(Ns::Rdf, "about"), "x");
  EXPECT_EQ(root.attribute("about"), "");
  EXPECT_TRUE(root.has_attribute("ISPERMALINK"));
  EXPECT_FALSE(root.has_attribute("about"));
}

TEST(Attributes, OfAPrefixedElementAreInNoNamespace) {
  const auto document = parse("<media:content url='u' media:type='t'/>");
  EXPECT_EQ(document->root().attribute("url"), "u");
  EXPECT_EQ(document->root().attribute(Ns::Media, "url"), "");
  EXPECT_EQ(document->root().attribute(Ns::Media, "type"), "t");
}

TEST(Attributes, OfOneNamespaceAreListedInOrder) {
  const auto document =
      parse("<a xmlns:c='urn:commonplace:settings' b='0' c:z='1' c:a='2'><b x:d='3' commonplace:e='4'/></a>");
  using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;
  EXPECT_EQ(document->root().attributes(Ns::Commonplace), (Pairs{{"z", "1"}, {"a", "2"}}));
  EXPECT_EQ(document->root().attributes(Ns::None), (Pairs{{"b", "0"}}));
  EXPECT_EQ(document->root().children()[0].attributes(Ns::Commonplace), (Pairs{{"e", "4"}}));
}

TEST(Text, JoinsCharacterDataOfEverythingBelow) {
  const auto document = parse("<t> one <![CDATA[<two> &amp;]]><b> &#x74;hree<!-- no --></b>&lt;</t>");
  EXPECT_EQ(document->root().text(), " one <two> &amp; three<");
  EXPECT_TRUE(document->root().has_element_children());
}

TEST(Base, IsResolvedAndInherited) {
  const auto document = parse("<a xml:base='/news/'><b xml:base='2024/'><c/></b><d/><e xml:base=''/></a>");
  const Element root = document->root();
  EXPECT_EQ(root.base(), "https://example.org/news/");
  EXPECT_EQ(root.children()[0].children()[0].base(), "https://example.org/news/2024/");
  EXPECT_EQ(root.children()[1].base(), "https://example.org/news/");
  EXPECT_EQ(parse("<a/>")->root().base(), "");
}

TEST(Base, OfASchemeWithoutRelativeAddressesIsNone) {
  for (const char* unusable : {"mailto:x@y", "javascript:1", "tag:x,2024:y", "data:,", "http://"}) {
    const auto document = parse(("<a xml:base='/news/'><b xml:base='" + std::string(unusable) + "'/></a>").c_str());
    EXPECT_EQ(document->root().children()[0].base(), "https://example.org/news/") << unusable;
  }
}

TEST(Language, IsInheritedAndCanBeTakenBack) {
  const auto document = parse("<a xml:lang='en'><b xml:lang='de-AT'><c/></b><d/><e xml:lang=''/></a>");
  const Element root = document->root();
  EXPECT_EQ(root.children()[0].children()[0].language(), "de-AT");
  EXPECT_EQ(root.children()[1].language(), "en");
  EXPECT_EQ(root.children()[2].language(), "");
}

TEST(InnerMarkup, IsFitForHtml) {
  const struct Case {
    const char* name;
    const char* input;
    const char* expected;
  } cases[] = {
      {"prefixes of XHTML go", "<t xmlns:h='http://www.w3.org/1999/xhtml'><h:p>a<h:br/>b</h:p></t>", "<p>a<br/>b</p>"},
      {"declarations go", "<t><div xmlns='http://www.w3.org/1999/xhtml' xmlns:x='y'>a</div></t>", "<div>a</div>"},
      {"other prefixes stay", "<t><svg:g xmlns:svg='urn:svg'/></t>", "<svg:g></svg:g>"},
      {"empty elements get an end tag", "<t><a name='x'/><p/></t>", "<a name=\"x\"></a><p></p>"},
      {"text is escaped", "<t>1 &lt; 2 &amp;amp; <![CDATA[<b>]]></t>", "1 &lt; 2 &amp;amp; &lt;b&gt;"},
      {"attributes are escaped", "<t><a title='\"&amp;&lt;'/></t>", "<a title=\"&quot;&amp;&lt;\"></a>"},
      {"comments go", "<t>a<!-- b --><?php c ?>d</t>", "ad"},
      {"white space stays", "<t> <b> </b> </t>", " <b> </b> "},
      {"nothing", "<t/>", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(parse(c.input)->root().inner_markup(), c.expected);
  }
}

TEST(Document, AbsentElementsAreFalseAndEmpty) {
  const auto document = parse("<a/>");
  const Element absent = document->root().child(Ns::None, "b");
  EXPECT_FALSE(absent);
  EXPECT_EQ(absent.text(), "");
  EXPECT_EQ(absent.inner_markup(), "");
  EXPECT_EQ(absent.attribute("x"), "");
  EXPECT_EQ(absent.base(), "");
  EXPECT_TRUE(absent.children().empty());
}

Result<std::unique_ptr<Document>> try_parse(std::string text) {
  return Document::parse(Utf8Text{std::move(text), "UTF-8", {}}, Url());
}

std::string repeat(std::string_view unit, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += unit;
  return text;
}

TEST(Document, TellsWhatItMended) {
  const auto document = parse("<rss>\n<title>Q&A</title></rss>");
  EXPECT_EQ(document->root().text(), "\nQ&A");
  ASSERT_EQ(document->issues().size(), 1u);
  EXPECT_EQ(document->issues()[0].line, 2u);
  EXPECT_TRUE(parse("<rss><title>Q&amp;A</title></rss>")->issues().empty());
}

TEST(Document, TellsOfEachUndeclaredPrefixOnce) {
  const auto document = parse("<rss>\n<dc:date/>\n<dc:creator/><foo:bar xmlns:foo='urn:x'/></rss>");
  ASSERT_EQ(document->issues().size(), 1u);
  EXPECT_EQ(document->issues()[0].text, "the prefix 'dc' is not declared");
  EXPECT_EQ(document->issues()[0].line, 2u);
}

TEST(Document, ReadsAnXmlDeclarationThatComesLate) {
  const auto document = parse("\n <?xml version='1.0'?><rss/>");
  EXPECT_TRUE(document->root().is(Ns::None, "rss"));
  EXPECT_EQ(document->issues().size(), 1u);
}

TEST(Document, NeedsNoUrlOfItsOwn) {
  const auto document = try_parse("<a xml:base='x/'><b xml:base='https://example.org/y/'><c xml:base='z'/></b></a>");
  ASSERT_TRUE(document);
  const Element root = (*document)->root();
  EXPECT_EQ(root.base(), "");
  EXPECT_EQ(root.children()[0].children()[0].base(), "https://example.org/y/z");
}

TEST(Document, IsNotMadeOfTextWithoutElements) {
  for (const char* text :
       {"", " \n", "Hello", "<?xml version='1.0'?>", "<!-- x -->", "<!DOCTYPE a>", "{\"a\":1}", "<", "&"}) {
    SCOPED_TRACE(text);
    const auto document = try_parse(text);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, Errc::Malformed);
    EXPECT_TRUE(document.error().detail.starts_with("1:1: ")) << document.error().detail;
  }
}

TEST(Document, RefusesWhatIsNestedTooDeep) {
  const auto nested = [](int depth) { return repeat("<a>", depth) + repeat("</a>", depth); };
  EXPECT_TRUE(try_parse(nested(255)));
  EXPECT_TRUE(try_parse(nested(256)));
  for (const std::string& text : {nested(257), nested(100'000), repeat("<a>", 100'000)}) {
    const auto document = try_parse(text);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, Errc::TooLarge);
  }
}

TEST(Document, FlattensHtmlThatIsNestedTooDeep) {
  const auto document = parse("<rss><item><d>" + repeat("<b>", 300) + "1" + repeat("</b>", 300) + "</d></item></rss>");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root().text(), "1");
  EXPECT_EQ(document->issues().at(0).text, "elements nested too deep; their tags were left out (47 times)");
}

TEST(Document, RefusesTooManyNodes) {
  const auto document = try_parse("<a>" + repeat("<b/>", 1'000'001) + "</a>");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, Errc::TooLarge);
  EXPECT_NE(document.error().detail.find("nodes=1000000"), std::string::npos);
}

// Each of these takes minutes where anything is quadratic.
TEST(Document, IsLinearInAttributesAndDeclarations) {
  std::string attributes;
  std::string declarations;
  std::string uses;
  for (int i = 0; i < 50'000; ++i) {
    const std::string number = std::to_string(i);
    attributes += " a" + number + "='1'";
    declarations += " xmlns:n" + number + "='urn:" + number + "'";
    uses += "<n" + number + ":x/>";
  }
  const auto attributed = try_parse("<a" + attributes + "/>");
  ASSERT_TRUE(attributed);
  EXPECT_EQ((*attributed)->root().attribute("a49999"), "1");
  const auto declared = try_parse("<a" + declarations + ">" + uses + "</a>");
  ASSERT_TRUE(declared);
  EXPECT_EQ((*declared)->root().children().size(), 50'000u);
  EXPECT_TRUE((*declared)->issues().empty());
}

TEST(Document, DoesNotMultiplyLongBases) {
  const std::string base = "https://example.org/" + std::string(200, 'x') + "/";
  const auto document = try_parse("<a xml:base='" + base + "'>" + repeat("<b xml:base='y'/>", 50'000) + "</a>");
  ASSERT_TRUE(document);
  EXPECT_EQ((*document)->root().children().back().base(), base + "y");
  const auto longer = try_parse("<a xml:base='https://example.org/" + std::string(5000, 'x') + "'/>");
  EXPECT_EQ((*longer)->root().base(), "");
}

TEST(Language, IsNotInheritedWhereItIsNone) {
  const auto document = try_parse("<a xml:lang='en'><b xml:lang='" + std::string(36, 'x') + "'/></a>");
  ASSERT_TRUE(document);
  EXPECT_EQ((*document)->root().language(), "en");
  EXPECT_EQ((*document)->root().children()[0].language(), "");
}

TEST(Namespaces, TheXmlPrefixCannotBeTakenAway) {
  const auto document = parse("<a xmlns:xml='urn:x' xmlns:xmlns='urn:y' xml:lang='en' xml:id='i'/>");
  EXPECT_EQ(document->root().language(), "en");
  EXPECT_EQ(document->root().attribute(Ns::Xml, "id"), "i");
}

}  // namespace
}  // namespace commonplace::xml
