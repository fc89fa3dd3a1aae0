#include "publish/json_feed.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

boost::json::object written(const TopicPage& page) {
  boost::system::error_code error;
  boost::json::value value = boost::json::parse(write_json_feed(page), error);
  EXPECT_FALSE(error) << error.message();
  return value.is_object() ? value.as_object() : boost::json::object();
}

std::string text(const boost::json::value& object, std::string_view name) {
  const boost::json::value* value = object.as_object().if_contains(name);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

TEST(JsonFeed, HasAHead) {
  const boost::json::value feed = written(partnerships());
  EXPECT_EQ(text(feed, "version"), "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(text(feed, "title"), "Partnerships & collaboration");
  EXPECT_EQ(text(feed, "home_page_url"), "https://news.example.org/topics/partnerships");
  EXPECT_EQ(text(feed, "feed_url"), "https://news.example.org/topics/partnerships.json");
  EXPECT_EQ(text(feed, "language"), "en");
  EXPECT_EQ(text(feed.at("authors").at(0), "url"), "https://news.example.org/");
  EXPECT_EQ(feed.at("items").as_array().size(), partnerships().stories.size());
}

TEST(JsonFeed, ItemsHaveWhatTheSpecificationAsks) {
  const boost::json::value feed = written(partnerships());
  for (const boost::json::value& item : feed.at("items").as_array()) {
    SCOPED_TRACE(text(item, "title"));
    for (const char* name : {"id", "url", "title", "content_html", "date_published", "date_modified"}) {
      EXPECT_NE(text(item, name), "") << name;
    }
    EXPECT_FALSE(item.at("authors").as_array().empty());
    EXPECT_FALSE(item.as_object().contains("author")) << "that was version 1.0";
    const boost::json::value* attachments = item.as_object().if_contains("attachments");
    if (!attachments) continue;
    for (const boost::json::value& attachment : attachments->as_array()) {
      EXPECT_NE(text(attachment, "url"), "");
      EXPECT_NE(text(attachment, "mime_type"), "");
    }
  }
}

TEST(JsonFeed, TellsTheStoryOfAnItem) {
  const boost::json::value feed = written(partnerships());
  const boost::json::value& item = feed.at("items").at(1);
  EXPECT_EQ(text(item, "id"), "tag:news.example.org,2024:webjunction/1d8y3n0mr5xe");
  EXPECT_EQ(text(item, "url"), "https://www.webjunction.org/news/1d8y3n0mr5xe.html");
  const boost::json::value& more = item.at("_commonplace");
  EXPECT_EQ(text(more.at("event"), "start"), "2024-11-21");
  EXPECT_EQ(text(more.at("event"), "end"), "2024-11-22");
  EXPECT_EQ(text(more.at("event"), "location"), "Juneau, Alaska");
  EXPECT_EQ(text(more.at("source"), "title"), "WebJunction");
  EXPECT_EQ(text(more.at("source"), "feed_url"), "https://www.webjunction.org/news.feed");
  EXPECT_EQ(text(more.at("copies").at(0), "url"), "https://library.example/november-21");
  EXPECT_EQ(text(more, "rights"), "© OCLC");
}

TEST(JsonFeed, GivesTheWholeTextOnlyWhereItMayBeRepublished) {
  TopicPage page = small_page();
  page.stories.at(0).lead.content = SafeHtml::trust_stored("<p>The whole of it, secret sauce included.</p>");
  for (auto& [slug, publisher] : page.publishers) publisher.republish = Republish::Excerpt;
  EXPECT_EQ(write_json_feed(page).find("secret sauce"), std::string::npos);
  for (auto& [slug, publisher] : page.publishers) publisher.republish = Republish::Full;
  EXPECT_NE(write_json_feed(page).find("secret sauce"), std::string::npos);
}

TEST(JsonFeed, AttachesFilesOfAKnownType) {
  TopicPage page = small_page();
  page.stories[0].lead.enclosures = {{"https://p.example/no-type", "", "12"},
                                     {"javascript:alert(1)", "audio/mpeg", "12"},
                                     {"https://p.example/a.mp3", "audio/mpeg", "many"},
                                     {"https://p.example/b.mp3", "audio/mpeg", "34"},
                                     {"https://p.example/c.mp3", "audio/mpeg", "9007199254740991"},
                                     {"https://p.example/d.mp3", "audio/mpeg", "9007199254740992"},
                                     {"https://p.example/e.mp3", "audio/mpeg", "18446744073709551615"}};
  const boost::json::value feed = written(page);
  const boost::json::array& attachments = feed.at("items").at(0).at("attachments").as_array();
  ASSERT_EQ(attachments.size(), 5u);
  EXPECT_EQ(text(attachments[0], "url"), "https://p.example/a.mp3");
  EXPECT_FALSE(attachments[0].as_object().contains("size_in_bytes"));
  EXPECT_EQ(attachments[1].at("size_in_bytes").as_int64(), 34);
  EXPECT_EQ(attachments[2].at("size_in_bytes").as_int64(), 9007199254740991);
  EXPECT_FALSE(attachments[3].as_object().contains("size_in_bytes")) << "no number that readers hold exactly";
  EXPECT_FALSE(attachments[4].as_object().contains("size_in_bytes"));
}

TEST(JsonFeed, IsJsonWhateverPublishersWrite) {
  for (const std::string& hostile : kHostileTexts) {
    TopicPage page = small_page();
    page.topic.title = page.topic.description = hostile;
    page.stories[0].lead.title = page.stories[0].lead.excerpt = hostile;
    page.stories[0].lead.categories = {{hostile, hostile, hostile}};
    EXPECT_FALSE(written(page).empty()) << hostile;
  }
}

}  // namespace
}  // namespace commonplace::publish
