#include "app/narrowed_feed.h"

#include <gtest/gtest.h>

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using Titles = std::vector<std::string>;

constexpr const char* kPartner =
    "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:ev='http://purl.org/rss/1.0/modules/event/'>"
    "<channel><title>Partner</title><language>en-US</language>"
    "<item><title>Beans and seeds</title><guid>1</guid><category>Webinar</category><link>https://p.example/1</link>"
    "<pubDate>Tue, 22 Oct 2024 10:00:00 GMT</pubDate><ev:startdate>2024-11-02</ev:startdate></item>"
    "<item><title>Boats</title><guid>2</guid><link>https://p.example/2</link>"
    "<pubDate>Mon, 21 Oct 2024 10:00:00 GMT</pubDate></item>"
    "<item><title>Bateaux</title><guid>3</guid><dc:language>fr</dc:language><link>https://p.example/3</link>"
    "<pubDate>Sun, 20 Oct 2024 10:00:00 GMT</pubDate></item>"
    "<item><title>Seeds again</title><guid>4</guid><link>https://p.example/4</link>"
    "<pubDate>Sat, 19 Oct 2024 10:00:00 GMT</pubDate><ev:startdate>2024-12-24</ev:startdate></item>"
    "</channel></rss>";
constexpr const char* kOther =
    "<rss version='2.0'><channel><title>Other</title>"
    "<item><title>Boats</title><guid>a</guid><link>https://p.example/2</link>"
    "<pubDate>Mon, 21 Oct 2024 12:00:00 GMT</pubDate></item></channel></rss>";

class NarrowedFeedTest : public ::testing::Test {
 protected:
  NarrowedFeedTest() {
    newsroom_.add_source("other");
    newsroom_.add_source("partner").types = {{"Tale", "title:tale"}};
    newsroom_.config.sources[1].tags = {"green"};
    newsroom_.add_topic("all");
    newsroom_.apply();
    for (const auto& [slug, document] : {std::pair("partner", kPartner), std::pair("other", kOther)}) {
      newsroom_.network.script(address(slug), [document = std::string(document)](const fetch::FetchRequest&) {
        return make_response(200, document);
      });
      newsroom_.poll_well(slug);
    }
  }

  NarrowedFeed narrowed(FeedParameters asked, OutputFormat format = OutputFormat::Atom) {
    const Topic& topic = newsroom_.live->config.topics.at(0);
    return narrowed_feed(newsroom_.store, *newsroom_.live, topic, format, std::move(asked), newsroom_.clock.now())
        .value();
  }
  Titles titles(FeedParameters asked, OutputFormat format = OutputFormat::Atom) {
    const NarrowedFeed feed = narrowed(std::move(asked), format);
    EXPECT_EQ(feed.problem, "");
    Titles titles;
    const bool is_calendar = format == OutputFormat::Calendar;
    for (const Story& story : is_calendar ? feed.page.events : feed.page.stories) titles.push_back(story.lead.title);
    return titles;
  }

  Newsroom newsroom_;
};

TEST_F(NarrowedFeedTest, HoldsWhatIsAskedFor) {
  const struct {
    const char* name;
    FeedParameters asked;
    Titles expected;
  } kCases[] = {
      {"a type", {.type = "Webinar"}, {"Beans and seeds"}},
      {"a type, whatever its case", {.type = "webinar"}, {"Beans and seeds"}},
      {"a type of the configuration", {.type = "tale"}, {}},
      {"a source", {.source = "partner"}, {"Beans and seeds", "Boats", "Bateaux", "Seeds again"}},
      {"a source that does not lead", {.source = "other"}, {"Boats"}},
      {"a language", {.language = "fr"}, {"Bateaux"}},
      {"a language with a region", {.language = "en-us"}, {"Beans and seeds", "Boats", "Seeds again"}},
      {"a language without one", {.language = "en"}, {"Beans and seeds", "Boats", "Seeds again"}},
      {"a moment", {.since = Timestamp{std::chrono::seconds{1'729'504'800}}}, {"Beans and seeds", "Boats"}},
      {"a number", {.limit = 1}, {"Beans and seeds"}},
      {"words", {.query = "seed"}, {"Beans and seeds", "Seeds again"}},
      {"a tag", {.query = "tag:green boats"}, {"Boats"}},
      {"all of it", {.type = "News", .language = "en", .limit = 5, .query = "seed"}, {"Seeds again"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(titles(c.asked), c.expected);
  }
}

TEST_F(NarrowedFeedTest, SaysWhatMeansNothingHere) {
  EXPECT_EQ(narrowed({.type = "Soup"}).problem, "there is no type 'Soup'");
  EXPECT_EQ(narrowed({.source = "nobody"}).problem, "there is no source 'nobody'");
  EXPECT_TRUE(narrowed({.query = "title:("}).problem.starts_with("the query cannot be understood at character 8"));
  EXPECT_TRUE(narrowed({.query = "ééé ("}).problem.starts_with("the query cannot be understood at character 6"))
      << "as people count";
}

TEST_F(NarrowedFeedTest, ADefaultNarrowsNothing) {
  EXPECT_TRUE(narrowed({.limit = 20}).is_whole);
  EXPECT_FALSE(narrowed({.limit = 20}, OutputFormat::Calendar).is_whole);
  EXPECT_FALSE(narrowed({.limit = 21}).is_whole);
}

TEST_F(NarrowedFeedTest, EqualQuestionsHaveEqualAnswers) {
  const std::string one = render(narrowed({.type = "webinar", .limit = 20}).page, OutputFormat::Atom).body;
  newsroom_.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(render(narrowed({.type = "Webinar"}).page, OutputFormat::Atom).body, one);
  EXPECT_NE(one.find("href=\"https://news.example.org/topics/all.atom?type=Webinar\""), std::string::npos);
}

TEST_F(NarrowedFeedTest, IsAsOldAsWhatItShows) {
  const TopicPage page = narrowed({.type = "Webinar"}).page;
  EXPECT_EQ(page.updated, page.stories.at(0).lead.first_seen);
  const auto topic = newsroom_.store.newest(newsroom_.live->config.topics.at(0).id, {}).value();
  EXPECT_EQ(narrowed({.type = "Job"}).page.updated, topic.changed) << "nothing is left since then";
  EXPECT_NE(topic.changed, Timestamp{});
}

TEST_F(NarrowedFeedTest, GoesBeyondTheLimitOfTheTopic) {
  newsroom_.config.topics[0].limit = 1;
  newsroom_.config.topics[0].per_source = 1;
  newsroom_.apply();
  EXPECT_EQ(titles({.source = "partner", .limit = 3}), (Titles{"Beans and seeds", "Boats", "Bateaux"}));
}

TEST_F(NarrowedFeedTest, HidesWhatTheTopicHides) {
  const auto entries = newsroom_.store.entries({}).value();
  for (const Entry& entry : entries) {
    if (entry.title == "Beans and seeds") newsroom_.config.topics[0].hide = {entry.key};
  }
  newsroom_.apply();
  EXPECT_EQ(titles({.query = "seed"}), Titles{"Seeds again"});
  EXPECT_EQ(titles({.query = "seed"}, OutputFormat::Calendar), Titles{"Seeds again"});
}

TEST_F(NarrowedFeedTest, NarrowsCalendars) {
  constexpr OutputFormat kCalendar = OutputFormat::Calendar;
  EXPECT_EQ(titles({.query = "seed"}, kCalendar), (Titles{"Beans and seeds", "Seeds again"}));
  EXPECT_EQ(titles({.type = "Webinar"}, kCalendar), Titles{"Beans and seeds"});
  EXPECT_EQ(titles({.limit = 1}, kCalendar), Titles{"Beans and seeds"});
  EXPECT_EQ(titles({.since = Timestamp{std::chrono::sys_days{std::chrono::year{2024} / 12 / 1}}}, kCalendar),
            Titles{"Seeds again"});
}

// `hush` is for those who have a token; its copy of "Boats" leads the story that `partner` and `other` carry.
TEST_F(NarrowedFeedTest, TellsNothingOfWhatIsNotForEverybody) {
  Source& hush = newsroom_.add_source("hush");
  hush.priority = 1;
  hush.type = "Hushhush";
  hush.types = {{"Whisper", "title:whisper"}};
  hush.tags = {"quiet"};
  newsroom_.config.topics[0].sources = {"partner", "other"};
  Topic& staff = newsroom_.add_topic("staff");
  staff.sources = {"hush"};
  staff.tokens = {"branch-token-17"};
  newsroom_.apply();
  newsroom_.network.script(address("hush"), [](const fetch::FetchRequest&) {
    return make_response(200,
                         "<rss version='2.0'><channel><title>Hush</title><language>eo</language>"
                         "<item><title>Boats</title><guid>h</guid><link>https://p.example/2</link>"
                         "<description>A quagga is on board.</description>"
                         "<pubDate>Mon, 21 Oct 2024 09:00:00 GMT</pubDate></item></channel></rss>");
  });
  newsroom_.poll_well("hush");
  const struct {
    const char* name;
    FeedParameters asked;
  } kRefused[] = {
      {"source", {.source = "hush"}}, {"type", {.type = "Hushhush"}}, {"a type of queries", {.type = "Whisper"}}};
  for (const auto& c : kRefused) {
    SCOPED_TRACE(c.name);
    EXPECT_TRUE(narrowed(c.asked).problem.starts_with("there is no "));
    EXPECT_TRUE(narrowed(c.asked, OutputFormat::Calendar).problem.starts_with("there is no "));
  }
  for (const char* query : {"quagga", "source:hush", "tag:quiet", "lang:eo", "type:hushhush"}) {
    EXPECT_EQ(titles({.query = query}), Titles{}) << query;
  }
  EXPECT_EQ(titles({.language = "eo"}), Titles{});
  EXPECT_EQ(titles({.type = "News", .query = "boats"}), Titles{"Boats"}) << "the type of the copy that is shown";
  const Topic& for_staff = newsroom_.live->config.topics.at(1);
  const auto told = narrowed_feed(newsroom_.store, *newsroom_.live, for_staff, OutputFormat::Atom,
                                  {.type = "hushhush", .source = "hush", .query = "quagga"}, newsroom_.clock.now());
  EXPECT_EQ(told->problem, "");
  EXPECT_EQ(told->page.stories.size(), 1u);
}

TEST_F(NarrowedFeedTest, IsTitledAlikeWhetherOrNotThereIsAnything) {
  newsroom_.config.sources[1].title = "Our partner";
  newsroom_.apply();
  for (const FeedParameters& asked : {FeedParameters{.source = "partner"}, {.type = "Job", .source = "partner"}}) {
    const std::string feed = render(narrowed(asked).page, OutputFormat::Atom).body;
    EXPECT_NE(feed.find("Our partner</title>"), std::string::npos) << asked.type;
  }
}

}  // namespace
}  // namespace commonplace::app
