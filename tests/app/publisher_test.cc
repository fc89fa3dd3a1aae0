#include "app/publisher.h"

#include <algorithm>

#include "app/entry_answer.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using serve::Representation;
using serve::Snapshot;
using Titles = std::vector<std::string>;

// Two topics over one source that was read once.
class SnapshotBuilderTest : public ::testing::Test {
 protected:
  SnapshotBuilderTest() {
    newsroom_.add_source("partner").title = "Our partner";
    newsroom_.add_topic("ones", "one");
    newsroom_.add_topic("twos", "two");
    newsroom_.apply();
    publish(rss({"One", "Two"}));
  }

  // The partner's next document; says which topics it touched.
  std::set<TopicId> publish(const std::string& document, const std::string& source = "partner") {
    document_ = document;
    if (newsroom_.network.count(address(source)) == 0)
      newsroom_.network.script(address(source),
                               [this](const fetch::FetchRequest&) { return make_response(200, document_); });
    const PollReport report = newsroom_.poll_well(source);
    return {report.touched.begin(), report.touched.end()};
  }

  std::shared_ptr<const Snapshot> build(const std::set<TopicId>& touched = {}) { return build(builder_, touched); }
  std::shared_ptr<const Snapshot> build(SnapshotBuilder& builder, const std::set<TopicId>& touched = {}) {
    auto built = builder.build(newsroom_.live, touched, newsroom_.clock.now());
    EXPECT_TRUE(built) << built.error().detail;
    return built ? *built : nullptr;
  }

  static std::shared_ptr<const Representation> at(const std::shared_ptr<const Snapshot>& snapshot,
                                                  std::string_view path) {
    const auto found = snapshot->by_path.find(path);
    return found == snapshot->by_path.end() ? nullptr : found->second;
  }
  static bool shows(const std::shared_ptr<const Snapshot>& snapshot, std::string_view path, std::string_view text) {
    const auto document = at(snapshot, path);
    return document && document->identity.body.text().find(text) != std::string::npos;
  }

  Newsroom newsroom_;
  SnapshotBuilder builder_{newsroom_.store};
  std::string document_;
};

TEST_F(SnapshotBuilderTest, HoldsTheStartPageAndEachTopicInItsFormats) {
  const auto snapshot = build();
  for (const char* path :
       {"/", "/topics/ones", "/topics/ones.atom", "/topics/ones.rss", "/topics/ones.json", "/topics/ones.opml",
        "/topics/twos", "/topics/twos.atom", "/opml.xml", "/sitemap.xml", "/robots.txt", "/opensearch.xml"}) {
    SCOPED_TRACE(path);
    const auto document = at(snapshot, path);
    ASSERT_TRUE(document);
    EXPECT_GT(document->identity.body.size(), 0U);
    EXPECT_FALSE(document->identity.etag.empty());
  }
  EXPECT_EQ(at(snapshot, "/topics/ones.atom")->content_type, "application/atom+xml; charset=utf-8");
  for (const char* path : {"/topics/ones.atom", "/topics/ones.rss", "/topics/ones.json"}) {
    EXPECT_TRUE(shows(snapshot, path, "One")) << path;
    EXPECT_FALSE(shows(snapshot, path, "Two")) << path;
  }
  EXPECT_TRUE(shows(snapshot, "/topics/ones.opml", "xmlUrl=\"https://partner.example/feed\""));
  EXPECT_TRUE(shows(snapshot, "/opml.xml", "xmlUrl=\"https://news.example.org/topics/twos.atom\""));
  EXPECT_TRUE(shows(snapshot, "/topics/ones", "Our partner"));
  EXPECT_TRUE(shows(snapshot, "/", "About twos"));
}

TEST_F(SnapshotBuilderTest, KnowsTheSiteForPagesThatSayWhatIsWrong) {
  const auto snapshot = build();
  EXPECT_EQ(snapshot->site.title, "Library news");
  EXPECT_EQ(snapshot->site.public_url, "https://news.example.org");
}

TEST_F(SnapshotBuilderTest, BuildsTouchedTopicsAnewAndSharesTheOthers) {
  const auto first = build();
  newsroom_.clock.advance(std::chrono::hours{1});
  const std::set<TopicId> touched = publish(rss({"One again", "One", "Two"}));
  ASSERT_EQ(touched, std::set<TopicId>{newsroom_.topic("ones")});
  const auto second = build(touched);
  EXPECT_EQ(at(second, "/topics/twos"), at(first, "/topics/twos"));
  EXPECT_EQ(at(second, "/topics/twos.atom"), at(first, "/topics/twos.atom"));
  for (const char* path : {"/topics/twos.opml", "/robots.txt", "/opml.xml"}) {
    EXPECT_EQ(at(second, path), at(first, path)) << path << " says the same and is the same";
  }
  EXPECT_NE(at(second, "/topics/ones")->identity.etag, at(first, "/topics/ones")->identity.etag);
  EXPECT_TRUE(shows(second, "/topics/ones.atom", "One again"));
  EXPECT_TRUE(shows(second, "/", "One again"));
  EXPECT_FALSE(shows(first, "/topics/ones.atom", "One again"));  // who still reads it is not disturbed
}

TEST_F(SnapshotBuilderTest, KeepsLargeDocumentsInAsManyFilesAsItMay) {
  for (Topic& topic : newsroom_.config.topics) topic.description = std::string(5000, 'd');
  newsroom_.apply();
  for (const std::size_t most : {std::size_t{0}, std::size_t{1}, std::size_t{8}}) {
    SCOPED_TRACE(most);
    SnapshotBuilder builder(newsroom_.store, most);
    const auto snapshot = build(builder);
    std::set<int> files;
    for (const auto& [path, document] : snapshot->by_path) {
      if (document->identity.body.is_in_file()) files.insert(document->identity.body.descriptor());
    }
    EXPECT_EQ(files.size(), std::min<std::size_t>(most, 3)) << "one for each topic, and one for the start page";
  }
}

TEST_F(SnapshotBuilderTest, ASecondBuilderMakesTheSameBytes) {
  build();
  newsroom_.clock.advance(std::chrono::hours{1});
  const auto grown = build(publish(rss({"One again", "One", "Two"})));
  newsroom_.clock.advance(std::chrono::hours{240});
  SnapshotBuilder other(newsroom_.store);
  const auto fresh = build(other);
  ASSERT_EQ(grown->by_path.size(), fresh->by_path.size());
  for (const auto& [path, document] : grown->by_path) {
    SCOPED_TRACE(path);
    const auto twin = at(fresh, path);
    ASSERT_TRUE(twin);
    EXPECT_EQ(document->identity.body.text(), twin->identity.body.text());
    EXPECT_EQ(document->identity.etag, twin->identity.etag);
    ASSERT_EQ(document->brotli.has_value(), twin->brotli.has_value());
    if (document->brotli) {
      EXPECT_EQ(document->brotli->etag, twin->brotli->etag);
    }
    ASSERT_EQ(document->gzip.has_value(), twin->gzip.has_value());
    if (document->gzip) {
      EXPECT_EQ(document->gzip->etag, twin->gzip->etag);
    }
    EXPECT_EQ(document->last_modified, twin->last_modified);
    EXPECT_EQ(document->cache_control, twin->cache_control);
  }
}

TEST_F(SnapshotBuilderTest, APublisherThatRenamesItselfIsRenamedWhereverItIsShown) {
  newsroom_.config.sources[0].title.clear();
  newsroom_.apply();
  publish(rss({"One", "Two"}, "<title>Old name</title>"));
  EXPECT_TRUE(shows(build(), "/topics/twos", "Old name"));
  const auto touched = publish(rss({"One again", "One", "Two"}, "<title>New name</title>"));
  const auto renamed = build(touched);
  EXPECT_TRUE(shows(renamed, "/topics/ones", "New name"));
  EXPECT_TRUE(shows(renamed, "/topics/twos", "New name"));
  EXPECT_FALSE(shows(renamed, "/topics/twos", "Old name"));
}

TEST_F(SnapshotBuilderTest, ANewConfigurationRebuildsEverything) {
  const auto first = build();
  newsroom_.config.service.title = "Other news";
  std::erase_if(newsroom_.config.topics, [](const Topic& topic) { return topic.slug == "ones"; });
  newsroom_.add_topic("all");
  newsroom_.apply();
  const auto second = build();
  EXPECT_FALSE(at(second, "/topics/ones"));
  EXPECT_FALSE(at(second, "/topics/ones.atom"));
  EXPECT_TRUE(at(second, "/topics/all"));
  EXPECT_TRUE(shows(second, "/topics/twos", "Other news"));
  EXPECT_FALSE(shows(second, "/", "About ones"));
}

TEST_F(SnapshotBuilderTest, AFailedBuildLeavesTheNextOneWhole) {
  const auto first = build();
  newsroom_.store.failure = Error{Errc::StoreFailed, "the disk is gone"};
  const auto failed = builder_.build(newsroom_.live, {newsroom_.topic("ones")}, newsroom_.clock.now());
  newsroom_.store.failure.reset();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().detail, "the disk is gone");
  newsroom_.clock.advance(std::chrono::hours{1});
  publish(rss({"One again", "Two again", "One", "Two"}));
  const auto second = build();  // without a word on what was touched meanwhile
  EXPECT_TRUE(shows(second, "/topics/ones", "One again"));
  EXPECT_TRUE(shows(second, "/topics/twos", "Two again"));
}

TEST_F(SnapshotBuilderTest, HoldsNoMoreThanTheLimit) {
  newsroom_.config.topics[0].limit = 1;
  newsroom_.apply();
  publish(rss({"One third", "One second", "One", "Two"}));
  const auto snapshot = build();
  EXPECT_TRUE(shows(snapshot, "/topics/ones.atom", "One third"));
  EXPECT_FALSE(shows(snapshot, "/topics/ones.atom", "One second"));
}

std::vector<std::string> titles_on(const std::string& page) {
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const char* title : {"One third", "One second", "One first", "Two"}) {
    const std::size_t place = page.find(">" + std::string(title) + "<");
    if (place != std::string::npos) found.emplace_back(place, title);
  }
  std::ranges::sort(found);
  std::vector<std::string> titles;
  for (const auto& [place, title] : found) titles.push_back(title);
  return titles;
}

// Four entries, an hour between one and the next.
class SelectionTest : public SnapshotBuilderTest {
 protected:
  SelectionTest() {
    for (const char* title : {"Two", "One first", "One second", "One third"}) {
      newsroom_.clock.advance(std::chrono::hours{1});
      documents_.insert(documents_.begin(), title);
      publish(rss(documents_));
    }
  }
  Topic& ones() { return newsroom_.config.topics[0]; }
  Entry entry(const std::string& title) {
    const std::vector<Entry> entries = newsroom_.store.entries({}).value();
    return *std::ranges::find(entries, title, &Entry::title);
  }
  std::string key(const std::string& title) { return entry(title).key; }
  std::chrono::seconds age(const std::string& title) { return newsroom_.clock.now() - *entry(title).published; }
  Titles shown(const std::string& path) { return titles_on(at(build(), path)->identity.body.text()); }

  std::vector<std::string> documents_{"Two"};
};

TEST_F(SelectionTest, LeavesOutWhatIsTooOldFromThatMomentOn) {
  ones().max_age = age("One second") + std::chrono::hours{1};
  newsroom_.apply();
  EXPECT_EQ(shown("/topics/ones"), (Titles{"One third", "One second"}));
  EXPECT_EQ(shown("/topics/ones.atom"), (Titles{"One third", "One second"}));
  const Timestamp good_until = builder_.good_until().value();
  EXPECT_EQ(good_until, newsroom_.clock.now() + std::chrono::hours{1});
  const auto before = build();
  newsroom_.clock.advance(std::chrono::hours{1} - std::chrono::seconds{1});
  EXPECT_EQ(at(build(), "/topics/ones"), at(before, "/topics/ones"));
  newsroom_.clock.advance(std::chrono::seconds{1});
  const auto after = build();
  EXPECT_EQ(titles_on(at(after, "/topics/ones")->identity.body.text()), Titles{"One third"});
  EXPECT_EQ(at(after, "/topics/ones.atom")->last_modified, good_until) << "that it left is a change";
  EXPECT_EQ(at(after, "/topics/twos"), at(before, "/topics/twos"));
  newsroom_.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(titles_on(at(build(), "/topics/ones")->identity.body.text()), Titles{});
  EXPECT_FALSE(builder_.good_until());
}

TEST_F(SelectionTest, HoldsASourceToItsNumber) {
  newsroom_.add_source("other");
  ones().per_source = 2;
  newsroom_.apply();
  publish(rss({"One of another"}), "other");
  EXPECT_EQ(shown("/topics/ones"), (Titles{"One third", "One second"}));
  EXPECT_TRUE(shows(build(), "/topics/ones", "One of another"));
}

TEST_F(SelectionTest, HiddenEntriesAreOnNoPageAndInNoFeed) {
  ones().hide = {key("One second"), "000000000000"};
  newsroom_.apply();
  EXPECT_EQ(shown("/topics/ones"), (Titles{"One third", "One first"}));
  EXPECT_EQ(shown("/topics/ones.atom"), (Titles{"One third", "One first"}));
  EXPECT_FALSE(shows(build(), "/", "One second"));
  const auto topics_of = [this](const std::string& title) {
    return std::get<EntryPage>(answer_entry(newsroom_.store, *newsroom_.live, key(title)).value()).topics.size();
  };
  EXPECT_EQ(topics_of("One second"), 0u);
  EXPECT_EQ(topics_of("One third"), 1u);
  EXPECT_TRUE(shows(build(), "/topics/ones.atom", "<at:deleted-entry "));
}

TEST_F(SelectionTest, PinsComeFirstOnThePageAndNotInTheFeed) {
  ones().pin = {key("Two"), key("One first"), "000000000000"};
  newsroom_.apply();
  EXPECT_EQ(shown("/topics/ones"), (Titles{"Two", "One first", "One third", "One second"}));
  EXPECT_EQ(shown("/topics/ones.atom"), (Titles{"One third", "One second", "One first"}));
}

TEST_F(SelectionTest, PinsTakeTheirPlacesWithinTheLimitWhateverTheirAge) {
  ones().pin = {key("One first")};
  ones().limit = 2;
  ones().max_age = age("One second");
  newsroom_.apply();
  EXPECT_EQ(shown("/topics/ones"), (Titles{"One first", "One third"}));
}

TEST_F(SelectionTest, WhatIsBothPinnedAndHiddenIsHidden) {
  ones().pin = ones().hide = {key("One first")};
  newsroom_.apply();
  EXPECT_EQ(shown("/topics/ones"), (Titles{"One third", "One second"}));
}

TEST_F(SelectionTest, AnEditOfAPinShowsThoughItIsInNoTopic) {
  ones().pin = {key("Two")};
  newsroom_.apply();
  build();
  newsroom_.clock.advance(std::chrono::hours{1});
  const std::set<TopicId> touched = publish(
      "<rss version='2.0'><channel><item><guid>two</guid><title>Two, corrected</title>"
      "<link>https://partner.example/two</link></item></channel></rss>");
  EXPECT_TRUE(shows(build(touched), "/topics/ones", "Two, corrected"));
}

TEST_F(SelectionTest, APinOfWhatIsForOthersOnlyIsOnNoPublicPage) {
  Topic& staff = newsroom_.add_topic("staff", "two");
  staff.tokens = {"branch-token-17"};
  newsroom_.apply();
  ones().pin = {key("Two")};
  newsroom_.apply();
  EXPECT_TRUE(shows(build(), "/topics/ones", "Two")) << "it is in the public topic of twos, too";
  std::erase_if(newsroom_.config.topics, [](const Topic& topic) { return topic.slug == "twos"; });
  newsroom_.apply();
  const auto rows = newsroom_.store.rematch_batch(0, 100, store::CatalogStore::Among::All).value();
  store::CatalogStore::Members members{newsroom_.topic("staff"), {}};
  for (const auto& row : rows) {
    if (row.entry.title == "Two") members.rows.push_back(row.row);
  }
  newsroom_.store.set_members(std::vector{members}, newsroom_.clock.now()).value();
  const auto snapshot = build();
  EXPECT_FALSE(shows(snapshot, "/topics/ones", "Two"));
  EXPECT_FALSE(shows(snapshot, "/topics/ones/embed", "Two"));
  EXPECT_TRUE(shows(snapshot, "/topics/staff", "Two"));
}

// The clock of a newsroom starts on 24 October 2024.
std::string announcements() {
  std::string document =
      "<rss version='2.0' xmlns:ev='http://purl.org/rss/1.0/modules/event/'><channel><title>Partner</title>";
  for (const auto& [title, start] : {std::pair("One yesterday", "2024-10-23"), std::pair("One tomorrow", "2024-10-25"),
                                     std::pair("Two next week", "2024-10-31T18:00:00Z")}) {
    document += std::string("<item><title>") + title + "</title><guid isPermaLink='false'>" + title +
                "</guid><pubDate>Tue, 22 Oct 2024 10:00:00 GMT</pubDate><ev:startdate>" + start +
                "</ev:startdate></item>";
  }
  return document + "</channel></rss>";
}

TEST_F(SnapshotBuilderTest, HasACalendarOfEachTopicAndOneOfAll) {
  const auto snapshot = build(publish(announcements()));
  EXPECT_TRUE(shows(snapshot, "/topics/ones.ics", "SUMMARY:One yesterday"));
  EXPECT_TRUE(shows(snapshot, "/topics/ones.ics", "DTSTART;VALUE=DATE:20241025"));
  EXPECT_FALSE(shows(snapshot, "/topics/ones.ics", "Two"));
  EXPECT_TRUE(shows(snapshot, "/topics/twos.ics", "DTSTART:20241031T180000Z"));
  EXPECT_TRUE(shows(snapshot, "/events.ics", "SUMMARY:One tomorrow"));
  EXPECT_TRUE(shows(snapshot, "/events.ics", "SUMMARY:Two next week"));
  EXPECT_TRUE(shows(snapshot, "/events", "Two next week"));
  EXPECT_FALSE(shows(snapshot, "/events", "One yesterday"));
  EXPECT_TRUE(shows(snapshot, "/topics/ones", "<h2 id=\"upcoming\">"));
  EXPECT_EQ(at(snapshot, "/topics/ones.ics")->content_type, "text/calendar; charset=utf-8");
  EXPECT_TRUE(at(snapshot, "/topics/ones.ics")->cors);
}

TEST_F(SnapshotBuilderTest, PagesChangeWhenAnEventIsOverAndNotBefore) {
  const auto first = build(publish(announcements()));
  const Timestamp over = builder_.good_until().value();
  EXPECT_EQ(to_rfc3339(over), "2024-10-26T00:00:00Z");
  newsroom_.clock.advance(over - newsroom_.clock.now() - std::chrono::seconds{1});
  const auto before = build();
  EXPECT_EQ(at(before, "/topics/ones"), at(first, "/topics/ones"));
  EXPECT_EQ(at(before, "/events")->identity.etag, at(first, "/events")->identity.etag);
  newsroom_.clock.advance(std::chrono::seconds{1});
  const auto after = build();
  EXPECT_FALSE(shows(after, "/topics/ones", "<h2 id=\"upcoming\">"));
  EXPECT_EQ(at(after, "/topics/ones")->last_modified, over);
  EXPECT_FALSE(shows(after, "/events", "One tomorrow"));
  EXPECT_EQ(at(after, "/topics/ones.ics")->identity.etag, at(first, "/topics/ones.ics")->identity.etag)
      << "it is kept there";
  EXPECT_EQ(at(after, "/topics/ones.atom")->identity.etag, at(first, "/topics/ones.atom")->identity.etag);
  EXPECT_EQ(at(after, "/topics/twos"), at(first, "/topics/twos"));
  SnapshotBuilder other(newsroom_.store);
  EXPECT_EQ(at(build(other), "/events.ics")->identity.etag, at(after, "/events.ics")->identity.etag);
}

TEST_F(SnapshotBuilderTest, WhatIsNotForEverybodyTakesPlaceOnNoPublicPage) {
  newsroom_.config.topics[0].tokens = {"branch"};
  newsroom_.apply();
  const auto snapshot = build(publish(announcements()));
  EXPECT_TRUE(shows(snapshot, "/topics/ones.ics", "One tomorrow"));
  EXPECT_TRUE(snapshot->guards.contains("/topics/ones.ics"));
  for (const char* path : {"/events", "/events.ics"}) {
    EXPECT_FALSE(shows(snapshot, path, "One tomorrow")) << path;
    EXPECT_TRUE(shows(snapshot, path, "Two next week")) << path;
  }
}

TEST_F(SnapshotBuilderTest, AHiddenEventIsCalledOffWithoutSayingWhatItWas) {
  publish(announcements());
  const auto entries = newsroom_.store.entries({}).value();
  for (const Entry& entry : entries) {
    if (entry.title == "One tomorrow") newsroom_.config.topics[0].hide = {entry.key};
  }
  newsroom_.apply();
  const auto snapshot = build();
  for (const char* path : {"/topics/ones.ics", "/events.ics"}) {
    EXPECT_TRUE(shows(snapshot, path, "STATUS:CANCELLED")) << path;
    EXPECT_FALSE(shows(snapshot, path, "One tomorrow")) << path;
  }
  EXPECT_FALSE(shows(snapshot, "/events", "One tomorrow"));
}

TEST_F(SnapshotBuilderTest, ATopicMayBeAskedAsOftenAsItsSourcesAre) {
  struct Case {
    const char* name;
    std::chrono::seconds partner, other;
    std::vector<std::string> sources;
    const char* cache_control;
  };
  const Case cases[] = {
      {"the shortest of all", std::chrono::minutes{30}, std::chrono::minutes{10}, {}, "public, max-age=600"},
      {"of those it takes", std::chrono::minutes{30}, std::chrono::minutes{10}, {"partner"}, "public, max-age=1800"},
      {"by tag", std::chrono::minutes{30}, std::chrono::minutes{10}, {"#local"}, "public, max-age=600"},
      {"never below a minute", std::chrono::seconds{5}, std::chrono::minutes{10}, {}, "public, max-age=60"},
      {"never above an hour", std::chrono::hours{9}, std::chrono::hours{8}, {}, "public, max-age=3600"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Newsroom newsroom;
    newsroom.add_source("partner").interval = c.partner;
    newsroom.add_source("other").interval = c.other;
    newsroom.config.sources[1].tags = {"local"};
    newsroom.add_topic("all").sources = c.sources;
    newsroom.apply();
    const auto built = SnapshotBuilder(newsroom.store).build(newsroom.live, {}, newsroom.clock.now());
    ASSERT_TRUE(built);
    EXPECT_EQ(at(*built, "/topics/all.atom")->cache_control, c.cache_control);
  }
}

TEST_F(SnapshotBuilderTest, ShowsAStoryOnceLedByTheBestSource) {
  newsroom_.config.sources[0].priority = 20;
  Source& better = newsroom_.add_source("better");
  better.title = "The better source";
  better.priority = 10;
  newsroom_.apply();
  publish(
      "<rss version='2.0'><channel><item><title>One, copied</title><link>https://partner.example/one</link>"
      "<pubDate>Wed, 23 Oct 2024 08:00:00 GMT</pubDate></item></channel></rss>",
      "better");
  const auto snapshot = build();
  const std::string page = at(snapshot, "/topics/ones")->identity.body.text();
  EXPECT_NE(page.find("One, copied"), std::string::npos);
  EXPECT_NE(page.find("The better source"), std::string::npos);
  EXPECT_NE(page.find("Our partner"), std::string::npos);  // "also at"
  const std::string atom = at(snapshot, "/topics/ones.atom")->identity.body.text();
  EXPECT_EQ(atom.find("<entry>"), atom.rfind("<entry>"));
}

TEST_F(SnapshotBuilderTest, NamesRelatedTopicsThatExist) {
  newsroom_.config.topics[0].related = {"twos", "never-made"};
  newsroom_.apply();
  const auto snapshot = build();
  EXPECT_TRUE(shows(snapshot, "/topics/ones", "About twos"));
  EXPECT_FALSE(shows(snapshot, "/topics/ones", "never-made"));
}

TEST_F(SnapshotBuilderTest, AnEntryHasAPageWithItsTopics) {
  const Entry one = newsroom_.store.entries({.topic = "ones", .source = {}, .since = {}, .limit = {}}).value().at(0);
  const auto answer = answer_entry(newsroom_.store, *newsroom_.live, one.key);
  ASSERT_TRUE(answer);
  const auto* page = std::get_if<EntryPage>(&*answer);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->entry.title, "One");
  EXPECT_EQ(page->publisher.title, "Our partner");
  EXPECT_EQ(page->story_key, one.story);
  EXPECT_EQ(page->site.title, "Library news");
  EXPECT_TRUE(page->copies.empty());
  ASSERT_EQ(page->topics.size(), 1u);
  EXPECT_EQ(page->topics[0].title, "About ones");
}

TEST_F(SnapshotBuilderTest, AnEntryHasAPageForEachOfItsRevisions) {
  const Entry one = newsroom_.store.entries({.topic = "ones", .source = {}, .since = {}, .limit = {}}).value().at(0);
  publish(
      "<rss version=\"2.0\"><channel><title>x</title><item><title>One, corrected</title>"
      "<guid isPermaLink=\"false\">one</guid><link>https://partner.example/one</link></item></channel></rss>");
  const auto page_of = [&](std::optional<std::uint32_t> revision) {
    return answer_entry(newsroom_.store, *newsroom_.live, one.key, revision).value();
  };
  for (const auto revision : {std::optional<std::uint32_t>(), std::optional<std::uint32_t>(2)}) {
    const EntryPage current = std::get<EntryPage>(page_of(revision));
    EXPECT_EQ(current.entry.title, "One, corrected");
    EXPECT_FALSE(current.superseded);
  }
  const EntryPage earlier = std::get<EntryPage>(page_of(1));
  EXPECT_EQ(earlier.entry.title, "One");
  EXPECT_EQ(earlier.entry.key, one.key);
  EXPECT_EQ(earlier.story_key, one.story);
  ASSERT_TRUE(earlier.superseded);
  EXPECT_EQ(earlier.superseded->current_revision, 2u);
  EXPECT_TRUE(std::holds_alternative<NoEntry>(page_of(3)));
}

TEST_F(SnapshotBuilderTest, AnEntryThatWasTakenAwayLeavesWhatItWas) {
  const Entry one = newsroom_.store.entries({.topic = "ones", .source = {}, .since = {}, .limit = {}}).value().at(0);
  const std::vector<std::string> keys = {one.key};
  const auto touched = newsroom_.store.bury(keys, TombstoneReason::Withdrawn, newsroom_.clock.now()).value();
  const auto answer = answer_entry(newsroom_.store, *newsroom_.live, one.key);
  ASSERT_TRUE(answer);
  const auto* gone = std::get_if<GonePage>(&*answer);
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->left.title, "One");
  const auto snapshot = build({touched.begin(), touched.end()});
  EXPECT_TRUE(shows(snapshot, "/topics/ones.atom", "<at:deleted-entry ref="));
  EXPECT_FALSE(shows(snapshot, "/topics/twos.atom", "at:"));
}

TEST_F(SnapshotBuilderTest, AStoryIsFoundAfterItsFirstCopyIsGone) {
  newsroom_.add_source("second");
  newsroom_.apply();
  publish(
      "<rss version=\"2.0\"><channel><title>x</title><item><title>One, copied</title>"
      "<link>https://partner.example/one</link></item></channel></rss>",
      "second");
  const Entry one =
      newsroom_.store.entries({.topic = "ones", .source = "partner", .since = {}, .limit = {}}).value().at(0);
  const std::vector<std::string> keys = {one.key};
  newsroom_.store.bury(keys, TombstoneReason::Pruned, newsroom_.clock.now()).value();
  const auto answer = answer_entry(newsroom_.store, *newsroom_.live, one.key);
  ASSERT_TRUE(answer);
  const auto* other = std::get_if<OtherEntry>(&*answer);
  ASSERT_TRUE(other);
  EXPECT_NE(other->key, one.key);
}

TEST_F(SnapshotBuilderTest, AKeyThatNothingHasIsNoPage) {
  const auto answer = answer_entry(newsroom_.store, *newsroom_.live, "000000000000");
  ASSERT_TRUE(answer);
  EXPECT_TRUE(std::holds_alternative<NoEntry>(*answer));
}

TEST(PublisherOf, TakesTheOperatorsWordsBeforeTheFeeds) {
  FeedHead head;
  head.id = "urn:feed";
  head.title = "The feed's title";
  head.link = "https://feed.example/";
  head.rights = "© The feed";
  head.license = "CC BY 4.0";
  struct Case {
    const char* name;
    bool has_head;
    Source source;
    Publisher expected;
  };
  const auto source = [](const char* title, const char* homepage, const char* license) {
    Source made;
    made.slug = "partner";
    made.url = "https://feed.example/rss";
    made.title = title;
    made.homepage = homepage;
    made.license = license;
    return made;
  };
  const auto publisher = [](const char* title, const char* homepage, const char* license) {
    Publisher made;
    made.slug = "partner";
    made.title = title;
    made.homepage = homepage;
    made.license = license;
    return made;
  };
  const Case cases[] = {
      {"the feed's own", true, source("", "", ""), publisher("The feed's title", "https://feed.example/", "CC BY 4.0")},
      {"the operator's", true, source("Partner", "https://partner.example/", "CC0"),
       publisher("Partner", "https://partner.example/", "CC0")},
      {"before the first poll", false, source("", "", ""), publisher("partner", "", "")},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Newsroom newsroom;
    newsroom.config.sources = {c.source};
    newsroom.apply();
    const Publisher made = publisher_of(*newsroom.live, "partner", c.has_head ? head : FeedHead{});
    EXPECT_EQ(made.slug, c.expected.slug);
    EXPECT_EQ(made.title, c.expected.title);
    EXPECT_EQ(made.homepage, c.expected.homepage);
    EXPECT_EQ(made.license, c.expected.license);
    EXPECT_EQ(made.feed_url, "https://feed.example/rss");
    EXPECT_EQ(made.rights, c.has_head ? "© The feed" : "");
  }
}

TEST(PublisherOf, SaysNothingOfFilesOnThisMachine) {
  Newsroom newsroom;
  newsroom.add_source("partner").url = "file:///srv/samples/partner.xml";
  newsroom.apply();
  EXPECT_EQ(publisher_of(*newsroom.live, "partner", {}).feed_url, "");
}

TEST(PublisherOf, KnowsASourceThatIsConfiguredNoMore) {
  Newsroom newsroom;
  newsroom.apply();
  FeedHead head;
  head.title = "Old partner";
  EXPECT_EQ(publisher_of(*newsroom.live, "old", head).title, "Old partner");
  EXPECT_EQ(publisher_of(*newsroom.live, "never-seen", {}).title, "never-seen");
}

TEST_F(SnapshotBuilderTest, ListsOfSourcesAreMadeAnewOnlyWhereASourceSaysSomethingNew) {
  newsroom_.add_source("quiet");
  newsroom_.apply();
  const auto first = build();
  const auto second = build(publish(rss({"One", "Two", "One more"})));
  EXPECT_EQ(at(second, "/topics/ones.opml"), at(first, "/topics/ones.opml"));
  const auto third = build(publish(rss({}, "<title>Quiet no more</title>"), "quiet"));
  EXPECT_TRUE(shows(third, "/topics/twos.opml", "Quiet no more")) << "though it has nothing in the topic";
  newsroom_.config.sources.pop_back();
  newsroom_.apply();
  EXPECT_FALSE(shows(build(), "/topics/twos.opml", "Quiet no more"));
}

}  // namespace
}  // namespace commonplace::app
