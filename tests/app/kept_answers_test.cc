#include "app/kept_answers.h"

#include <gtest/gtest.h>

namespace commonplace::app {
namespace {

KeptAnswers::Document document(std::size_t bytes) {
  return serve::represent({"application/octet-stream", std::string(bytes, 'x'), Timestamp{}}, std::chrono::seconds{60});
}

TEST(KeptAnswers, AreGoodUntilSomethingChanges) {
  KeptAnswers kept;
  const auto one = document(10);
  kept.keep("one", one, kept.state());
  EXPECT_EQ(kept.find("one"), one);
  EXPECT_EQ(kept.find("two"), nullptr);
  kept.forget();
  EXPECT_EQ(kept.find("one"), nullptr);
}

TEST(KeptAnswers, WhatWasBegunBeforeAChangeIsNotKept) {
  KeptAnswers kept;
  const std::uint64_t began = kept.state();
  kept.forget();
  kept.keep("one", document(10), began);
  EXPECT_EQ(kept.find("one"), nullptr);
}

TEST(KeptAnswers, AreBounded) {
  KeptAnswers kept;
  const auto half = document(KeptAnswers::kMostBytes / 2);
  kept.keep("one", half, kept.state());
  kept.keep("two", half, kept.state());
  EXPECT_EQ(kept.find("one"), nullptr);
  EXPECT_EQ(kept.find("two"), half);
  kept.keep("whale", document(KeptAnswers::kMostBytes + 1), kept.state());
  EXPECT_EQ(kept.find("whale"), nullptr);
  EXPECT_EQ(kept.find("two"), half);
}

TEST(KeptAnswers, AreKeptOnceForAllWhoAreSentTheSameEncoding) {
  struct Case {
    const char* accept_encoding;
    const char* question;
  };
  const Case cases[] = {
      {"", "what"},
      {"identity", "what"},
      {"deflate;q=0.1", "what"},
      {"gzip", "what\ngzip"},
      {"gzip, deflate", "what\ngzip"},
      {"GZIP;q=0.999", "what\ngzip"},
      {"gzip, deflate, br", "what\nbr"},
      {"br;q=1, gzip;q=0.123", "what\nbr"},
  };
  for (const Case& c : cases) EXPECT_EQ(question_of("what", c.accept_encoding), c.question) << c.accept_encoding;
}

}  // namespace
}  // namespace commonplace::app
