#include "publish/links.h"

#include <gtest/gtest.h>

#include "pages.h"

namespace commonplace::publish {
namespace {

TEST(BasePath, IsThePathOfThePublicUrl) {
  struct Case {
    std::string public_url;
    std::string_view expected;
  };
  const Case cases[] = {{"https://news.example.org", ""},
                        {"https://example.org/news", "/news"},
                        {"http://[::1]:8080/a/b", "/a/b"},
                        {"", ""}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.public_url);
    Site site = sample_site();
    site.public_url = c.public_url;
    EXPECT_EQ(base_path(site), c.expected);
  }
}

TEST(PublicUrlOf, LetsOnlyWebAddressesOut) {
  struct Case {
    std::string_view url, expected;
  };
  const Case cases[] = {
      {"https://a.example/x?y#z", "https://a.example/x?y#z"},
      {"HTTP://a.example/", "HTTP://a.example/"},
      {"https://user:secret@a.example/feed", "https://a.example/feed"},
      {"https://user@a.example", "https://a.example"},
      {"https://a.example/~user@home", "https://a.example/~user@home"},
      {"https://a.example/?to=b@c.example", "https://a.example/?to=b@c.example"},
      {"https://مكتبة.example/خبر", "https://مكتبة.example/خبر"},
      {"javascript:alert(1)", ""},
      {"data:text/html,x", ""},
      {"file:///etc/passwd", ""},
      {"mailto:a@b.example", ""},
      {"//a.example/", ""},
      {"/path", ""},
      {"https://a.example/\"><script>", "https://a.example/%22%3E%3Cscript%3E"},
      {"https://a.example/x?ids=1|2#{a}", "https://a.example/x?ids=1%7C2#%7Ba%7D"},
      {"https://a|b.example/", ""},
      {"https://a\"b.example/x", ""},
      {"https://a.example/a b", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(public_url_of(c.url), c.expected);
  }
}

TEST(IsIri, WantsASchemeAndNothingThatCannotStandInAnIri) {
  for (const std::string_view good : {"urn:uuid:1", "tag:a.example,2024:x", "https://a.example/é", "info:x"})
    EXPECT_TRUE(is_iri(good)) << good;
  for (const std::string_view bad : {"", "x", ":", "x:", "1a:b", "a b:c", "a:b c", "a:<b>", "a:b\n", "not a scheme"})
    EXPECT_FALSE(is_iri(bad)) << bad;
}

TEST(ReadLicense, KnowsCreativeCommons) {
  struct Case {
    std::string_view license, url, name, expected_url;
  };
  const Case cases[] = {
      {"CC BY-NC-ND 2.0", "", "CC BY-NC-ND 2.0", "https://creativecommons.org/licenses/by-nc-nd/2.0/"},
      {"cc by 4.0", "", "cc by 4.0", "https://creativecommons.org/licenses/by/4.0/"},
      {"CC0", "", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"},
      {"CC BY-XX 4.0", "", "CC BY-XX 4.0", ""},
      {"CC BY 9.9", "", "CC BY 9.9", ""},
      {"All rights reserved", "", "All rights reserved", ""},
      {"CC BY 4.0", "https://a.example/deed", "CC BY 4.0", "https://a.example/deed"},
      {"CC BY 4.0", "javascript:x", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"},
      {"http://creativecommons.org/licenses/by-sa/3.0/deed.fr", "", "CC BY-SA 3.0",
       "http://creativecommons.org/licenses/by-sa/3.0/deed.fr"},
      {"https://creativecommons.org/publicdomain/zero/1.0/", "", "CC0 1.0",
       "https://creativecommons.org/publicdomain/zero/1.0/"},
      {"https://a.example/terms", "", "https://a.example/terms", "https://a.example/terms"},
      {"", "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"},
      {"", "", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.license);
    const License license = read_license(c.license, c.url);
    EXPECT_EQ(license.name, c.name);
    EXPECT_EQ(license.url, c.expected_url);
  }
}

TEST(TopicUrl, HasItsParametersInOneOrder) {
  const FeedParameters asked{.type = "Press release",
                             .source = "webjunction",
                             .language = "pt-br",
                             .since = at(2024, 10, 24),
                             .limit = 5,
                             .query = "\"story time\" -title:sports"};
  EXPECT_EQ(topic_url(sample_site(), "news", OutputFormat::Rss, asked),
            "https://news.example.org/topics/news.rss?type=Press+release&source=webjunction&lang=pt-br"
            "&since=2024-10-24T12%3A00%3A00Z&limit=5&q=%22story+time%22+-title%3Asports");
  EXPECT_EQ(topic_url(sample_site(), "news", OutputFormat::Atom, {}), "https://news.example.org/topics/news.atom");
}

TEST(LinkHeader, NamesTheDocumentAndItsOtherFormats) {
  EXPECT_EQ(link_header(sample_site(), "news", OutputFormat::Atom),
            "<https://news.example.org/topics/news.atom>; rel=\"self\"; type=\"application/atom+xml\", "
            "<https://news.example.org/topics/news>; rel=\"alternate\"; type=\"text/html\"");
  EXPECT_EQ(link_header(sample_site(), "news", OutputFormat::Html),
            "<https://news.example.org/topics/news>; rel=\"canonical\", "
            "<https://news.example.org/topics/news.atom>; rel=\"alternate\"; type=\"application/atom+xml\", "
            "<https://news.example.org/topics/news.rss>; rel=\"alternate\"; type=\"application/rss+xml\", "
            "<https://news.example.org/topics/news.json>; rel=\"alternate\"; type=\"application/feed+json\", "
            "<https://news.example.org/topics/news.ics>; rel=\"alternate\"; type=\"text/calendar\"");
}

TEST(StoryLink, IsThePageHereWhereTheOriginalHasNoAddress) {
  Story story = sample_story();
  story.lead.link = "javascript:alert(1)";
  EXPECT_EQ(story_link(sample_site(), story), "https://news.example.org/entries/0123456789ab");
}

TEST(SearchLinks, AreWrittenAsFormsAre) {
  struct Case {
    SearchParameters asked;
    std::string page, feed;  // after "/search" and "/search.atom"
  };
  constexpr auto kByDate = SearchParameters::Order::Date;
  const Case cases[] = {
      {{}, "", ""},
      {{.query = "library"}, "?q=library", "?q=library"},
      {{.query = "\"book club\" -title:a*"}, "?q=%22book+club%22+-title%3Aa*", "?q=%22book+club%22+-title%3Aa*"},
      {{.query = "école & +"}, "?q=%C3%A9cole+%26+%2B", "?q=%C3%A9cole+%26+%2B"},
      {{.query = "a", .source = "s", .type = "Press release", .topic = "t"},
       "?q=a&source=s&type=Press+release&topic=t",
       "?q=a&source=s&type=Press+release&topic=t"},
      {{.type = "News", .order = kByDate, .page = 3}, "?type=News&order=date&page=3", "?type=News&page=3"},
  };
  Site site;
  site.public_url = "https://library.example/news";
  for (const Case& c : cases) {
    SCOPED_TRACE(c.page);
    EXPECT_EQ(search_path(site, c.asked), "/news/search" + c.page);
    EXPECT_EQ(search_feed_path(site, c.asked), "/news/search.atom" + c.feed);
    EXPECT_EQ(search_url(site, c.asked, OutputFormat::Html), "https://library.example/news/search" + c.page);
    EXPECT_EQ(search_url(site, c.asked, OutputFormat::Atom), "https://library.example/news/search.atom" + c.feed);
  }
}

}  // namespace
}  // namespace commonplace::publish
