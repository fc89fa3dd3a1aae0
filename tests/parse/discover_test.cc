// The feeds that pages offer.

#include "commonplace/discover.h"

#include <gtest/gtest.h>
#include <algorithm>

namespace commonplace {
namespace {

const Url kPage = *parse_url("https://riverside.example.org/news/index.html");

std::string discovered(std::string_view html) {
  std::string lines;
  for (const FeedLink& link : discover_feeds(html, kPage)) {
    lines += (link.announced ? "" : "? ") + link.url;
    if (!link.type.empty()) lines += " " + link.type;
    if (!link.title.empty()) lines += " '" + link.title + "'";
    lines += "\n";
  }
  return lines;
}

struct Case {
  const char* name;
  const char* input;
  const char* expected;
};

constexpr Case kCases[] = {
    {"RSS", "<link rel=alternate type='application/rss+xml' title=' All\n news ' href='/rss'>",
     "https://riverside.example.org/rss application/rss+xml 'All news'\n"},
    {"Atom", "<link rel='ALTERNATE home' type='Application/Atom+XML; charset=utf-8' href=a>",
     "https://riverside.example.org/news/a application/atom+xml\n"},
    {"JSON Feed", "<link rel=alternate type='application/feed+json' href=/f>",
     "https://riverside.example.org/f application/feed+json\n"},
    {"a JSON API is no feed", "<link rel=alternate type='application/json' href='/wp-json/wp/v2/posts/1'>", ""},
    {"rel=feed", "<link rel=feed href=/f>", "https://riverside.example.org/f\n"},
    {"another language of the page", "<link rel=alternate hreflang=fr href='/fr/'>", ""},
    {"an alternate style", "<link rel='alternate stylesheet' type='text/css' href=/feed>", ""},
    {"XML that may be a feed", "<link rel=alternate type='text/xml' href='/index.xml'>",
     "https://riverside.example.org/index.xml text/xml\n"},
    {"XML that may not", "<link rel=alternate type='text/xml' href='/sitemap.xml'>", ""},
    {"in the body", "<body><p><link rel=alternate type='application/rss+xml' href=/rss>",
     "https://riverside.example.org/rss application/rss+xml\n"},
    {"base", "<base href='https://cdn.example.net/x/'><link rel=alternate type='application/rss+xml' href=r>",
     "https://cdn.example.net/x/r application/rss+xml\n"},
    {"base after the link", "<link rel=alternate type='application/rss+xml' href=r><base href='/x/'><base href='/y/'>",
     "https://riverside.example.org/x/r application/rss+xml\n"},
    {"twice but for a place", "<link rel=feed href='/f'><link rel=feed href='/f#x'>",
     "https://riverside.example.org/f\n"},
    {"comments come last",
     "<link rel=feed title='News &raquo; Comments Feed' href=/c><link rel=feed href='/comments/feed/'>"
     "<link rel=feed title=News href=/f><a href=/rss>",
     "https://riverside.example.org/f 'News'\nhttps://riverside.example.org/c 'News \u00BB Comments Feed'\n"
     "https://riverside.example.org/comments/feed/\n? https://riverside.example.org/rss\n"},
    {"old types", "<link rel=alternate type='text/rss' href=/r><link rel=alternate type='text/atom' href=/a>",
     "https://riverside.example.org/r text/rss\nhttps://riverside.example.org/a text/atom\n"},
    {"a scheme of its own",
     "<link rel=feed href='feed://riverside.example.org/f'><a href='feed:http://other.example.net/news'>x</a>",
     "https://riverside.example.org/f\n? http://other.example.net/news\n"},
    {"what is asked for by parameters",
     "<a href='/?feed=rss2'>x</a><a href='/news?format=feed&amp;type=rss'>y</a><a href='/feeds/posts/default'>z</a>"
     "<a href='/?feed=animals'>w</a>",
     "? https://riverside.example.org/?feed=rss2\n? https://riverside.example.org/news?format=feed&type=rss\n"
     "? https://riverside.example.org/feeds/posts/default\n"},
    {"in a template", "<template><link rel=feed href=/f></template>", ""},
    {"twice",
     "<link rel=alternate type='application/rss+xml' href=/r><link rel=alternate type='application/rss+xml' href=/r>",
     "https://riverside.example.org/r application/rss+xml\n"},
    {"an ordinary link", "<a href='/feed/'>RSS</a><a href='/about'>About</a>",
     "? https://riverside.example.org/feed/\n"},
    {"XML that is called a feed, or lies among feeds",
     "<a href='/NewsRSS.xml'>RSS</a><a href='/feeds/new-books.xml'>New books</a><a href='/map/sitemap.xml'>Map</a>"
     "<a href='/feedback.html'>Feedback</a>",
     "? https://riverside.example.org/NewsRSS.xml\n? https://riverside.example.org/feeds/new-books.xml\n"},
    {"announced ones first", "<a href='/atom.xml'>x</a><link rel=alternate type='application/rss+xml' href=/r>",
     "https://riverside.example.org/r application/rss+xml\n? https://riverside.example.org/atom.xml\n"},
    {"somebody else's feed", "<a href='https://other.example.net/feed'>x</a>", ""},
    {"other schemes", "<link rel=alternate type='application/rss+xml' href='javascript:x'>", ""},
    {"no address", "<link rel=alternate type='application/rss+xml'>", ""},
    {"commented out", "<!-- <link rel=alternate type='application/rss+xml' href=/r> -->", ""},
    {"nothing", "", ""},
};

TEST(DiscoverFeeds, FindsWhatThePageOffers) {
  for (const Case& c : kCases) EXPECT_EQ(discovered(c.input), c.expected) << c.name;
}

TEST(DiscoverFeeds, OffersNotMoreThanOneCanChooseAmong) {
  std::string page;
  for (int i = 0; i < 3000; ++i) page += "<a href='/feed?" + std::to_string(i) + "'>";
  EXPECT_EQ(discover_feeds(page, kPage).size(), 1000u);
}

// Each link would be resolved against all of it.
TEST(DiscoverFeeds, DoesNotBelieveABaseOfAMegabyte) {
  EXPECT_EQ(discovered("<base href='/" + std::string(1 << 20, 'x') + "/'><a href=feed>"),
            "? https://riverside.example.org/news/feed\n");
}

TEST(DiscoverFeeds, PassesOverAddressesThatNobodyCouldWrite) {
  EXPECT_EQ(discovered("<link rel=alternate type='application/rss+xml' href='/" + std::string(1 << 20, 'y') + "'>"),
            "");
}

TEST(WellKnownFeeds, AreBesideThePageAndAtTheRoot) {
  const std::vector<Url> places = well_known_feeds(kPage);
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(places.front().href(), "https://riverside.example.org/news/feed");
  const auto has = [&places](std::string_view href) {
    return std::any_of(places.begin(), places.end(), [href](const Url& url) { return url.href() == href; });
  };
  EXPECT_TRUE(has("https://riverside.example.org/rss.xml"));
  EXPECT_TRUE(has("https://riverside.example.org/news/atom.xml"));
}

TEST(WellKnownFeeds, ComeOnceAtTheRoot) {
  const std::vector<Url> places = well_known_feeds(*parse_url("https://riverside.example.org/"));
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = i + 1; j < places.size(); ++j) EXPECT_NE(places[i], places[j]);
  }
}

}  // namespace
}  // namespace commonplace
