// One source, end to end, where all goes well.

#include "app/pipeline.h"

#include "base/text.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Titles = std::vector<std::string>;

class PipelineTest : public ::testing::Test {
 protected:
  PipelineTest() { newsroom_.add_source("partner"); }

  void answer(fetch::FetchResponse response) { newsroom_.network.answer(address("partner"), std::move(response)); }
  PollReport poll() { return newsroom_.poll_well("partner"); }
  store::SourceRow row() { return newsroom_.row("partner"); }
  const fetch::FetchRequest& last_request() const { return newsroom_.network.requests().back(); }

  Newsroom newsroom_;
};

TEST_F(PipelineTest, StoresANewDocument) {
  newsroom_.apply();
  answer(make_response(200, rss({"Two", "One"}, "<title>Partner news</title>"), {{"etag", "\"1\""}}));
  const PollReport report = poll();
  EXPECT_EQ(report.source, "partner");
  EXPECT_EQ(report.status, PollStatus::Ok);
  EXPECT_EQ(report.http, 200);
  EXPECT_EQ(report.entries, 2u);
  EXPECT_EQ(report.fresh, 2u);
  EXPECT_EQ(report.revised, 0u);
  EXPECT_EQ(report.message, "");
  EXPECT_EQ(newsroom_.titles(), (Titles{"Two", "One"}));

  const store::SourceRow after = row();
  EXPECT_EQ(after.head.title, "Partner news");
  EXPECT_EQ(after.history.state, SourceState::Ok);
  EXPECT_EQ(after.history.validators.etag, "\"1\"");
  EXPECT_NE(after.history.body_hash, 0u);
  EXPECT_EQ(after.history.http_status, 200);
  const Timestamp now = newsroom_.clock.now();
  EXPECT_EQ(after.history.last_poll, now);
  EXPECT_EQ(after.history.last_success, now);
  EXPECT_EQ(after.history.last_new, now);
  EXPECT_EQ(after.history.last_unconditional, now);
  EXPECT_GE(*after.next_poll, now + minutes{15});
  EXPECT_LE(*after.next_poll, now + hours{14});
  EXPECT_NE(after.next_poll_reason.find("until its rhythm is known"), std::string::npos) << after.next_poll_reason;
  EXPECT_EQ(after.history.rhythm.last,
            Timestamp(std::chrono::sys_days{std::chrono::year{2024} / 10 / 22}) + hours{11} + minutes{15});
}

TEST_F(PipelineTest, FirstAsksWithoutValidatorsThenWithThem) {
  newsroom_.apply();
  answer(make_response(200, rss({"One"}), {{"etag", "W/\"1\""}, {"last-modified", "Tue, 22 Oct 2024 08:00:00 GMT"}}));
  answer(make_response(304, "", {{"etag", "W/\"2\""}}));
  poll();
  EXPECT_EQ(last_request().validators, Validators{});
  newsroom_.clock.advance(hours{1});
  poll();
  EXPECT_EQ(last_request().validators, (Validators{"W/\"1\"", "Tue, 22 Oct 2024 08:00:00 GMT"}));
  newsroom_.clock.advance(hours{1});
  poll();
  EXPECT_EQ(last_request().validators, (Validators{"W/\"2\"", "Tue, 22 Oct 2024 08:00:00 GMT"}));
}

TEST_F(PipelineTest, NotModifiedIsASuccessThatBringsNothing) {
  newsroom_.apply();
  answer(make_response(200, rss({"One"}), {{"etag", "\"1\""}}));
  answer(make_response(304));
  poll();
  const store::SourceRow before = row();
  newsroom_.clock.advance(hours{1});
  const PollReport report = poll();
  EXPECT_EQ(report.status, PollStatus::Unchanged);
  EXPECT_EQ(report.http, 304);
  EXPECT_EQ(report.fresh + report.revised + report.entries, 0u);
  const store::SourceRow after = row();
  EXPECT_EQ(after.history.last_success, newsroom_.clock.now());
  EXPECT_EQ(after.history.last_new, before.history.last_new);
  EXPECT_EQ(after.history.last_unconditional, before.history.last_unconditional);
  EXPECT_EQ(after.history.body_hash, before.history.body_hash);
  EXPECT_GT(*after.next_poll, *before.next_poll);
}

TEST_F(PipelineTest, TheSameBytesAgainAreUnchanged) {
  newsroom_.apply();
  answer(make_response(200, rss({"One"}), {{"etag", "\"1\""}}));
  answer(make_response(200, rss({"One"}), {{"etag", "\"2\""}}));
  poll();
  const PollReport report = poll();
  EXPECT_EQ(report.status, PollStatus::Unchanged);
  EXPECT_EQ(report.http, 200);
  EXPECT_EQ(row().history.validators.etag, "\"2\"");
}

TEST_F(PipelineTest, TellsNewFromRevisedAndUnchanged) {
  newsroom_.apply();
  answer(make_response(200, rss({"Two", "One"})));
  std::string edited = rss({"Three", "Two", "One"});
  edited.replace(edited.find("<title>Two"), 10, "<title>Two and a half");
  answer(make_response(200, edited));
  poll();
  const PollReport report = poll();
  EXPECT_EQ(report.entries, 3u);
  EXPECT_EQ(report.fresh, 1u);
  EXPECT_EQ(report.revised, 1u);
  EXPECT_EQ(newsroom_.titles(), (Titles{"Three", "Two and a half", "One"}));
}

TEST_F(PipelineTest, AChangedDocumentWithoutNewEntriesIsNotNews) {
  newsroom_.apply();
  answer(make_response(200, rss({"One"})));
  answer(make_response(200, rss({"One"}, "<lastBuildDate>Thu, 24 Oct 2024 13:00:00 GMT</lastBuildDate>")));
  poll();
  const auto last_new = row().history.last_new;
  newsroom_.clock.advance(hours{1});
  const PollReport report = poll();
  EXPECT_EQ(report.status, PollStatus::Ok);
  EXPECT_EQ(report.fresh, 0u);
  EXPECT_EQ(row().history.last_new, last_new);
}

TEST_F(PipelineTest, OnceADayAsksWithoutValidators) {
  newsroom_.apply();
  newsroom_.network.script(address("partner"), [](const fetch::FetchRequest& request) {
    if (request.validators.etag == "\"1\"") return make_response(304);
    return make_response(200, rss({"One"}), {{"etag", "\"1\""}});
  });
  poll();
  for (int hour = 1; hour < 24; ++hour) {
    newsroom_.clock.advance(hours{1});
    poll();
    ASSERT_EQ(last_request().validators.etag, "\"1\"") << "after " << hour << " hours";
  }
  newsroom_.clock.advance(hours{1});
  poll();
  EXPECT_EQ(last_request().validators, Validators{});
  newsroom_.clock.advance(hours{1});
  poll();
  EXPECT_EQ(last_request().validators.etag, "\"1\"");
}

TEST_F(PipelineTest, SaysWhichTopicsItTouched) {
  newsroom_.add_topic("ones", "one");
  newsroom_.add_topic("twos", "two");
  newsroom_.apply();
  answer(make_response(200, rss({"One"}), {{"etag", "\"1\""}}));
  answer(make_response(304));
  EXPECT_EQ(poll().touched, std::vector<TopicId>{newsroom_.topic("ones")});
  EXPECT_TRUE(poll().touched.empty());
}

TEST_F(PipelineTest, AppliesTheSettingsOfTheSource) {
  Source& source = newsroom_.config.sources[0];
  source.headers = {{"Authorization", "Bearer secret"}};
  source.username = "reader";
  source.password = "pass";
  source.proxy = "socks5h://127.0.0.1:1080";
  source.http_version = "1.1";
  source.allow_networks = {"192.168.7.0/24"};
  source.types = {{"Webinar", "one"}};
  source.exclude = "two";
  newsroom_.apply();
  answer(make_response(200, rss({"Two", "One"})));
  EXPECT_EQ(poll().entries, 1u);
  EXPECT_EQ(last_request().headers.at("Authorization"), "Bearer secret");
  EXPECT_EQ(last_request().username, "reader");
  EXPECT_EQ(last_request().password, "pass");
  EXPECT_EQ(last_request().proxy, "socks5h://127.0.0.1:1080");
  EXPECT_EQ(last_request().http_version, "1.1");
  EXPECT_EQ(last_request().allow_networks, std::vector<std::string>{"192.168.7.0/24"});
  EXPECT_EQ(newsroom_.store.entries({}).value().at(0).type, "Webinar");
}

TEST_F(PipelineTest, AsksWhereAPermanentMoveTookTheSource) {
  newsroom_.apply();
  newsroom_.network.answer("https://elsewhere.example/feed", make_response(200, rss({"One"})));
  store::DueSource due{row().id, "partner", "https://elsewhere.example/feed", {}};
  const auto report = newsroom_.run(newsroom_.pipeline.refresh(newsroom_.live, std::move(due)));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->status, PollStatus::Ok);
  EXPECT_EQ(newsroom_.store.entries({}).value().at(0).link, "https://elsewhere.example/one");
}

TEST_F(PipelineTest, ResolvesLinksAgainstWhereTheDocumentWasFoundInTheEnd) {
  newsroom_.apply();
  fetch::FetchResponse moved = make_response(200, rss({"One"}));
  moved.url = parse_url("https://www.partner.example/rss/all").value();
  answer(std::move(moved));
  poll();
  EXPECT_EQ(newsroom_.store.entries({}).value().at(0).link, "https://www.partner.example/one");
}

TEST_F(PipelineTest, LinksInAFileBelongToTheHomepage) {
  struct Case {
    const char* name;
    const char* homepage;
    const char* link;
  };
  const Case cases[] = {
      {"a homepage", "https://partner.example/news/", "https://partner.example/one"},
      {"none", "", "file:///one"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Newsroom newsroom;
    Source& source = newsroom.add_source("partner");
    source.url = "file:///srv/samples/partner.xml";
    source.homepage = c.homepage;
    newsroom.apply();
    newsroom.files.answer(source.url, make_response(200, rss({"One"})));
    EXPECT_EQ(newsroom.poll_well("partner").status, PollStatus::Ok);
    EXPECT_EQ(newsroom.files.requests().size(), 1u);
    EXPECT_TRUE(newsroom.network.requests().empty());
    const std::vector<Entry> entries = newsroom.store.entries({}).value();
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].link.starts_with("file:") ? "" : entries[0].link, c.homepage[0] ? c.link : "");
  }
}

TEST_F(PipelineTest, WaitsAsLongAsThePublisherAsks) {
  struct Case {
    const char* name;
    const char* channel;
    std::vector<std::pair<std::string, std::string>> headers;
    seconds wait;
  };
  const Case cases[] = {
      {"a ttl", "<ttl>360</ttl>", {}, hours{6}},
      {"max-age", "", {{"cache-control", "max-age=36000"}}, hours{10}},
      {"the longer of both", "<ttl>480</ttl>", {{"cache-control", "max-age=18000"}}, hours{8}},
      {"no longer than the operator allows", "<ttl>10080</ttl>", {}, hours{12}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Newsroom newsroom;
    newsroom.add_source("partner");
    newsroom.apply();
    newsroom.network.answer(address("partner"), make_response(200, rss({"One"}, c.channel), c.headers));
    newsroom.poll_well("partner");
    const auto wait = *newsroom.row("partner").next_poll - newsroom.clock.now();
    EXPECT_GE(wait, c.wait);
    EXPECT_LE(wait, c.wait + c.wait / 10 + seconds{5});
  }
}

TEST_F(PipelineTest, RemembersUntilWhenThePublisherWantsRest) {
  newsroom_.apply();
  newsroom_.network.answer(address("partner"), make_response(429, "", {{"retry-after", "7200"}}));
  newsroom_.network.answer(address("partner"), make_response(200, rss({"One"})));
  newsroom_.poll_well("partner");
  EXPECT_EQ(row().history.held_until, newsroom_.clock.now() + hours{2});
  newsroom_.poll_well("partner");
  EXPECT_EQ(row().history.held_until, std::nullopt);
}

TEST_F(PipelineTest, WaitsForTheDiskWhereThePublisherMayNotSayItAgain) {
  struct Case {
    const char* name;
    fetch::FetchResponse response;
    store::Sync sync;
  };
  fetch::FetchResponse moved = make_response(304);
  moved.permanent_url = parse_url("https://new.example/feed").value();
  const Case cases[] = {
      {"news", make_response(200, rss({"Two"})), store::Sync::Now},
      {"nothing new", make_response(304), store::Sync::Later},
      {"moved for good", moved, store::Sync::Now},
      {"wants rest", make_response(503, "", {{"retry-after", "7200"}}), store::Sync::Now},
      {"fails", make_response(500), store::Sync::Later},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Newsroom newsroom;
    newsroom.add_source("partner");
    newsroom.apply();
    newsroom.network.answer(address("partner"), make_response(200, rss({"One"}), {{"etag", "\"1\""}}));
    newsroom.network.answer(address("partner"), c.response);
    newsroom.poll_well("partner");
    newsroom.poll_well("partner");
    EXPECT_EQ(newsroom.store.last_sync, c.sync);
  }
}

// Nineteen polls in twenty are answered with 304 and nothing else.
TEST_F(PipelineTest, HintsOfTheLastDocumentOutliveA304) {
  newsroom_.apply();
  answer(make_response(200, rss({"One"}, "<ttl>600</ttl>"), {{"etag", "\"1\""}}));
  answer(make_response(304));
  poll();
  for (int i = 0; i < 2; ++i) {
    newsroom_.clock.advance(hours{10});
    poll();
    EXPECT_GE(*row().next_poll, newsroom_.clock.now() + hours{10});
    EXPECT_EQ(row().next_poll_reason, "10h after the last poll, as the feed asks");
  }
}

// guid and address of every item change at once; a new one is new nevertheless.
TEST_F(PipelineTest, AMoveToAnotherSystemIsNoFlood) {
  newsroom_.add_topic("all");
  newsroom_.apply();
  const std::string before = rss({"Three", "Two", "One"});
  std::string after = rss({"Four", "Three", "Two", "One"});
  for (const std::string title : {"three", "two", "one"}) {
    const std::string guid = "false\">" + title, link = "<link>/" + title;
    after.replace(after.find(guid), guid.size(), "false\">tag:new," + title);
    after.replace(after.find(link), link.size(), "<link>https://new.example/" + title);
  }
  answer(make_response(200, before));
  answer(make_response(200, after));
  answer(make_response(200, after + "<!-- built again -->"));
  poll();
  const auto stories = newsroom_.store.newest(newsroom_.topic("all"), {10}).value().stories;
  newsroom_.clock.advance(hours{1});
  const PollReport report = poll();
  EXPECT_EQ(report.fresh, 1u);
  EXPECT_EQ(report.revised, 0u);
  const auto moved = newsroom_.store.newest(newsroom_.topic("all"), {10}).value().stories;
  ASSERT_EQ(moved.size(), 4u);
  for (std::size_t i = 0; i < stories.size(); ++i) {
    EXPECT_EQ(moved[i + 1].key, stories[i].key);
    EXPECT_EQ(moved[i + 1].copies[0].link, "https://new.example/" + base::to_ascii_lower(stories[i].copies[0].title));
  }
  EXPECT_TRUE(row().id_quality.noticed.contains(IdHabit::Changed));
  newsroom_.clock.advance(hours{1});
  EXPECT_TRUE(poll().touched.empty());
}

TEST_F(PipelineTest, OneStoryForTheCopiesOfTwoSources) {
  newsroom_.add_source("library");
  newsroom_.add_topic("all");
  newsroom_.apply();
  const std::string document =
      "<rss version='2.0'><channel><item><title>One</title><link>https://partner.example/one"
      "</link></item></channel></rss>";
  answer(make_response(200, document));
  newsroom_.network.answer(address("library"), make_response(200, document));
  poll();
  EXPECT_EQ(newsroom_.poll_well("library").fresh, 1u);
  const auto stories = newsroom_.store.newest(newsroom_.topic("all"), {10}).value().stories;
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].copies.size(), 2u);
}

}  // namespace
}  // namespace commonplace::app
