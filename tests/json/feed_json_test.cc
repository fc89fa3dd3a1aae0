#include "json/feed_json.h"

#include <gtest/gtest.h>

namespace commonplace::json {
namespace {

constexpr Timestamp kNoon{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

std::string to_json(const Feed& feed, std::string_view file = {}) {
  Writer writer;
  write_parsed_document(writer, feed, file);
  return std::move(writer).take();
}

FeedHead full_head() {
  FeedHead head;
  head.id = "urn:x:feed";
  head.title = "News";
  head.subtitle = "What is new";
  head.link = "https://example.org/";
  head.self = "https://example.org/feed";
  head.hubs = {"https://hub.example.org/"};
  head.language = "en";
  head.updated = kNoon;
  head.published = kNoon;
  head.authors = {{"Ann", "", ""}};
  head.categories = {{"libraries", "", ""}};
  head.rights = "© us";
  head.license = "CC0";
  head.generator = "Press 1.0";
  head.image = "https://example.org/i.png";
  head.icon = "https://example.org/favicon.ico";
  head.ttl_minutes = 60;
  head.update_base = kNoon;
  head.skip_hours = {"0", "23"};
  head.skip_days = {"Sunday"};
  return head;
}

TEST(FeedHeadToJson, IsReadBackAsItWas) {
  EXPECT_EQ(feed_head_from_json(feed_head_to_json(full_head())).value(), full_head());
  EXPECT_EQ(feed_head_to_json(FeedHead{}), "{}");
  EXPECT_EQ(feed_head_from_json("{}").value(), FeedHead{});
}

TEST(FeedHeadFromJson, NamesTheMemberThatIsWrong) {
  const Result<FeedHead> head = feed_head_from_json(R"({"ttl_minutes":"often"})");
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error(), (Error{Errc::Malformed, "feed: \"ttl_minutes\" is not a whole number"}));
}

TEST(WriteParsedDocument, FollowsTheOrderOfTheSpecification) {
  Feed feed;
  feed.format = FeedFormat::Atom;
  feed.version = "1.0";
  feed.head = full_head();
  Entry entry;
  entry.key = "never printed";
  entry.source = "never printed";
  entry.title = "First";
  feed.entries = {entry};
  feed.issues = {{"no id", 12}, {"served as text/html", 0}};
  EXPECT_EQ(to_json(feed),
            R"({"format":"atom","version":"1.0","feed":{"id":"urn:x:feed","title":"News","subtitle":"What is new",)"
            R"("link":"https://example.org/","self":"https://example.org/feed","hubs":["https://hub.example.org/"],)"
            R"("language":"en","updated":"2024-10-24T12:00:00Z","published":"2024-10-24T12:00:00Z",)"
            R"("authors":[{"name":"Ann"}],"categories":[{"term":"libraries"}],"rights":"© us","license":"CC0",)"
            R"("generator":"Press 1.0","image":"https://example.org/i.png","icon":"https://example.org/favicon.ico",)"
            R"("ttl_minutes":60,"update_base":"2024-10-24T12:00:00Z","skip_hours":["0","23"],"skip_days":["Sunday"]},)"
            R"("entries":[{"title":"First"}],"warnings":["line 12: no id","served as text/html"]})");
}

TEST(WriteParsedDocument, KeepsItsShapeWhereTheFeedSaysNothing) {
  EXPECT_EQ(to_json(Feed{}), R"({"format":"rss","version":"","feed":{},"entries":[],"warnings":[]})");
}

TEST(WriteParsedDocument, NamesTheFileFirst) {
  EXPECT_EQ(to_json(Feed{}, "a \"b\".xml"),
            R"({"file":"a \"b\".xml","format":"rss","version":"","feed":{},"entries":[],"warnings":[]})");
}

}  // namespace
}  // namespace commonplace::json
