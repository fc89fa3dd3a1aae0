#include "xml/writer.h"

#include <gtest/gtest.h>

namespace commonplace::xml {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

std::string document(std::string_view body) { return std::string(kDeclaration) + "\n" + std::string(body) + "\n"; }

TEST(Writer, IndentsElementsThatHoldOnlyElements) {
  Writer writer;
  writer.open("feed").attribute("xmlns", "urn:x").element("title", "News").open("author").element("name", "A & B");
  writer.close().close();
  EXPECT_EQ(std::move(writer).finish(), document("<feed xmlns=\"urn:x\">\n"
                                                 "  <title>News</title>\n"
                                                 "  <author>\n"
                                                 "    <name>A &amp; B</name>\n"
                                                 "  </author>\n"
                                                 "</feed>"));
}

TEST(Writer, NeverAddsWhiteSpaceToMixedContent) {
  Writer writer;
  writer.open("p").text("one ").open("b").open("i").text("two").close().close().text(" three").close();
  EXPECT_EQ(std::move(writer).finish(), document("<p>one <b><i>two</i></b> three</p>"));
}

TEST(Writer, PutsRawMarkupAsItIs) {
  Writer writer;
  writer.open("content").raw("<div>x</div>").close();
  EXPECT_EQ(std::move(writer).finish(), document("<content><div>x</div></content>"));
}

TEST(Writer, WritesEmptyElementsShort) {
  Writer writer;
  writer.open("channel").open("link").attribute("href", "").close().element("title", "").close();
  EXPECT_EQ(std::move(writer).finish(), document("<channel>\n  <link href=\"\"/>\n  <title/>\n</channel>"));
}

TEST(Writer, LeavesOutWhatIsEmptyWhereAsked) {
  Writer writer;
  writer.open("a").attribute_if("b", "").attribute_if("c", "d").element_if("e", "").element_if("f", "g").close();
  EXPECT_EQ(std::move(writer).finish(), document("<a c=\"d\">\n  <f>g</f>\n</a>"));
}

TEST(Writer, WritesProcessingInstructionsBeforeTheRoot) {
  Writer writer;
  writer.processing_instruction("xml-stylesheet", "href=\"a.xsl?>\"").open("a").close();
  EXPECT_EQ(std::move(writer).finish(), document("<?xml-stylesheet href=\"a.xsl? >\"?>\n<a/>"));
}

TEST(Writer, KeepsWhiteSpaceOfAttributes) {
  Writer writer;
  writer.open("a").attribute("b", "1\n2\t3\r4").text("\r\n\t").close();
  EXPECT_EQ(std::move(writer).finish(), document("<a b=\"1&#10;2&#9;3&#13;4\">&#13;\n\t</a>"));
}

TEST(Escape, LeavesNoMarkupAndNoIllegalCharacter) {
  const struct Case {
    const char* name;
    std::string_view input;
    std::string_view expected;
  } cases[] = {
      {"markup", "<a href=\"x\">'&amp;'</a>", "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;"},
      {"end of a CDATA section", "]]>", "]]&gt;"},
      {"controls", std::string_view("a\0b\x01\x0B\x1F\x7F", 7), "ab\x7F"},
      {"white space", "\t\n", "\t\n"},
      {"non-characters", "a\xEF\xBF\xBE\xEF\xBF\xBF.", "a."},
      {"beyond the BMP", "\xF0\x9F\x93\x9A", "\xF0\x9F\x93\x9A"},
      {"a surrogate", "a\xED\xA0\x80z", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"},
      {"cut", "a\xE2\x82", "a\xEF\xBF\xBD"},
      {"empty", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(escape(c.input), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::xml
