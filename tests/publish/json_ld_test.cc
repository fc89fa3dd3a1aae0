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
  EXPECT_EQ(event.at("organizer").at("name").as_string(), "WebJunction");
  EXPECT_FALSE(item(data, 4).contains("about"));
}

// What search engines want of the types that we name, and schema.org of their values.
TEST(JsonLd, HasWhatEachOfItsTypesMustHave) {
  TopicPage page = partnerships();
  page.stories[0].lead.event = Event{};
  page.stories[0].lead.event->start = at(2024, 11, 5, 18, 30);
  page.stories[0].lead.event->precision = DatePrecision::Instant;
  page.stories[0].lead.type = "Webinar";
  const json::object data = data_of(page);
  const auto is_absolute = [](const json::value& url) { return url.as_string().starts_with("https://"); };
  EXPECT_TRUE(is_absolute(data.at("url")));
  EXPECT_TRUE(is_absolute(data.at("image").at("contentUrl")));
  EXPECT_EQ(data.at("mainEntity").at("numberOfItems").as_int64(), static_cast<std::int64_t>(page.stories.size()));
  for (std::size_t i = 0; i < page.stories.size(); ++i) {
    const json::object& article = item(data, i);
    EXPECT_FALSE(article.at("headline").as_string().empty());
    EXPECT_TRUE(is_absolute(article.at("url")));
    const std::string date(article.at("datePublished").as_string());
    EXPECT_TRUE(date.size() == 10 || date.ends_with('Z')) << date;
    EXPECT_FALSE(article.at("author").at(0).at("name").as_string().empty());
    EXPECT_FALSE(article.at("publisher").at("name").as_string().empty());
    if (const auto* image = article.if_contains("image")) {
      EXPECT_TRUE(is_absolute(image->at("contentUrl")));
    }
  }
  const json::object& webinar = item(data, 0).at("about").as_object();
  EXPECT_EQ(webinar.at("startDate").as_string(), "2024-11-05T18:30:00Z");
  EXPECT_EQ(webinar.at("location").at("@type").as_string(), "VirtualLocation");
  EXPECT_TRUE(is_absolute(webinar.at("location").at("url")));
  EXPECT_EQ(item(data, 1).at("about").at("location").at("address").as_string(), "Juneau, Alaska");
}

TEST(JsonLd, CreditsPicturesAndThoseWhoWrote) {
  const json::object data = data_of(partnerships());
  for (std::size_t i = 0; i < partnerships().stories.size(); ++i) {
    if (partnerships().stories[i].lead.source != "salles-de-lecture") continue;
    const json::object& article = item(data, i);
    EXPECT_EQ(article.at("author").at(0).at("@type").as_string(), "Person");
    EXPECT_EQ(article.at("author").at(0).at("name").as_string(), "Solène Rémy");
    EXPECT_FALSE(article.at("author").at(0).as_object().contains("email"));
    EXPECT_EQ(article.at("image").at("creditText").as_string(), "Ana Durán, Yu Ito");
    return;
  }
  FAIL() << "there is no such story";
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
