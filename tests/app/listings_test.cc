#include "app/listings.h"

#include <boost/json.hpp>

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class ListingsTest : public ::testing::Test {
 protected:
  ListingsTest() {
    newsroom_.add_source("partner");
    newsroom_.add_source("library");
    newsroom_.add_topic("ones", "one");
    newsroom_.apply();
    newsroom_.network.answer(address("partner"), make_response(200, rss({"One", "Two", "Three"})));
    newsroom_.poll_well("partner");
  }

  boost::json::array entries(std::string_view query) {
    const auto list = list_entries(newsroom_.store, newsroom_.config, query);
    EXPECT_TRUE(list) << query << ": " << list.error().detail;
    return list ? boost::json::parse(*list).as_array() : boost::json::array();
  }

  Newsroom newsroom_;
};

TEST_F(ListingsTest, ListsTopics) {
  const boost::json::array topics =
      boost::json::parse(list_topics(newsroom_.store, newsroom_.config).value()).as_array();
  ASSERT_EQ(topics.size(), 1u);
  EXPECT_EQ(topics[0].at("topic").as_string(), "ones");
  EXPECT_EQ(topics[0].at("title").as_string(), "About ones");
  EXPECT_EQ(topics[0].at("stories").to_number<int>(), 1);
}

TEST_F(ListingsTest, SaysAtWhichCharacterAQueryGoesWrong) {
  const auto list = list_entries(newsroom_.store, newsroom_.config, "match=%C3%BC%C3%BC)");
  ASSERT_FALSE(list);
  EXPECT_TRUE(list.error().detail.starts_with("match: character 3: ")) << list.error().detail;
}

TEST_F(ListingsTest, NarrowsEntries) {
  struct Case {
    std::string_view query;
    std::size_t expected;
  };
  const Case cases[] = {
      {"", 3},
      {"topic=ones", 1},
      {"source=partner", 3},
      {"source=library", 0},
      {"limit=2", 2},
      {"match=two", 1},
      {"match=one%20OR%20three", 2},
      {"since=2001-01-01", 3},
      {"unheard-of=1", 3},
  };
  for (const Case& c : cases) EXPECT_EQ(entries(c.query).size(), c.expected) << c.query;
  EXPECT_EQ(entries("topic=ones")[0].at("title").as_string(), "One");
}

TEST_F(ListingsTest, SaysWhatMeansNothing) {
  struct Case {
    std::string_view query;
    Errc code;
    std::string_view part;
  };
  const Case cases[] = {
      {"limit=0", Errc::BadQuery, "limit: '0' is not a number from 1 to 1000"},
      {"limit=many", Errc::BadQuery, "limit:"},
      {"since=soon", Errc::BadQuery, "since: 'soon' is not a date"},
      {"match=%28one", Errc::BadQuery, "match: character"},
      {"match=%ff", Errc::BadQuery, "match: this is not UTF-8"},
      {"topic=nobody", Errc::NotFound, "no topic 'nobody'"},
      {"source=nobody", Errc::NotFound, "no source 'nobody'"},
  };
  for (const Case& c : cases) {
    const auto list = list_entries(newsroom_.store, newsroom_.config, c.query);
    ASSERT_FALSE(list) << c.query;
    EXPECT_EQ(list.error().code, c.code);
    EXPECT_NE(list.error().detail.find(c.part), std::string::npos) << list.error().detail;
  }
}

}  // namespace
}  // namespace commonplace::app
