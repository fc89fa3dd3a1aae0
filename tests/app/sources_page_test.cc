// Who is aggregated here, against a store that holds little.

#include "app/sources_page.h"

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using namespace std::chrono_literals;

class SourcesPageTest : public ::testing::Test {
 protected:
  SourcesPageTest() {
    newsroom_.config.service.public_url = "https://news.example.org";
    newsroom_.add_source("harbor").title = "Harbor library";
    newsroom_.add_source("valmont").license = "CC BY 4.0";
    newsroom_.add_source("staff-only");
    newsroom_.add_source("unheard");
    newsroom_.add_topic("books", "book").title = "Books and reading";
    newsroom_.add_topic("roofs", "roof");
    newsroom_.add_topic("staff", "rota").tokens = {"token"};
    newsroom_.apply();
    publish("harbor", rss({"Book club", "A new roof", "Rota of the week"}));
    publish("valmont", rss({"Book swap"}, "<title>Valmont</title><copyright>Valmont, all rights</copyright>"));
    publish("staff-only", rss({"Rota of the month"}));
  }

  void publish(const std::string& slug, std::string document) {
    newsroom_.network.answer(address(slug), make_response(200, std::move(document)));
    newsroom_.poll_well(slug);
  }

  Newsroom newsroom_;
};

TEST_F(SourcesPageTest, ListsThoseWhoFeedTopicsForEverybody) {
  const SourcesPage page = sources_page(newsroom_.store, *newsroom_.live).value();
  EXPECT_EQ(page.site.public_url, "https://news.example.org");
  ASSERT_EQ(page.sources.size(), 2u);
  const SourcesPage::Row& harbor = page.sources[0];
  EXPECT_EQ(harbor.publisher.title, "Harbor library");
  EXPECT_EQ(harbor.publisher.feed_url, address("harbor"));
  EXPECT_EQ(harbor.last_heard, newsroom_.clock.now());
  EXPECT_EQ(harbor.entries, 2u) << "the rota is not for everybody";
  ASSERT_EQ(harbor.topics.size(), 2u);
  EXPECT_EQ(harbor.topics[0].title, "Books and reading");
  EXPECT_EQ(harbor.topics[1].slug, "roofs");
  const SourcesPage::Row& valmont = page.sources[1];
  EXPECT_EQ(valmont.publisher.title, "Valmont");
  EXPECT_EQ(valmont.publisher.rights, "Valmont, all rights");
  EXPECT_EQ(valmont.publisher.license, "CC BY 4.0");
  EXPECT_EQ(valmont.topics.size(), 1u);
}

TEST_F(SourcesPageTest, IsMadeAnewWhenSomebodyAsksAndItHasRested) {
  // Making it takes a second, by this clock.
  std::chrono::steady_clock::time_point now;
  SourcesPageKeeper keeper(newsroom_.store, [&now] { return now += 1s; });
  const auto first = keeper.get(newsroom_.live).value();
  now += 90s;
  EXPECT_EQ(keeper.get(newsroom_.live).value(), first);
  now += 10s;
  const auto second = keeper.get(newsroom_.live).value();
  EXPECT_NE(second, first);
  EXPECT_EQ(second->identity.etag, first->identity.etag) << "the same content is the same bytes";

  newsroom_.config.topics[0].title = "Books";
  newsroom_.apply();
  EXPECT_NE(keeper.get(newsroom_.live).value()->identity.etag, first->identity.etag)
      << "another configuration is another page";
}

TEST_F(SourcesPageTest, SaysWhyItCannotBeShown) {
  newsroom_.store.failure = Error{Errc::StoreFailed, "the disk is full"};
  SourcesPageKeeper keeper(newsroom_.store);
  EXPECT_FALSE(keeper.get(newsroom_.live));
  newsroom_.store.failure.reset();
  EXPECT_TRUE(keeper.get(newsroom_.live));
}

}  // namespace
}  // namespace commonplace::app
