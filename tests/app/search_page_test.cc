// What is asked of the search against a store that holds little.

#include "app/search_page.h"

#include "base/text.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class SearchPageTest : public ::testing::Test {
 protected:
  SearchPageTest() {
    newsroom_.config.service.title = "Library news";
    newsroom_.config.service.public_url = "https://news.example.org";
    newsroom_.add_source("harbor").title = "Harbor library";
    newsroom_.add_source("valmont").tags = {"partners"};
    Topic& books = newsroom_.add_topic("books", "book");
    books.title = "Books and reading";
    newsroom_.apply();
    publish("harbor", rss({"Book club", "Book fair", "A new roof"}));
    publish("valmont", rss({"Book swap"}, "<title>Valmont</title>"));
  }

  void publish(const std::string& slug, std::string document) {
    newsroom_.network.answer(address(slug), make_response(200, std::move(document)));
    newsroom_.poll_well(slug);
  }
  SearchAnswer ask(SearchParameters asked, OutputFormat format = OutputFormat::Html) {
    auto answer = search_page(newsroom_.store, *newsroom_.live, std::move(asked), format);
    EXPECT_TRUE(answer) << answer.error().detail;
    return answer ? std::move(*answer) : SearchAnswer{};
  }
  static std::string shown(const std::vector<SearchPage::Choice>& choices) {
    std::string line;
    for (const auto& choice : choices)
      line += choice.value + "=" + choice.name + ":" + std::to_string(choice.count) + " ";
    return line;
  }

  Newsroom newsroom_;
};

TEST_F(SearchPageTest, ShowsWhatMatchesWithItsPublishersAndCounts) {
  const SearchAnswer answer = ask({.query = "book"});
  EXPECT_EQ(answer.status, 200);
  const SearchPage& page = answer.page;
  EXPECT_FALSE(page.problem);
  EXPECT_EQ(page.site.title, "Library news");
  EXPECT_EQ(page.total, 3u);
  ASSERT_EQ(page.stories.size(), 3u);
  EXPECT_EQ(shown(page.sources), "harbor=Harbor library:2 valmont=Valmont:1 ");
  EXPECT_EQ(shown(page.types), "News=News:3 ");
  EXPECT_EQ(shown(page.topics), "books=Books and reading:3 ");
  EXPECT_EQ(page.publishers.at("valmont").title, "Valmont");
  EXPECT_FALSE(page.stories[0].atom_id.empty());
  EXPECT_EQ(page.updated, newsroom_.clock.now());
}

TEST_F(SearchPageTest, IsNarrowedByWhatIsAsked) {
  EXPECT_EQ(ask({.query = "book", .source = "valmont"}).page.total, 1u);
  EXPECT_EQ(ask({.query = "book", .type = "Webinar"}).page.total, 0u);
  EXPECT_EQ(ask({.query = "roof", .topic = "books"}).page.total, 0u);
  EXPECT_EQ(ask({.query = "tag:partners"}).page.total, 1u);
  const SearchPage nothing = ask({.query = "roof", .source = "valmont", .topic = "books"}).page;
  EXPECT_EQ(shown(nothing.sources), "valmont=Valmont:0 ") << "it is shown by its name";
  EXPECT_EQ(shown(nothing.topics), "books=Books and reading:0 ");
}

TEST_F(SearchPageTest, AsksTheStoreForNothingWhereNothingIsAsked) {
  newsroom_.store.failure = Error{Errc::StoreFailed, "not to be asked"};
  EXPECT_EQ(ask({}).page.total, 0u);
  EXPECT_EQ(search_page(newsroom_.store, *newsroom_.live, {.query = "book"}, OutputFormat::Html).error().code,
            Errc::StoreFailed);
}

TEST_F(SearchPageTest, AFeedOfNothingInParticularIsOfAll) {
  EXPECT_EQ(ask({}, OutputFormat::Atom).page.total, 4u);
  EXPECT_EQ(ask({.source = "harbor"}).page.total, 3u);
}

TEST_F(SearchPageTest, SaysWhatIsWrong) {
  struct Case {
    const char* name;
    SearchParameters asked;
    const char* words;
    std::optional<std::size_t> offset;
  };
  const Case cases[] = {
      {"a field", {.query = "a titel:b"}, "title:", 2},
      {"a source", {.query = "book", .source = "nobody"}, "there is no source 'nobody'", std::nullopt},
      {"a topic", {.query = "book", .topic = "nothing"}, "there is no topic 'nothing'", std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const SearchAnswer answer = ask(c.asked);
    EXPECT_EQ(answer.status, 400);
    ASSERT_TRUE(answer.page.problem);
    EXPECT_NE(answer.page.problem->message.find(c.words), std::string::npos) << answer.page.problem->message;
    EXPECT_EQ(answer.page.problem->offset, c.offset);
    EXPECT_EQ(answer.page.asked.query, c.asked.query);
  }
}

TEST_F(SearchPageTest, AsksForPatienceWhereItTakesTooLong) {
  newsroom_.store.failure = Error{Errc::TimedOut, "store.db took too long to answer"};
  const SearchAnswer answer = ask({.query = "book"});
  EXPECT_EQ(answer.status, 503);
  ASSERT_TRUE(answer.page.problem);
  EXPECT_TRUE(answer.page.problem->message.starts_with("it took too long;")) << answer.page.problem->message;
}

TEST_F(SearchPageTest, ShowsAStoryOnce) {
  publish("valmont", base::replace_all(rss({"Book club"}), "/book club", "https://harbor.example/book club"));
  newsroom_.poll_well("valmont");  // the answer before it is given once more
  const SearchPage page = ask({.query = "club"}).page;
  EXPECT_EQ(page.total, 2u);
  ASSERT_EQ(page.stories.size(), 1u);
  EXPECT_EQ(page.stories[0].copies.size(), 1u);
}

}  // namespace
}  // namespace commonplace::app
