// Which feeds an address leads to, and what is asked for on the way.

#include "app/discovery.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "app/run_to_end.h"
#include "support/fake_fetcher.h"

namespace commonplace::app {
namespace {

using commonplace::testing::FakeFetcher;
using commonplace::testing::make_response;

constexpr std::string_view kPage = "https://riverside.example/";
constexpr std::string_view kRss =
    "<rss version='2.0'><channel><title>Riverside &amp;amp; Co</title><item><title>a</title></item></channel></rss>";
constexpr std::string_view kAtom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Riverside</title></feed>";
constexpr std::string_view kJson =
    R"({"version": "https://jsonfeed.org/version/1.1", "title": "Riverside", "items": []})";

fetch::FetchResponse html(std::string body) {
  return make_response(200, std::move(body), {{"content-type", "text/html"}});
}
fetch::FetchResponse feed(std::string_view body, std::string type = "application/xml; charset=utf-8") {
  return make_response(200, std::string(body), {{"content-type", std::move(type)}});
}

class Discover : public ::testing::Test {
 protected:
  // A site that has no other pages than those a test gives it.
  Discover() {
    for (const Url& place : well_known()) fetcher.answer(place.href(), make_response(404));
  }
  static std::vector<Url> well_known() {
    std::vector<Url> places;
    for (const char* name : {"feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed/", "feed.json",
                             "index.rdf", "?feed=rss2"}) {
      places.push_back(*parse_url(std::string(kPage) + name));
    }
    return places;
  }
  Result<std::vector<FoundFeed>> discovered(std::string_view url = kPage) {
    return run_to_end(net, discover(fetcher, *parse_url(url)));
  }
  // "where format url 'title'", a line each.
  std::string lines(std::string_view url = kPage) {
    const auto found = discovered(url);
    if (!found) return "error: " + found.error().detail;
    std::string text;
    for (const FoundFeed& one : *found) {
      text += std::string(name(one.where)) + " " + one.format + " " + one.url + " '" + one.title + "'\n";
    }
    return text;
  }

  boost::asio::io_context net;
  FakeFetcher fetcher;
};

TEST_F(Discover, SaysThatAnAddressIsAFeed) {
  fetcher.answer(kPage, feed(kRss));
  const auto found = discovered();
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front(),
            (FoundFeed{std::string(kPage), "Riverside & Co", "application/xml", "RSS 2.0", FoundIn::Address, 1}));
  EXPECT_EQ(fetcher.requests().size(), 1u);
}

TEST_F(Discover, BelievesWhatThePageAnnounces) {
  fetcher.answer(kPage, html("<link rel=alternate type=application/rss+xml title=All href=/r>"
                             "<link rel='alternate' type=application/atom+xml href=/a>"
                             "<link rel=alternate type=application/feed+json href=/j><link rel=feed href=/f>"
                             "<a href=/feed>RSS</a>"));
  EXPECT_EQ(lines(),
            "head RSS https://riverside.example/r 'All'\nhead Atom https://riverside.example/a ''\n"
            "head JSON Feed https://riverside.example/j ''\nhead  https://riverside.example/f ''\n");
  EXPECT_EQ(fetcher.requests().size(), 1u) << "nothing is asked that need not be";
}

TEST_F(Discover, TellsTitlesAsOneLineThatSteersNoTerminal) {
  fetcher.answer(kPage, html("<link rel=alternate type=application/rss+xml title='a\x1B[31mb&nbsp; \u009Bc' href=/r>"));
  EXPECT_EQ(lines(), "head RSS https://riverside.example/r 'a[31mb c'\n");
}

TEST_F(Discover, ResolvesAgainstWhereRedirectsEnded) {
  fetch::FetchResponse moved = html("<link rel=alternate type=application/rss+xml href=r.xml>");
  moved.url = *parse_url("https://www.riverside.example/news/");
  fetcher.answer(kPage, moved);
  EXPECT_EQ(lines(), "head RSS https://www.riverside.example/news/r.xml ''\n");
}

TEST_F(Discover, KnowsWhatElseAPageAnnounces) {
  const std::string page = "<link rel=alternate type='application/rss+xml' href='/old'><a href='/maybe.xml'>RSS</a>";
  const std::string atom = "<link rel=alternate type='application/atom+xml' href='/new'>";
  struct Case {
    const char* name;
    fetch::FetchResponse home;
    std::string found;
  };
  const Case cases[] = {{"another", html(page + atom), "https://riverside.example/new"},
                        {"the known one only", html(page), ""},
                        {"an error", make_response(404, page + atom), ""},
                        {"a feed", feed(kRss), ""}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    FakeFetcher site;
    site.answer(kPage, c.home);
    fetch::FetchRequest home;
    home.url = *parse_url(kPage);
    EXPECT_EQ(run_to_end(net, announced_feed(site, home, "https://riverside.example/old")), c.found);
    EXPECT_EQ(site.requests().size(), 1u);
  }
}

TEST_F(Discover, KeepsOfLinksThatLookLikeFeedsThoseThatAre) {
  fetcher.answer(kPage,
                 html("<a href=/news.atom>a</a><a href=/about/rss>how to subscribe</a><a href=/same/feed>b</a>"));
  fetcher.answer("https://riverside.example/news.atom", feed(kAtom));
  fetcher.answer("https://riverside.example/about/rss", html("<title>What is RSS?</title>"));
  fetcher.answer("https://riverside.example/same/feed", feed(kAtom));
  EXPECT_EQ(lines(), "link Atom 1.0 https://riverside.example/news.atom 'Riverside'\n") << "one document, one feed";
  EXPECT_EQ(fetcher.requests().size(), 4u) << "the usual places are not asked for";
}

TEST(DiscoverWellKnown, ReadsEveryPlaceThatAnswersWithAFeed) {
  FakeFetcher fetcher;
  boost::asio::io_context net;
  fetcher.answer(kPage, html("<p>Welcome"));
  for (const char* name : {"feed", "rss", "atom.xml", "index.xml", "feed/", "index.rdf", "?feed=rss2"}) {
    fetcher.answer(std::string(kPage) + name, make_response(404));
  }
  fetcher.answer("https://riverside.example/rss.xml", feed(kRss));
  fetcher.answer("https://riverside.example/feed.xml", html("<title>Not found, with 200</title>"));
  fetcher.answer("https://riverside.example/feed.json", feed(kJson, "application/feed+json"));
  const auto found = run_to_end(net, discover(fetcher, *parse_url(kPage)));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ((*found)[0].url, "https://riverside.example/rss.xml");
  EXPECT_EQ((*found)[0].where, FoundIn::WellKnown);
  EXPECT_EQ((*found)[1].format, "JSON Feed 1.1");
}

TEST_F(Discover, LooksInTheUsualPlacesLast) {
  fetcher.answer(kPage, html("<p>Welcome"));
  const auto found = discovered();
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
  EXPECT_EQ(fetcher.requests().size(), 1u + well_known().size());
}

TEST_F(Discover, StopsGuessingWhereTheServerIsTired) {
  struct Case {
    const char* name;
    Result<fetch::FetchResponse> answer;
  };
  const Case cases[] = {
      {"too many requests", make_response(429)},
      {"not available", make_response(503)},
      {"does not answer", fail(Errc::TimedOut, "no answer")},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    FakeFetcher tired;
    tired.answer(kPage, html("<p>Welcome"));
    tired.answer("https://riverside.example/feed", c.answer);
    const auto found = run_to_end(net, discover(tired, *parse_url(kPage)));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->empty());
    EXPECT_EQ(tired.requests().size(), 2u);
  }
}

TEST_F(Discover, AsksForABoundedNumberOfPlaces) {
  std::string links;
  for (int i = 0; i < 1000; ++i) links += "<a href='/" + std::to_string(i) + "/feed'>x</a>";
  fetcher.answer(kPage, html(links));
  for (int i = 0; i < 1000; ++i) {
    fetcher.answer("https://riverside.example/" + std::to_string(i) + "/feed", make_response(404));
  }
  EXPECT_EQ(lines(), "");
  EXPECT_EQ(fetcher.requests().size(), 1u + kMostGuesses);
}

TEST_F(Discover, TellsWhyTheAddressItselfCannotBeRead) {
  fetcher.answer(kPage, make_response(404));
  EXPECT_EQ(lines(), "error: the server knows no such page; the feed may have moved (HTTP 404)");
  EXPECT_EQ(lines("https://nowhere.example/").substr(0, 6), "error:");
}

TEST(ParseWebAddress, TakesAddressesAsPeopleWriteThem) {
  struct Case {
    const char* written;
    const char* meant;  // empty: refused
  };
  constexpr Case cases[] = {
      {"https://example.org/news", "https://example.org/news"},
      {" http://example.org ", "http://example.org/"},
      {"example.org/news", "https://example.org/news"},
      {"localhost:8080/news", "https://localhost:8080/news"},
      {"feed://example.org/rss.xml", "https://example.org/rss.xml"},
      {"feed:http://example.org/rss.xml", "http://example.org/rss.xml"},
      {"FEED:https://example.org/rss.xml", "https://example.org/rss.xml"},
      {"feed:ftp://example.org/", ""},
      {"feed://", ""},
      {"feed.example.org", "https://feed.example.org/"},
      {"ftp://example.org/", ""},
      {"file:///etc/passwd", ""},
      {"mailto:ops@example.org", ""},
      {"", ""},
      {"http://", ""},
  };
  for (const Case& c : cases) {
    const Result<Url> url = parse_web_address(c.written);
    EXPECT_EQ(url ? url->href() : "", c.meant) << c.written;
  }
}

}  // namespace
}  // namespace commonplace::app
