#include "publish/opml.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

SourceList sources() {
  const TopicPage page = partnerships();
  SourceList list{page.site, {page.topic.slug, page.topic.title, page.topic.description}, {}};
  for (const auto& [slug, publisher] : page.publishers) list.sources.push_back(publisher);
  return list;
}

pugi::xml_document read(const std::string& text) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size());
  EXPECT_TRUE(result) << result.description();
  return document;
}

TEST(Opml, ListsTheFeedsOfAllTopics) {
  const IndexPage page = start_page();
  const pugi::xml_document document = read(write_opml(page));
  const pugi::xml_node opml = document.child("opml");
  EXPECT_STREQ(opml.attribute("version").value(), "2.0");
  EXPECT_STREQ(opml.child("head").child_value("title"), "Library partner news");
  std::size_t count = 0;
  for (const pugi::xml_node outline : opml.child("body").children("outline")) {
    for (const char* name : {"type", "text", "title", "xmlUrl", "htmlUrl"}) {
      EXPECT_STRNE(outline.attribute(name).value(), "") << name;
    }
    EXPECT_STREQ(outline.attribute("type").value(), "rss");
    EXPECT_TRUE(outline.attribute("version").empty()) << "it is Atom";
    ++count;
  }
  EXPECT_EQ(count, page.topics.size());
  EXPECT_STREQ(opml.child("body").child("outline").attribute("xmlUrl").value(),
               "https://news.example.org/topics/partnerships.atom");
}

TEST(Opml, ListsTheSourcesBehindATopic) {
  struct Case {
    const char* name;
    const char* feed;
    const char* homepage;
    std::string type;  // empty: not listed
  };
  const Case cases[] = {
      {"a feed", "https://a.example/feed", "https://a.example/", "rss"},
      {"a feed with a password", "https://me:secret@a.example/feed", "", "rss"},
      {"a page without a feed", "", "https://a.example/", "link"},
      {"a file", "", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    SourceList list = sources();
    list.sources.resize(1);
    list.sources[0].feed_url = c.feed;
    list.sources[0].homepage = c.homepage;
    const std::string text = write_opml(list);
    EXPECT_EQ(text.find("secret"), std::string::npos);
    const pugi::xml_document document = read(text);
    const pugi::xml_node outline = document.child("opml").child("body").child("outline");
    EXPECT_EQ(outline.attribute("type").value(), c.type);
    EXPECT_EQ(std::string(outline.attribute("xmlUrl").value()).empty(), c.type != "rss");
  }
}

TEST(Opml, IsWellFormedWhateverPublishersWrite) {
  for (const std::string& text : kHostileTexts) {
    SourceList list = sources();
    list.topic.title = text;
    for (Publisher& source : list.sources) source.title = text;
    read(write_opml(list));
  }
}

}  // namespace
}  // namespace commonplace::publish
