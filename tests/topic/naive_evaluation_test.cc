// The compiled matcher against the definition of the language, read off generated queries word by word.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "topic/any_query.h"

namespace commonplace::testing {
namespace {

TEST(QueryMatches, WhatTheDefinitionSays) {
  EXPECT_TRUE(rc::check("one query, one entry", [] {
    const Expression expression = any_expression(3);
    const Sample sample = any_sample();
    const std::string text = query_text(expression);
    const auto query = Query::compile(text);
    RC_LOG() << text << "\n  title: " << sample.entry.title << "\n  excerpt: " << sample.entry.excerpt << "\n";
    RC_ASSERT(query.has_value());
    const bool expected = holds(expression, sample.document);
    RC_CLASSIFY(expected, "true");
    RC_ASSERT(query->matches(sample.entry) == expected);
  }));
}

TEST(TopicMatcher, SaysOfEachTopicWhatItsQuerySays) {
  EXPECT_TRUE(rc::check("many queries together, one entry", [] {
    std::vector<Topic> topics;
    std::vector<TopicId> expected;
    const Sample sample = any_sample();
    for (int i = 0; i < 12; ++i) {
      const Expression expression = any_expression(2);
      Topic topic;
      topic.id = TopicId{i};
      topic.slug = "t" + std::to_string(i);
      topic.match = query_text(expression);
      topics.push_back(topic);
      if (holds(expression, sample.document)) expected.push_back(topic.id);
    }
    const auto matcher = TopicMatcher::compile(topics, {});
    RC_ASSERT(matcher.has_value());
    RC_ASSERT(matcher->match(sample.entry) == expected);
  }));
}

}  // namespace
}  // namespace commonplace::testing
