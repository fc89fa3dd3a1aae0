#include "app/preview.h"

#include <gtest/gtest.h>

namespace commonplace::app {
namespace {

const Timestamp kNow{std::chrono::seconds{1729771200}};  // 24 October 2024, 12:00

constexpr const char* kFeed = R"(<rss version="2.0"><channel><title>Partner &amp; news</title>
<link>https://partner.example/</link>
<item><title>Old story</title><link>https://partner.example/old</link><pubDate>Tue, 01 Oct 2024 10:00:00 GMT</pubDate></item>
<item><title>Children read</title><link>https://partner.example/new</link><pubDate>Wed, 23 Oct 2024 10:00:00 GMT</pubDate></item>
<item><title>Advert</title><link>https://partner.example/ad</link><pubDate>not a date</pubDate></item>
</channel></rss>)";

config::Config configured(const std::string& more = {}) {
  return config::load({{"one.toml", "[source.partner]\nurl = 'https://partner.example/feed'\n" + more +
                                        "\n[topic.all]\n[topic.young]\ntitle = 'Young'\nmatch = 'children'\n"
                                        "[topic.none]\nmatch = 'zeppelin'\n"}},
                      {"/etc/feeds.d", false, {}})
      .config;
}

fetch::FetchResponse response(std::string body, int status = 200, std::string type = "application/rss+xml") {
  fetch::FetchResponse made;
  made.status = status;
  made.url = parse_url("https://partner.example/feed").value();
  made.headers = {{"content-type", std::move(type)}};
  made.body = std::move(body);
  return made;
}

Result<Preview> shown(const fetch::FetchResponse& answer, const std::string& more = {}) {
  const auto live = make_live_for_preview(configured(more)).value();
  return preview(*live, *live->source("partner"), answer, kNow);
}

TEST(PreviewOfASource, ShowsWhatWouldBePublished) {
  const auto made = shown(response(kFeed));
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->title, "Partner & news");
  EXPECT_EQ(made->format, "RSS 2.0");
  EXPECT_EQ(made->site, "https://partner.example/");
  std::vector<std::string> titles;
  for (const Entry& entry : made->entries) titles.push_back(entry.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"Advert", "Children read", "Old story"})) << "the newest first";
  std::vector<std::string> topics;
  for (const Preview::Share& share : made->topics)
    topics.push_back(share.topic + " " + share.title + " " + std::to_string(share.entries));
  EXPECT_EQ(topics, (std::vector<std::string>{"all all 3", "young Young 1"}));
  ASSERT_EQ(made->warnings.size(), 1u) << made->warnings.size();
  EXPECT_TRUE(made->warnings[0].starts_with("1 entry: ")) << made->warnings[0];
}

TEST(PreviewOfASource, AppliesItsSettings) {
  const auto made = shown(response(kFeed), "title = 'Ours'\nexclude = 'advert'\ntype = 'Blog'\n");
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->title, "Ours");
  ASSERT_EQ(made->entries.size(), 2u);
  EXPECT_EQ(made->entries[0].type, "Blog");
  EXPECT_TRUE(made->warnings.empty());
}

TEST(PreviewOfASource, SaysWhatIsThereInstead) {
  struct Case {
    fetch::FetchResponse answer;
    Errc code;
    std::string_view part;
  };
  const Case cases[] = {
      {response("<!doctype html><title>Opening hours</title>", 200, "text/html"), Errc::NotAFeed, "HTML"},
      {response("", 404), Errc::HttpStatus, "HTTP 404"},
      {response("", 410), Errc::Gone, "HTTP 410"},
      {response("", 200), Errc::Empty, "empty"},
  };
  for (const Case& c : cases) {
    const auto made = shown(c.answer);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, c.code) << made.error().detail;
    EXPECT_NE(made.error().detail.find(c.part), std::string::npos) << made.error().detail;
  }
}

}  // namespace
}  // namespace commonplace::app
