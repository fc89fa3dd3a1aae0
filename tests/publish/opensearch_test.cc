#include "publish/opensearch.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "base/utf8.h"
#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

TEST(SearchDescription, SaysWhereToSearch) {
  const std::string text = write_search_description(sample_site());
  pugi::xml_document document;
  ASSERT_TRUE(document.load_buffer(text.data(), text.size()));
  const pugi::xml_node root = document.child("OpenSearchDescription");
  EXPECT_STREQ(root.attribute("xmlns").value(), "http://a9.com/-/spec/opensearch/1.1/");
  EXPECT_STREQ(root.child_value("ShortName"), "Library partner");
  EXPECT_STREQ(root.child_value("LongName"), "Library partner news");
  EXPECT_STREQ(root.child_value("Description"), "Search Library partner news");
  const auto address = [&](const char* type) {
    return std::string(root.find_child_by_attribute("Url", "type", type).attribute("template").value());
  };
  EXPECT_EQ(address("text/html"), "https://news.example.org/search?q={searchTerms}&page={startPage?}");
  EXPECT_EQ(address("application/atom+xml"), "https://news.example.org/search.atom?q={searchTerms}&page={startPage?}");
  EXPECT_EQ(address("application/opensearchdescription+xml"), "https://news.example.org/opensearch.xml");
}

TEST(SearchDescription, KeepsItsNamesShort) {
  struct Case {
    std::string title, short_name;
  };
  const Case cases[] = {
      {"News", "News"},
      {"Exactly sixteen!", "Exactly sixteen!"},
      {"Exactly sixteen more", "Exactly sixteen"},
      {"Bibliotheksneuigkeiten", "Bibliotheksneuig"},
      {"図書館からのお知らせ、新着資料とイベント", "図書館からのお知らせ、新着資料と"},
  };
  for (const Case& c : cases) {
    Site site = sample_site();
    site.title = c.title;
    const std::string text = write_search_description(site);
    EXPECT_NE(text.find("<ShortName>" + c.short_name + "</ShortName>"), std::string::npos) << text;
  }
}

TEST(SearchDescription, IsWellFormedWhateverTheTitle) {
  for (const std::string& title : kHostileTexts) {
    Site site = sample_site();
    site.title = title;
    const std::string text = write_search_description(site);
    pugi::xml_document document;
    EXPECT_TRUE(document.load_buffer(text.data(), text.size())) << title;
  }
}

}  // namespace
}  // namespace commonplace::publish
