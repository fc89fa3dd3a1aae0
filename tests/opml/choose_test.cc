#include "opml/choose.h"

#include <gtest/gtest.h>

namespace commonplace::opml {
namespace {

NamedSettings source(std::string url, std::string title = {}, std::string slug = {}) {
  NamedSettings made{std::move(slug), {{"url", std::move(url)}}};
  if (!title.empty()) made.settings["title"] = std::move(title);
  return made;
}

std::vector<std::string> slugs_of(const Choice& choice) {
  std::vector<std::string> slugs;
  for (const NamedSettings& chosen : choice.sources) slugs.push_back(chosen.slug);
  return slugs;
}

using Texts = std::vector<std::string>;

TEST(Choose, MakesSlugsOfTitleElseHost) {
  const Choice choice = choose({source("https://a.example/1", "Library News"), source("https://www.b.example/feed"),
                                source("https://c.example/", "図書館"), source("https://d.example/", "x", "Not A Slug"),
                                source("https://e.example/", "x", "a--slug")},
                               {});
  EXPECT_EQ(slugs_of(choice), (Texts{"library-news", "b-example", "c-example", "not-a-slug", "a--slug"}));
}

TEST(Choose, CountsWhereASlugIsTaken) {
  const std::string longest(63, 'a');
  const Choice choice = choose({source("https://a.example/1", "News"), source("https://a.example/2", "News"),
                                source("https://a.example/3", "News"), source("https://a.example/4", "news-2"),
                                source("https://a.example/5", longest), source("https://a.example/6", longest)},
                               {{"news"}, {}});
  EXPECT_EQ(slugs_of(choice), (Texts{"news-2", "news-3", "news-4", "news-2-2", longest, std::string(56, 'a') + "-2"}));
}

TEST(Choose, PassesOverWhatIsConfigured) {
  const Choice choice = choose({source("HTTPS://A.example:443/feed#top", "A"), source("https://b.example/", "B")},
                               {{"a"}, {address_key("https://a.example/feed")}});
  EXPECT_EQ(slugs_of(choice), Texts{"b"});
  EXPECT_EQ(choice.configured, 1u);
  EXPECT_TRUE(choice.repeated.empty());
}

TEST(Choose, TakesAnAddressOnce) {
  const Choice choice = choose({source("https://a.example/f", "A"), source("https://A.example/f", "Again"),
                                source("http://a.example/f", "Another")},
                               {});
  EXPECT_EQ(slugs_of(choice), (Texts{"a", "another"}));
  EXPECT_EQ(choice.repeated, Texts{"https://A.example/f"});
}

TEST(Choose, KeepsOneAddressUnderTwoSlugs) {
  const std::string url = "https://a.example/f";
  const Choice choice = choose({source(url, "", "news"), source(url, "", "events"), source(url, "", "news")}, {});
  EXPECT_EQ(slugs_of(choice), (Texts{"news", "events"}));
  EXPECT_EQ(choice.repeated, Texts{url});
}

}  // namespace
}  // namespace commonplace::opml
