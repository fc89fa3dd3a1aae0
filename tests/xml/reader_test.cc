#include "xml/reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace commonplace::xml {
namespace {

Reading read(std::string_view text, const ReadLimits& limits = {}) {
  Tree tree;
  return read_tree(text, Url(), limits, tree).reading;
}

// Depth first: name(attribute=value …){children} and "text".
std::string dump(std::string_view text) {
  Tree tree;
  if (read_tree(text, Url(), {}, tree).reading != Reading::Sound) return "not sound";
  std::string out;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    for (; !ends.empty() && ends.back() == i; ends.pop_back()) out += "}";
    const Node& node = tree.nodes[i];
    if (node.is_text) {
      out.append("\"").append(node.content).append("\"");
      continue;
    }
    out += node.content;
    for (const auto& [name, value] : tree.attributes_of(i))
      out.append("(").append(name).append("=").append(value) += ')';
    out += "{";
    ends.push_back(node.end);
  }
  return out + std::string(ends.size(), '}');
}

TEST(Reader, ReadsWhatIsWellFormed) {
  for (const char* text : {
           "<a/>",
           "<?xml version='1.0'?>\n<!-- & --><a>\n</a>\n<!-- < -->",
           "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
           "\"http://my.netscape.com/rss-0.91.dtd\"><rss/>",
           "<a b='1' c=\"'2' &lt; &#10;\"/>",
           "<a>&amp;&#65;&#x41;&quot;</a>",
           "<a><![CDATA[<b> & ]] > &nbsp;]]></a>",
           "<a>]] ></a>",
           "<a><b/><c></c></a>",
           "<a b = '1'\n c='>'/>",
           "<a>\xEF\xBC\x81</a>",
       }) {
    EXPECT_EQ(read(text), Reading::Sound) << text;
  }
}

TEST(Reader, DoubtsWhatIsNot) {
  using std::string_literals::operator""s;
  for (const std::string& text : {
           "<a>&nbsp;</a>"s,
           "<a b='&nbsp;'/>"s,
           "<a>AT&T</a>"s,
           "<a>&#0;</a>"s,
           "<a>&#150;</a>"s,
           "<a>&#xD800;</a>"s,
           "<a>&#65</a>"s,
           "<a>\x01</a>"s,
           "<a b='\x01'/>"s,
           "<a><![CDATA[\x01]]></a>"s,
           "<a>\xEF\xBF\xBF</a>"s,
           "<a>]]></a>"s,
           "<a b='1' b='2'/>"s,
           "<a a='' b='' c='' d='' e='' f='' g='' h='' i='' i=''/>"s,
           "<a b=1/>"s,
           "<a b/>"s,
           "<a b='<'/>"s,
           "<a b='"s,
           "<a"s,
           "<a/><b/>"s,
           "<a/>x"s,
           "x<a/>"s,
           "</a>"s,
           "<![CDATA[x]]><a/>"s,
           "<a><!-- </a>"s,
           "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"s,
           "<a><!DOCTYPE a></a>"s,
           "<!DOCTYPE a \"[><a/>"s,
           "<!DOCTYPE a \"x>y\"><a/>"s,
           "<a"s,
           "<a>"s,
           "<a></b>"s,
           "<a></a b>"s,
           "<1/>"s,
           "<a+b/>"s,
           "<a b='1'c='2'/>"s,
           "<a 1='1'/>"s,
           "<a b+='1'/>"s,
           "<a\fb='1'/>"s,
           "<a/ >"s,
           "<a><? b?></a>"s,
           ""s,
           " <!-- a -->"s,
       }) {
    EXPECT_EQ(read(text), Reading::Doubtful) << text;
  }
}

TEST(Reader, DecodesWhatDoesNotStandAsItIsMeant) {
  constexpr struct {
    std::string_view text, expected;
  } kCases[] = {
      {"<a>plain ] text</a>", R"(a{"plain ] text"})"},
      {"<a>&lt;b&gt; &amp;amp; &quot;&apos;&#65;&#x1F600;</a>", "a{\"<b> &amp; \"'A\U0001F600\"}"},
      {"<a>1\r\n2\r3\n4&#13;</a>", "a{\"1\n2\n3\n4\r\"}"},
      {"<a>x<![CDATA[&lt;\r\n]]><![CDATA[]]>y</a>", "a{\"x\"\"&lt;\n\"\"\"\"y\"}"},
      {"<a b='1\r\n2\t3\n4&#10;' c=\"'&quot;\"/>", "a(b=1 2 3 4\n)(c='\"){}"},
      {"<a>\r\n<b>x</b> <c/>\n</a>", "a{\"\n\"b{\"x\"}\" \"c{}\"\n\"}"},
      {"<a>x<!-- & -->y<?p &?></a>", R"(a{"x""y"})"},
      {"\r\n<a></a \n>\r\n", "a{}"},
  };
  for (const auto& c : kCases) EXPECT_EQ(dump(c.text), c.expected) << c.text;
}

TEST(Reader, EndsAtItsLimits) {
  const ReadLimits limits{.depth = 2, .nodes = 4};
  EXPECT_EQ(read("<a><b/><b/></a>", limits), Reading::Sound);
  EXPECT_EQ(read("<a><b><c/></b></a>", limits), Reading::TooDeep);
  EXPECT_EQ(read("<a><b><c/></b>", limits), Reading::Doubtful);
  EXPECT_EQ(read("<a><b/>1<b/>2</a>", limits), Reading::TooLarge);
}

TEST(Reader, NamesUndeclaredPrefixesOnce) {
  Tree tree;
  constexpr std::string_view kText = "<a xmlns:d='u'><d:x/><e:x/><xml:x/><e:y/><f:x xmlns:f='v'/><f:z/></a>";
  const ReadResult read = read_tree(kText, Url(), {}, tree);
  ASSERT_EQ(read.undeclared.size(), 2u);
  EXPECT_EQ(read.undeclared[0].name, "e:x");
  EXPECT_EQ(read.undeclared[1].prefix, "f");
  EXPECT_EQ(read.undeclared[1].name, "f:z");
}

}  // namespace
}  // namespace commonplace::xml
