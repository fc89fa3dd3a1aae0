#include "publish/rss.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>

#include "commonplace/time.h"
#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

struct Document {
  explicit Document(const TopicPage& page) : text(write_rss(page)) {
    result =
        tree.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    channel = tree.child("rss").child("channel");
  }

  std::string text;
  pugi::xml_document tree;
  pugi::xml_parse_result result;
  pugi::xml_node channel;
};

TEST(Rss, HasWhatAChannelNeeds) {
  const Document document(partnerships());
  ASSERT_TRUE(document.result) << document.result.description();
  EXPECT_STREQ(document.tree.child("rss").attribute("version").value(), "2.0");
  const pugi::xml_node channel = document.channel;
  EXPECT_STREQ(channel.child_value("title"), "Partnerships & collaboration");
  EXPECT_STREQ(channel.child_value("link"), "https://news.example.org/topics/partnerships");
  EXPECT_STRNE(channel.child_value("description"), "");
  EXPECT_STREQ(channel.child_value("language"), "en");
  EXPECT_STREQ(channel.child_value("lastBuildDate"), "Thu, 24 Oct 2024 12:00:00 +0000");
  EXPECT_STREQ(channel.child_value("ttl"), "60");
  const pugi::xml_node self = channel.child("atom:link");
  EXPECT_STREQ(self.attribute("rel").value(), "self");
  EXPECT_STREQ(self.attribute("href").value(), "https://news.example.org/topics/partnerships.rss");
  EXPECT_STREQ(self.attribute("type").value(), "application/rss+xml");
}

// The channel must describe itself, even where the operator wrote nothing.
TEST(Rss, DescribesATopicWithoutDescriptionByItsTitle) {
  TopicPage page = small_page();
  page.topic.description.clear();
  const Document document(page);
  EXPECT_EQ(document.channel.child_value("description"), page.topic.title);
}

// Readers take titles for HTML: what only looks like it must not become any.
TEST(Rss, TitlesAreReadAsTheyWereMeant) {
  struct Case {
    std::string title, written;
  };
  for (const Case& c : {
           Case{"Cats & dogs", "Cats & dogs"},
           Case{"2 < 3, and AT&T", "2 &lt; 3, and AT&amp;T"},
           Case{"R & D < 3 > 2", "R & D < 3 > 2"},
           Case{"The <b> element", "The &lt;b&gt; element"},
           Case{"</title><script>", "&lt;/title&gt;&lt;script&gt;"},
           Case{"How to write &amp;", "How to write &amp;amp;"},
           Case{"&#60;", "&amp;#60;"},
       }) {
    TopicPage page = small_page();
    page.stories[0].lead.title = c.title;
    EXPECT_EQ(Document(page).channel.child("item").child_value("title"), c.written);
  }
}

// What feed validators complain of.
TEST(Rss, ItemsAreCompleteAndHaveEachElementOnce) {
  const TopicPage page = partnerships();
  const Document document(page);
  std::set<std::string> guids;
  for (const pugi::xml_node item : document.channel.children("item")) {
    SCOPED_TRACE(item.child_value("title"));
    for (const char* name : {"title", "link", "guid", "pubDate", "description"}) {
      EXPECT_STRNE(item.child_value(name), "") << name;
      EXPECT_FALSE(item.child(name).next_sibling(name)) << name;
    }
    EXPECT_STREQ(item.child("guid").attribute("isPermaLink").value(), "false");
    EXPECT_TRUE(guids.insert(item.child_value("guid")).second);
    EXPECT_TRUE(parse_date(item.child_value("pubDate")));
    EXPECT_FALSE(item.child("author")) << "that would be an e-mail address";
    EXPECT_STRNE(item.child_value("dc:creator"), "");
    EXPECT_FALSE(item.child("enclosure").next_sibling("enclosure"));
    for (const pugi::xml_node enclosure : item.children("enclosure")) {
      for (const char* name : {"url", "length", "type"}) EXPECT_STRNE(enclosure.attribute(name).value(), "") << name;
    }
  }
  EXPECT_EQ(guids.size(), page.stories.size());
}

TEST(Rss, TellsTheStoryOfAnItem) {
  const Document document(partnerships());
  const pugi::xml_node item = document.channel.child("item").next_sibling("item");
  EXPECT_STREQ(item.child_value("guid"), "tag:news.example.org,2024:webjunction/1d8y3n0mr5xe");
  EXPECT_STREQ(item.child_value("link"), "https://www.webjunction.org/news/1d8y3n0mr5xe.html");
  EXPECT_STREQ(item.child_value("dc:creator"), "WebJunction");
  EXPECT_STREQ(item.child_value("source"), "WebJunction");
  EXPECT_STREQ(item.child("source").attribute("url").value(), "https://www.webjunction.org/news.feed");
  EXPECT_STREQ(item.child("category").attribute("domain").value(), "https://news.example.org/types");
  EXPECT_STREQ(item.child("atom:link").attribute("rel").value(), "related");
  EXPECT_STREQ(item.child("atom:link").attribute("href").value(), "https://library.example/november-21");
  EXPECT_STREQ(item.child_value("ev:startdate"), "2024-11-21");
  EXPECT_STREQ(item.child_value("ev:enddate"), "2024-11-22");
  EXPECT_STREQ(item.child_value("dc:rights"), "© OCLC");
  const std::string description = item.child_value("description");
  EXPECT_NE(description.find("also at <a href=\"https://library.example/november-21\""), std::string::npos)
      << description;
}

TEST(Rss, GivesTheWholeTextOnlyWhereItMayBeRepublished) {
  TopicPage page = small_page();
  Story& story = page.stories.at(0);
  story.lead.content = SafeHtml::trust_stored("<p>The whole of it, secret sauce included.</p>");
  for (auto& [slug, publisher] : page.publishers) publisher.republish = Republish::Excerpt;
  EXPECT_EQ(write_rss(page).find("secret sauce"), std::string::npos);
  for (auto& [slug, publisher] : page.publishers) publisher.republish = Republish::Full;
  const Document document(page);
  const std::string content = document.channel.child("item").child_value("content:encoded");
  EXPECT_TRUE(content.starts_with("<p>The whole of it, secret sauce included.</p>")) << content;
  EXPECT_NE(content.find("Source: "), std::string::npos);
}

TEST(Rss, HasRoomForOneEnclosureOfAKnownType) {
  TopicPage page = small_page();
  page.stories[0].lead.enclosures = {{"https://p.example/no-type", "", "12"},
                                     {"javascript:alert(1)", "audio/mpeg", "12"},
                                     {"https://p.example/a.mp3", "audio/mpeg", "many"},
                                     {"https://p.example/b.mp3", "audio/mpeg", "34"}};
  const Document document(page);
  const pugi::xml_node only = document.channel.child("item").child("enclosure");
  EXPECT_STREQ(only.attribute("url").value(), "https://p.example/a.mp3");
  EXPECT_STREQ(only.attribute("length").value(), "0");
  EXPECT_FALSE(only.next_sibling("enclosure"));
}

TEST(Rss, IsWellFormedWhateverPublishersWrite) {
  for (const std::string& text : kHostileTexts) {
    TopicPage page = small_page();
    page.topic.title = page.topic.description = text;
    page.stories[0].lead.title = page.stories[0].lead.excerpt = text;
    page.stories[0].lead.categories = {{text, text, text}};
    const Document document(page);
    EXPECT_TRUE(document.result) << document.result.description() << "\n" << text;
  }
}

}  // namespace
}  // namespace commonplace::publish
