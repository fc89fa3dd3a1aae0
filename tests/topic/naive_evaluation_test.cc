// The compiled matcher against the definition of the language, read off generated queries word by word.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "topic/any_query.h"

namespace commonplace::testing {
namespace {

class InEachLanguage : public ::testing::TestWithParam<Language> {};

TEST_P(InEachLanguage, AQuerySaysWhatTheDefinitionSays) {
  EXPECT_TRUE(rc::check("one query, one entry, in " + GetParam().tag, [&] {
    const Expression expression = any_expression(GetParam(), 3);
    const Sample sample = any_sample(GetParam());
    const std::string text = query_text(expression);
    const auto query = Query::compile(text);
    RC_LOG() << text << "\n  title: " << sample.entry.title << "\n  excerpt: " << sample.entry.excerpt << "\n";
    RC_ASSERT(query.has_value());
    const bool expected = holds(expression, sample.document);
    RC_CLASSIFY(expected, "true");
    RC_ASSERT(query->matches(sample.entry, sample.tags) == expected);
  }));
}

// What forms of a word are one is written down by hand, and so is how they are folded.
TEST_P(InEachLanguage, EveryFormIsFoundByThoseOfItsWordAlone) {
  for (const Form& asked : GetParam().forms) {
    for (const Form& there : GetParam().forms) {
      SCOPED_TRACE(asked.written + " in " + there.written);
      Entry entry;
      entry.title = there.written;
      entry.language = GetParam().tag;
      EXPECT_EQ(Query::compile(asked.written)->matches(entry), asked.word == there.word);
      EXPECT_EQ(Query::compile("=" + asked.written)->matches(entry), asked.folded == there.folded);
    }
  }
}

std::string tag_of(const ::testing::TestParamInfo<Language>& info) { return info.param.tag; }
INSTANTIATE_TEST_SUITE_P(All, InEachLanguage, ::testing::ValuesIn(languages()), tag_of);

TEST(TopicMatcher, SaysOfEachTopicWhatItsQuerySays) {
  EXPECT_TRUE(rc::check("queries of several languages together, one entry", [] {
    std::vector<Topic> topics;
    std::vector<TopicId> expected;
    const Language& language = any_language();
    const Sample sample = any_sample(language);
    Source source;
    source.slug = sample.entry.source;
    source.tags = sample.tags;
    for (int i = 0; i < 12; ++i) {
      const Expression expression = any_expression(language, 2);
      Topic topic;
      topic.id = TopicId{i};
      topic.slug = "t" + std::to_string(i);
      topic.match = query_text(expression);
      topics.push_back(topic);
      if (holds(expression, sample.document)) expected.push_back(topic.id);
    }
    const auto matcher = TopicMatcher::compile(topics, std::vector<Source>{source});
    RC_ASSERT(matcher.has_value());
    RC_ASSERT(matcher->match(sample.entry) == expected);
  }));
}

}  // namespace
}  // namespace commonplace::testing
