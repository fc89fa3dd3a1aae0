#include "app/live.h"

#include "commonplace/version.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

TEST(Live, FindsSourcesByName) {
  Newsroom newsroom;
  for (const char* slug : {"b", "a", "d"}) newsroom.add_source(slug);
  newsroom.apply();
  for (const char* slug : {"a", "b", "d"}) {
    SCOPED_TRACE(slug);
    ASSERT_TRUE(newsroom.live->source(slug));
    EXPECT_EQ(newsroom.live->source(slug)->slug, slug);
  }
  for (const char* slug : {"", "aa", "c", "e"}) {
    SCOPED_TRACE(slug);
    EXPECT_FALSE(newsroom.live->source(slug));
  }
}

TEST(Live, FindsTopicsByTheirId) {
  Newsroom newsroom;
  newsroom.add_topic("news");
  newsroom.apply();
  const Topic* topic = newsroom.live->topic(newsroom.topic("news"));
  ASSERT_TRUE(topic);
  EXPECT_EQ(topic->slug, "news");
  EXPECT_FALSE(newsroom.live->topic(TopicId{4711}));
}

TEST(Live, TellsPagesAboutTheService) {
  Newsroom newsroom;
  newsroom.config.service.language = "de";
  newsroom.config.service.timezone = "Europe/Berlin";
  newsroom.apply();
  const Site site = newsroom.live->site();
  EXPECT_EQ(site.title, "Library news");
  EXPECT_EQ(site.public_url, "https://news.example.org");
  EXPECT_EQ(site.language, "de");
  EXPECT_EQ(site.version, version());
  ASSERT_TRUE(site.zone);
  EXPECT_EQ(site.zone->offset_at(ManualClock::kStart), std::chrono::hours{2});
}

TEST(MakeLive, NamesTheSourceOfABadQuery) {
  struct Case {
    const char* name;
    void (*spoil)(config::Config&);
  };
  const Case cases[] = {
      {"include", [](config::Config& config) { config.sources[0].include = "(one"; }},
      {"exclude", [](config::Config& config) { config.sources[0].exclude = "(one"; }},
      {"types", [](config::Config& config) { config.sources[0].types["Webinar"] = "(one"; }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Newsroom newsroom;
    newsroom.add_source("partner");
    c.spoil(newsroom.config);
    const auto live = make_live(newsroom.config, {});
    ASSERT_FALSE(live);
    EXPECT_EQ(live.error().code, Errc::BadQuery);
    EXPECT_NE(live.error().detail.find("'partner'"), std::string::npos) << live.error().detail;
  }
}

TEST(MakeLive, NamesTheTopicOfABadQuery) {
  Newsroom newsroom;
  newsroom.add_topic("partnerships", "partner* AND");
  const auto live = make_live(newsroom.config, {});
  ASSERT_FALSE(live);
  EXPECT_EQ(live.error().code, Errc::BadQuery);
  EXPECT_NE(live.error().detail.find("partnerships"), std::string::npos) << live.error().detail;
}

TEST(NormalizeContext, IsMadeOfTheSourcesSettings) {
  Newsroom newsroom;
  Source& source = newsroom.add_source("partner");
  source.type = "Blog";
  source.language = "fr";
  source.license = "CC BY 4.0";
  source.timezone = "Europe/Paris";
  source.ignore_offset = true;
  source.future_dates = FutureDates::Hold;
  newsroom.apply();
  const Url base = parse_url("https://partner.example/feed").value();
  const Source& partner = *newsroom.live->source("partner");
  const NormalizeContext context = normalize_context(*newsroom.live, partner, base, ManualClock::kStart);
  EXPECT_EQ(context.base, base);
  EXPECT_EQ(context.source, "partner");
  EXPECT_EQ(context.default_type, "Blog");
  EXPECT_EQ(context.default_language, "fr");
  EXPECT_EQ(context.default_license, "CC BY 4.0");
  EXPECT_TRUE(context.dates.ignore_offset);
  ASSERT_TRUE(context.dates.local_zone);
  EXPECT_EQ(context.dates.local_zone->offset_at(ManualClock::kStart), std::chrono::hours{2});
  EXPECT_EQ(context.future_dates, FutureDates::Hold);
  EXPECT_EQ(context.now, ManualClock::kStart);
  EXPECT_EQ(context.first_seen, ManualClock::kStart);
}

TEST(NormalizeContext, KnowsTheTypesThatAnySourceNames) {
  Newsroom newsroom;
  newsroom.add_source("a").types["Webinar"] = "webinar";
  newsroom.add_source("b").types["Story time"] = "story";
  newsroom.apply();
  const NormalizeContext context =
      normalize_context(*newsroom.live, *newsroom.live->source("a"), {}, ManualClock::kStart);
  EXPECT_EQ(context.type_names, (std::vector<std::string>{"Story time", "Webinar"}));
  EXPECT_EQ(context.dates.local_zone, nullptr);
}

}  // namespace
}  // namespace commonplace::app
