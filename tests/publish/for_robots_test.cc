#include "publish/for_robots.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "pages.h"

namespace commonplace::publish {
namespace {

TEST(Robots, MayGoEverywhereButToSearches) {
  EXPECT_EQ(write_robots(sample_site()),
            "User-agent: *\nDisallow: /search?\n\nSitemap: https://news.example.org/sitemap.xml\n");
  Site below = sample_site();
  below.public_url = "https://library.example/news";
  EXPECT_EQ(write_robots(below),
            "User-agent: *\nDisallow: /news/search?\n\nSitemap: https://library.example/news/sitemap.xml\n");
}

TEST(Sitemap, ListsEventsTopicsAndSources) {
  const std::string text = write_sitemap(start_page());
  pugi::xml_document document;
  ASSERT_TRUE(document.load_buffer(text.data(), text.size()));
  std::vector<std::string> places;
  for (const pugi::xml_node url : document.child("urlset").children("url")) {
    places.push_back(std::string(url.child_value("loc")) + " " + url.child_value("lastmod"));
  }
  ASSERT_EQ(places.size(), start_page().topics.size() + 3);
  EXPECT_EQ(places[0], "https://news.example.org/ 2024-10-24T12:00:00Z");
  EXPECT_EQ(places[1], "https://news.example.org/events ");
  EXPECT_EQ(places[2], "https://news.example.org/topics/partnerships 2024-10-24T12:00:00Z");
  EXPECT_EQ(places.back(), "https://news.example.org/sources ");
}

}  // namespace
}  // namespace commonplace::publish
