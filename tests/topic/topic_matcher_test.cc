// Which topics an entry belongs to.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "commonplace/topic.h"

namespace commonplace {
namespace {

Topic topic(int id, std::string slug, std::string match) {
  Topic result;
  result.id = TopicId{id};
  result.slug = std::move(slug);
  result.match = std::move(match);
  return result;
}

Source source(std::string slug, std::vector<std::string> tags) {
  Source result;
  result.slug = std::move(slug);
  result.tags = std::move(tags);
  return result;
}

Entry entry(std::string source_slug, std::string title) {
  Entry result;
  result.source = std::move(source_slug);
  result.title = std::move(title);
  result.type = "News";
  result.language = "en";
  return result;
}

std::vector<int> matched(const std::vector<Topic>& topics, const Entry& subject) {
  const std::vector<Source> sources = {source("webjunction", {"partners", "national"}), source("county", {"local"}),
                                       source("state", {"national"})};
  const auto matcher = TopicMatcher::compile(topics, sources);
  EXPECT_TRUE(matcher);
  std::vector<int> ids;
  if (!matcher) return ids;
  for (const TopicId id : matcher->match(subject)) ids.push_back(static_cast<int>(id));
  return ids;
}

using Ids = std::vector<int>;

TEST(TopicMatcher, GivesTopicsInTheirOrder) {
  const std::vector<Topic> topics = {topic(7, "z", "partner"), topic(3, "all", ""), topic(5, "none", "absent"),
                                     topic(1, "a", "meet* -absent"), topic(9, "not", "NOT partner")};
  EXPECT_EQ(matched(topics, entry("webjunction", "Partners meet")), (Ids{7, 3, 1}));
  EXPECT_EQ(matched(topics, entry("webjunction", "")), (Ids{3, 9}));
  EXPECT_EQ(matched({}, entry("webjunction", "Partners")), Ids{});
  EXPECT_TRUE(TopicMatcher().match(entry("webjunction", "Partners")).empty());
}

TEST(TopicMatcher, LooksAtSourcesAndTheirTags) {
  std::vector<Topic> topics = {topic(1, "slug", "x"), topic(2, "tag", "x"), topic(3, "both", "x"),
                               topic(4, "nobody", "x"), topic(5, "query", "x tag:national")};
  topics[0].sources = {"webjunction"};
  topics[1].sources = {"#national"};
  topics[2].sources = {"county", "#partners"};
  topics[3].sources = {"#unheard-of"};
  EXPECT_EQ(matched(topics, entry("webjunction", "x")), (Ids{1, 2, 3, 5}));
  EXPECT_EQ(matched(topics, entry("county", "x")), Ids{3});
  EXPECT_EQ(matched(topics, entry("state", "x")), (Ids{2, 5}));
  EXPECT_EQ(matched(topics, entry("unknown", "x")), Ids{});
}

TEST(TopicMatcher, LooksAtTypesWhateverTheirCase) {
  std::vector<Topic> topics = {topic(1, "news", ""), topic(2, "webinars", "")};
  topics[0].types = {"Blog", "NEWS"};
  topics[1].types = {"Webinar"};
  EXPECT_EQ(matched(topics, entry("county", "x")), Ids{1});
}

TEST(TopicMatcher, LooksAtLanguages) {
  std::vector<Topic> topics = {topic(1, "en", ""), topic(2, "us", ""), topic(3, "fr-de", "")};
  topics[0].languages = {"en"};
  topics[1].languages = {"en-US"};
  topics[2].languages = {"fr", "de"};
  Entry subject = entry("county", "x");
  subject.language = "en-us";
  EXPECT_EQ(matched(topics, subject), (Ids{1, 2}));
  subject.language = "EN-GB";
  EXPECT_EQ(matched(topics, subject), Ids{1});
  subject.language = "de-AT";
  EXPECT_EQ(matched(topics, subject), Ids{3});
  subject.language = "eng";
  EXPECT_EQ(matched(topics, subject), Ids{});
  subject.language = "";
  EXPECT_EQ(matched(topics, subject), Ids{});
}

TEST(TopicMatcher, FindsTopicsByAnyOfTheirWords) {
  const std::vector<Topic> topics = {
      topic(1, "or", "partner* OR collaborat* OR \"community engagement\""),
      topic(2, "and", "partner meeting"),
      topic(3, "near", "NEAR/3(partner meet)"),
      topic(4, "cjk", "図書館"),
      topic(5, "mixed", "absent OR type:news"),
      topic(6, "title", "title:partner"),
      topic(7, "excluded", "partner -meet"),
  };
  EXPECT_EQ(matched(topics, entry("county", "Partners meet")), (Ids{1, 2, 3, 5, 6}));
  EXPECT_EQ(matched(topics, entry("county", "Community engagement")), (Ids{1, 5}));
  EXPECT_EQ(matched(topics, entry("county", "図書館の話")), (Ids{4, 5}));
}

TEST(TopicMatcher, NamesTheTopicWhoseQueryIsWrong) {
  const std::vector<Topic> topics = {topic(1, "good", "a"), topic(2, "partnerships", "été OR titel:b")};
  const auto matcher = TopicMatcher::compile(topics, {});
  ASSERT_FALSE(matcher);
  EXPECT_EQ(matcher.error().code, Errc::BadQuery);
  EXPECT_EQ(matcher.error().detail,
            "topic 'partnerships': match, character 8: unknown field 'titel:'; did you mean 'title:'?");
}

TEST(TopicMatcher, HoldsThousandsOfTopics) {
  std::vector<Topic> topics;
  for (int i = 0; i < 5'000; ++i) {
    const std::string word = "word" + std::to_string(i);
    topics.push_back(topic(i, "t" + std::to_string(i), word + " OR \"" + word + " phrase\" OR title:" + word + "*"));
  }
  const auto matcher = TopicMatcher::compile(topics, {});
  ASSERT_TRUE(matcher);
  EXPECT_EQ(matcher->match(entry("county", "About word4321 and nothing else")),
            (std::vector<TopicId>{TopicId{4}, TopicId{43}, TopicId{432}, TopicId{4321}}));
}

}  // namespace
}  // namespace commonplace
