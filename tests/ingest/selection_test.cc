// What a source's queries and the topics make of its entries: types, what is kept, where it belongs.

#include <optional>

#include "desk.h"

namespace commonplace::testing {
namespace {

using Titles = std::vector<std::string>;

TEST(IngestTypes, ComeFromQueriesThenCategoriesThenTheSource) {
  Desk desk;
  desk.source.type = "News";
  desk.types = {{"Webinar", "webinar OR \"live session\""}, {"Course", "course"}};
  struct Case {
    const char* name;
    std::string item;
    const char* type;
  };
  const Case cases[] = {
      {"a query", item("A live session on grants"), "Webinar"},
      {"the second query", item("Our autumn course"), "Course"},
      {"the first of two that match", item("A webinar course"), "Webinar"},
      {"a category", item("Meet us", "<category>Event</category>"), "Event"},
      {"a query before a category", item("A webinar", "<category>Event</category>"), "Webinar"},
      {"an unknown category", item("Meet us", "<category>Grants</category>"), "News"},
      {"neither", item("Meet us"), "News"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto ingested = desk.read(rss(c.item));
    ASSERT_TRUE(ingested);
    EXPECT_EQ(ingested->feed.entries.at(0).type, c.type);
  }
}

TEST(IngestSelection, KeepsWhatIsIncludedAndNotExcluded) {
  const std::string document =
      rss(item("Library opens") + item("Library advertises", "<category>advert</category>") + item("Weather report"));
  struct Case {
    const char* name;
    std::string include, exclude;
    Titles kept;
  };
  const Case cases[] = {
      {"everything", "", "", {"Library opens", "Library advertises", "Weather report"}},
      {"include only", "librar*", "", {"Library opens", "Library advertises"}},
      {"exclude only", "", "category:advert", {"Library opens", "Weather report"}},
      {"both", "librar*", "category:advert", {"Library opens"}},
      {"nothing is left", "museum", "", {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Desk desk;
    desk.source.include = c.include;
    desk.source.exclude = c.exclude;
    const auto ingested = desk.read(document);
    ASSERT_TRUE(ingested);
    EXPECT_EQ(titles(*ingested), c.kept);
    EXPECT_EQ(ingested->topics.size(), c.kept.size());
  }
}

TEST(IngestSelection, RemembersWhatItLeftOut) {
  Desk desk;
  desk.source.exclude = "advert";
  const auto ingested = desk.read(rss(item("An advert", "<guid>ad</guid>") + item("A book", "<guid>book</guid>")));
  ASSERT_TRUE(ingested);
  EXPECT_EQ(titles(*ingested), Titles{"A book"});
  EXPECT_EQ(ingested->feed.left_out, std::vector<std::string>{"id:ad"});
}

// What we published, and another aggregator carries.
TEST(IngestSelection, LeavesOutWhatWasOursInTheFirstPlace) {
  struct Case {
    const char* name;
    std::string entry;
    bool is_ours;
  };
  const Case cases[] = {
      {"an id that we minted", "<id>tag:news.example.org,2024:partner/abcd</id>", true},
      {"in other letters", "<id>tag:News.Example.org,2024:partner/abcd</id>", true},
      {"an id of somebody else's", "<id>tag:news.example.org.uk,2024:partner/abcd</id>", false},
      {"from a feed of ours",
       "<id>urn:a</id><source><id>https://news.example.org/topics/partnerships</id><title>x</title></source>", true},
      {"from another of this host",
       "<id>urn:a</id><source><id>https://news.example.org/blog</id><title>x</title></source>", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Desk desk;
    const auto ingested =
        desk.read("<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry><title>One</title>" + c.entry +
                  "</entry></feed>");
    ASSERT_TRUE(ingested);
    EXPECT_EQ(ingested->feed.entries.size(), c.is_ours ? 0u : 1u);
    EXPECT_EQ(ingested->topics.size(), c.is_ours ? 0u : 1u);
    EXPECT_EQ(!ingested->feed.issues.empty(), c.is_ours);
  }
}

TEST(IngestSelection, OfAnEntryAndItsWithdrawalTheLaterCounts) {
  struct Case {
    const char* name;
    std::string withdrawals;
    bool stays;
  };
  const std::string before = "<at:deleted-entry ref='urn:a' when='2024-10-20T12:00:00Z'/>",
                    since = "<at:deleted-entry ref='urn:a' when='2024-10-24T12:00:00Z'/>",
                    some_time = "<at:deleted-entry ref='urn:a'/>",
                    another = "<at:deleted-entry ref='urn:b' when='2024-10-24T12:00:00Z'/>";
  const Case cases[] = {
      {"withdrawn since", since, false},
      {"published again", before, true},
      {"nobody knows when", some_time, true},
      {"withdrawn twice", since + before, false},
      {"published again, and withdrawn again", before + since + some_time, false},
      {"another is withdrawn", another + before, true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Desk desk;
    const auto ingested = desk.read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'><title>x</title>" +
        c.withdrawals +
        "<entry><title>One</title><id>urn:a</id><updated>2024-10-22T12:00:00Z</updated></entry></feed>");
    ASSERT_TRUE(ingested);
    EXPECT_EQ(ingested->feed.entries.size(), c.stays ? 1u : 0u);
  }
}

TEST(IngestSelection, LooksAtTheTypeThatAQuerySet) {
  Desk desk;
  desk.types = {{"Webinar", "webinar"}};
  desk.source.exclude = "type:Webinar";
  const auto ingested = desk.read(rss(item("A webinar") + item("A book")));
  ASSERT_TRUE(ingested);
  EXPECT_EQ(titles(*ingested), Titles{"A book"});
}

TEST(IngestSelection, KnowsTheTagsOfTheSource) {
  Desk desk;
  desk.source.tags = {"partners"};
  desk.source.include = "tag:partners";
  EXPECT_EQ(desk.read(rss(item("A book")))->feed.entries.size(), 1u);
  desk.source.include = "tag:local";
  EXPECT_TRUE(desk.read(rss(item("A book")))->feed.entries.empty());
}

TEST(IngestSelection, KeepsThePlaceInTheDocument) {
  Desk desk;
  desk.source.exclude = "weather";
  const auto ingested = desk.read(rss(item("Weather today") + item("Library opens") + item("Library closes")));
  ASSERT_TRUE(ingested);
  ASSERT_EQ(ingested->feed.entries.size(), 2u);
  EXPECT_EQ(ingested->feed.entries[0].position, 1u);
  EXPECT_EQ(ingested->feed.entries[1].position, 2u);
}

TEST(IngestTopics, OneListForEachEntryThatIsKept) {
  Desk desk;
  desk.source.exclude = "weather";
  const TopicId partners = desk.add_topic("partners", "partner*");
  const TopicId everything = desk.add_topic("everything", "");
  const auto ingested = desk.read(rss(item("Weather for partners") + item("Partnering up") + item("A book")));
  ASSERT_TRUE(ingested);
  EXPECT_EQ(titles(*ingested), (Titles{"Partnering up", "A book"}));
  EXPECT_EQ(ingested->topics, (std::vector<std::vector<TopicId>>{{partners, everything}, {everything}}));
}

TEST(IngestTopics, MatchTheTypeThatAQuerySet) {
  Desk desk;
  desk.types = {{"Webinar", "webinar"}};
  const TopicId webinars = desk.add_topic("webinars", "");
  desk.topics[0].types = {"Webinar"};
  const auto ingested = desk.read(rss(item("A webinar") + item("A book")));
  ASSERT_TRUE(ingested);
  EXPECT_EQ(ingested->topics, (std::vector<std::vector<TopicId>>{{webinars}, {}}));
}

TEST(IngestTopics, AskForSourcesByNameAndTag) {
  Desk desk;
  desk.source.tags = {"partners"};
  const TopicId by_tag = desk.add_topic("by-tag", "");
  const TopicId by_name = desk.add_topic("by-name", "");
  desk.add_topic("others", "");
  desk.topics[0].sources = {"#partners"};
  desk.topics[1].sources = {"partner"};
  desk.topics[2].sources = {"someone-else", "#local"};
  const auto ingested = desk.read(rss(item("A book")));
  ASSERT_TRUE(ingested);
  EXPECT_EQ(ingested->topics.at(0), (std::vector<TopicId>{by_tag, by_name}));
}

TEST(IngestSelection, HoldsBackWhatIsDatedAheadWhereTheOperatorWantsIt) {
  struct Case {
    const char* name;
    const char* date;
    std::optional<Timestamp> due;
  };
  const Case cases[] = {
      {"in an hour", "2024-10-24T13:00:00Z", kNow + std::chrono::hours{1}},
      {"in a month", "2024-11-24T12:00:00Z", kNow + std::chrono::days{31}},
      {"a day", "2024-10-26", Timestamp(std::chrono::sys_days{std::chrono::year{2024} / 10 / 26})},
      {"now", "2024-10-24T12:00:00Z", {}},
      {"today", "2024-10-24", {}},
      {"no date", "", {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Desk desk;
    desk.source.future_dates = FutureDates::Hold;
    const auto ingested = desk.read(rss(item("Library opens", "<pubDate>" + std::string(c.date) + "</pubDate>")));
    ASSERT_TRUE(ingested);
    EXPECT_EQ(ingested->feed.entries.size(), c.due ? 0u : 1u);
    EXPECT_EQ(ingested->topics.size(), ingested->feed.entries.size());
    EXPECT_EQ(ingested->feed.left_out.size(), c.due ? 1u : 0u) << "it is listed, so it is not withdrawn";
    EXPECT_EQ(ingested->feed.next_due, c.due);
  }
}

TEST(IngestSelection, TellsWhenTheFirstOfThoseThatWaitIsDue) {
  Desk desk;
  desk.source.future_dates = FutureDates::Hold;
  const auto ingested = desk.read(rss(item("Library closes", "<pubDate>2024-12-24T12:00:00Z</pubDate>") +
                                      item("Library opens", "<pubDate>2024-11-24T12:00:00Z</pubDate>") +
                                      item("Library reads", "<pubDate>2024-10-20T12:00:00Z</pubDate>")));
  ASSERT_TRUE(ingested);
  EXPECT_EQ(titles(*ingested), Titles{"Library reads"});
  EXPECT_EQ(ingested->feed.next_due, kNow + std::chrono::days{31});
}

}  // namespace
}  // namespace commonplace::testing
