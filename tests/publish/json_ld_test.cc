#include "publish/json_ld.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

namespace json = boost::json;

json::object data_of(const TopicPage& page) {
  std::string markup = json_ld(page).html;
  const std::string open = "<script type=\"application/ld+json\">";
  EXPECT_TRUE(markup.starts_with(open));
  const auto end = markup.find("</script>");
  EXPECT_EQ(end, markup.size() - 10) << "the only end tag is the last thing";
  boost::system::error_code error;
  const json::value value = json::parse(markup.substr(open.size(), end - open.size()), error);
  EXPECT_FALSE(error) << error.message();
  return value.is_object() ? value.get_object() : json::object{};
}

const json::object& item(const json::object& data, std::size_t index) {
  return data.at("mainEntity").at("itemListElement").at(index).at("item").as_object();
}

TEST(JsonLd, DescribesTheCollection) {
  const json::object data = data_of(partnerships());
  EXPECT_EQ(data.at("@context").as_string(), "https://schema.org");
  EXPECT_EQ(data.at("@type").as_string(), "CollectionPage");
  EXPECT_EQ(data.at("name").as_string(), "Partnerships & collaboration");
  EXPECT_EQ(data.at("image").at("creditText").as_string(), "jenlen");
  EXPECT_EQ(data.at("image").at("license").as_string(), "https://creativecommons.org/licenses/by-nc-nd/2.0/");
  EXPECT_EQ(data.at("mainEntity").at("itemListElement").as_array().size(), partnerships().stories.size());
}

TEST(JsonLd, DescribesArticlesAndTheirEvents) {
  const json::object data = data_of(partnerships());
  const json::object& article = item(data, 1);
  EXPECT_EQ(article.at("@type").as_string(), "NewsArticle");
  EXPECT_EQ(article.at("datePublished").as_string(), "2024-10-24");
  EXPECT_EQ(article.at("publisher").at("name").as_string(), "WebJunction");
  const json::object& event = article.at("about").as_object();
  EXPECT_EQ(event.at("@type").as_string(), "EducationEvent");
  EXPECT_EQ(event.at("startDate").as_string(), "2024-11-21");
  EXPECT_EQ(event.at("endDate").as_string(), "2024-11-22");
  EXPECT_EQ(event.at("location").at("name").as_string(), "Juneau, Alaska");
  EXPECT_FALSE(item(data, 4).contains("about"));
}

TEST(JsonLd, StaysJsonAndInsideItsElementWhateverPublishersWrite) {
  for (const std::string& text : kHostileTexts) {
    SCOPED_TRACE(text.substr(0, 60));
    TopicPage page = small_page();
    page.topic.title = page.topic.description = text;
    page.stories[0].lead.title = page.stories[0].lead.excerpt = text;
    const json::object data = data_of(page);
    EXPECT_TRUE(data.contains("mainEntity"));
  }
}

TEST(JsonLd, KeepsTextsToTheLetter) {
  TopicPage page = small_page();
  page.stories[0].lead.title = "</script><b> \"a\\b\" \t\u2028 é";
  const json::object data = data_of(page);
  EXPECT_EQ(std::string(item(data, 0).at("headline").as_string()), page.stories[0].lead.title);
}

}  // namespace
}  // namespace commonplace::publish
