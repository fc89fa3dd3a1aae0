#include "xml/names.h"

#include <gtest/gtest.h>
#include <string>

namespace commonplace::xml {
namespace {

TEST(NamespaceOfUri, KnowsTheRightOnesAndTheirMisspellings) {
  const struct Case {
    const char* uri;
    Ns ns;
  } cases[] = {
      {"http://www.w3.org/2005/Atom", Ns::Atom},
      {"HTTP://WWW.W3.ORG/2005/ATOM", Ns::Atom},
      {"https://w3.org/2005/Atom/", Ns::Atom},
      {" http://www.w3.org/2005/Atom\n", Ns::Atom},
      {"http://purl.org/atom/ns#", Ns::Atom03},
      {"http://purl.org/atom/ns", Ns::Atom03},
      {"http://purl.org/rss/1.0/", Ns::Rss10},
      {"http://purl.org/net/rss1.1#", Ns::Rss10},
      {"http://my.netscape.com/rdf/simple/0.9/", Ns::Rss090},
      {"http://channel.netscape.com/rdf/simple/0.9/", Ns::Rss090},
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", Ns::Rdf},
      {"http://purl.org/dc/elements/1.1/", Ns::Dc},
      {"http://purl.org/dc/elements/1.1", Ns::Dc},
      {"http://purl.org/dc/terms/", Ns::DcTerms},
      {"http://purl.org/rss/1.0/modules/content/", Ns::Content},
      {"http://search.yahoo.com/mrss", Ns::Media},
      {"http://search.yahoo.com/mrss/", Ns::Media},
      {"http://www.itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes},
      {"http://www.itunes.com/DTDs/Podcast-1.0.dtd", Ns::Itunes},
      {"http://creativecommons.org/ns#", Ns::Cc},
      {"http://web.resource.org/cc/", Ns::Cc},
      {"http://backend.userland.com/creativeCommonsRssModule", Ns::CreativeCommons},
      {"http://purl.org/syndication/thread/1.0", Ns::Thread},
      {"http://purl.org/atompub/tombstones/1.0", Ns::Tombstones},
      {"http://www.georss.org/georss", Ns::Georss},
      {"http://purl.org/rss/1.0/modules/event/", Ns::Ev},
      {"urn:ietf:params:xml:ns:xcal", Ns::XCal},
      {"urn:ietf:params:xml:ns:icalendar-2.0", Ns::XCal},
      {"https://podcastindex.org/namespace/1.0", Ns::Podcast},
      {"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Ns::Podcast},
      {"http://purl.oclc.org/net/rss_2.0/enc#", Ns::Enclosure},
      {"http://purl.org/rss/modules/aggregation/", Ns::Aggregation},
      {"http://purl.org/rss/1.0/modules/rss091#", Ns::None},
      {"http://web.resource.org/rss/1.0/modules/content/", Ns::Content},
      {"http://prismstandard.org/namespaces/basic/2.2/", Ns::Prism},
      {"http://www.pheedo.com/namespace/pheedo", Ns::Feedburner},
      {"http://schema.org/", Ns::Schema},
      {"http://news.yandex.ru", Ns::Yandex},
      {"http://turbo.yandex.ru", Ns::Yandex},
      {"http://www.w3.org/1999/xhtml", Ns::Xhtml},
      {"http://www.w3.org/XML/1998/namespace", Ns::Xml},
      {"http://backend.userland.com/rss2", Ns::None},
      {"http://blogs.law.harvard.edu/tech/rss", Ns::None},
      {"", Ns::None},
      {"http://www.w3.org/2000/svg", Ns::Other},
      {"urn:x", Ns::Other},
      {"http://", Ns::Other},
  };
  for (const Case& c : cases) EXPECT_EQ(namespace_of_uri(c.uri), c.ns) << c.uri;
  EXPECT_EQ(namespace_of_uri(std::string(1 << 20, 'x')), Ns::Other);
}

TEST(NamespaceOfPrefix, KnowsThePrefixesEverybodyUses) {
  EXPECT_EQ(namespace_of_prefix("dc"), Ns::Dc);
  EXPECT_EQ(namespace_of_prefix("DC"), Ns::Dc);
  EXPECT_EQ(namespace_of_prefix("creativeCommons"), Ns::CreativeCommons);
  EXPECT_EQ(namespace_of_prefix("xml"), Ns::Xml);
  EXPECT_EQ(namespace_of_prefix("rss"), Ns::None);
  EXPECT_EQ(namespace_of_prefix("foo"), Ns::Other);
  EXPECT_EQ(namespace_of_prefix(""), Ns::Other);
  EXPECT_EQ(namespace_of_prefix(std::string(65, 'x')), Ns::Other);
}

TEST(SplitName, DividesAtTheFirstColon) {
  using Pair = std::pair<std::string_view, std::string_view>;
  EXPECT_EQ(split_name("dc:date"), Pair("dc", "date"));
  EXPECT_EQ(split_name("title"), Pair("", "title"));
  EXPECT_EQ(split_name("a:b:c"), Pair("a", "b:c"));
  EXPECT_EQ(split_name(":a"), Pair("", "a"));
}

}  // namespace
}  // namespace commonplace::xml
