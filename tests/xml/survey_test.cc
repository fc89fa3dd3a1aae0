#include "xml/survey.h"

#include <gtest/gtest.h>
#include <string>

namespace commonplace::xml {
namespace {

TEST(Survey, TrustsWhatIsWellFormed) {
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
    EXPECT_TRUE(survey(text).trusted) << text;
  }
}

TEST(Survey, DistrustsWhatWouldBeMisread) {
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
       }) {
    EXPECT_FALSE(survey(text).trusted) << text;
  }
}

TEST(Survey, CountsTags) { EXPECT_EQ(survey("<a><b/>text<!-- <c> --></a>").tags, 3u); }

}  // namespace
}  // namespace commonplace::xml
