#include "dedup/sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>

namespace commonplace::dedup {
namespace {

std::size_t shared(const Sketch& a, const Sketch& b) {
  Sketch both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

Sketch of(std::string_view title, std::string_view body) { return sketch_of(outline_of(title, body)); }

std::vector<std::string> random_words(std::mt19937& random, std::size_t count) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) words.push_back("w" + std::to_string(random() % 5000) + "x");
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

TEST(Sketch, OfNothingIsEmpty) { EXPECT_TRUE(of("", "").empty()); }

constexpr std::string_view kVote =
    "The board voted to open the new reading room on Monday, and everybody was glad of it.";

TEST(Sketch, IsTheSameForTheSameWordsButForTheTwinNumber) {
  const Sketch one = of("A title of words", kVote);
  const Sketch other =
      of("A TITLE, of words", "the board voted TO open the new reading room on monday and everybody was glad of it");
  EXPECT_EQ(one.size(), other.size());
  EXPECT_EQ(shared(one, other), one.size() - 1);
}

TEST(Sketch, HoldsANumberThatOnlyTheSameSpellingHas) {
  const auto number = [](std::string_view title, std::string_view text) {
    return twin_number(outline_of(title, text).spelling);
  };
  const std::uint64_t twin = number("A title of words", kVote);
  EXPECT_TRUE(std::ranges::binary_search(of("A title of words", kVote), twin));
  EXPECT_EQ(number("A title of words", kVote), twin);
  EXPECT_NE(number("A title of Words", kVote), twin);
  EXPECT_NE(number("A title of words", std::string(kVote) + " "), twin);
  EXPECT_NE(number("", "A title of words" + std::string(kVote)), twin);
  EXPECT_NE(number("A title", " of words" + std::string(kVote)), twin);
}

TEST(Sketch, HoldsNoTwinNumberWhereTooLittleIsSaidToTell) {
  const Sketch sketch = of("Closed", "The branch is closed today");
  ASSERT_FALSE(sketch.empty());
  EXPECT_FALSE(std::ranges::binary_search(sketch, twin_number(spelling_of("Closed", "The branch is closed today"))));
}

TEST(Sketch, IsSharedByTheTitlesOfPartners) {
  const Sketch plain = of("Tuzzy library opens a new reading room", "");
  EXPECT_GT(shared(plain, of("News: Tuzzy library opens a new reading room", "")), 0u);
  EXPECT_GT(shared(plain, of("Tuzzy library opens a new reading room | Partner", "")), 0u);
  EXPECT_EQ(shared(plain, of("Kotzebue library closes its old storage cellar", "")), 0u);
  EXPECT_TRUE(of("New arrivals", "").empty());
}

TEST(Sketch, IsSharedByAnExcerptAndItsOriginal) {
  std::mt19937 random(1);
  std::size_t found = 0;
  constexpr std::size_t kRounds = 500;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const std::vector<std::string> words = random_words(random, 400);
    const std::vector<std::string> lead(words.begin(), words.begin() + 25);
    found += shared(of("", joined(words)), of("", joined(lead) + " read more")) > 0 ? 1 : 0;
  }
  EXPECT_EQ(found, kRounds);
}

// The bar is recall of 0.97 where four fifths of the phrases are the same.
TEST(Sketch, IsSharedByTextsThatAreNearlyTheSame) {
  std::mt19937 random(2);
  std::size_t found = 0;
  constexpr std::size_t kRounds = 1000;
  for (std::size_t round = 0; round < kRounds; ++round) {
    std::vector<std::string> words = random_words(random, 300);
    const std::string before = joined(words);
    // The beginning is rewritten, so that only the bands can tell; and words of the rest, each in three phrases.
    for (std::size_t i = 0; i < 42; i += 2) words[i] = "new" + std::to_string(i);
    for (int i = 0; i < 4; ++i) words[60 + random() % 240] = "other";
    found += shared(of("", before), of("", joined(words))) > 0 ? 1 : 0;
  }
  EXPECT_GE(found, kRounds * 97 / 100);
}

TEST(Sketch, IsSeldomSharedByStrangers) {
  std::mt19937 random(3);
  std::vector<Sketch> sketches;
  for (int i = 0; i < 200; ++i) sketches.push_back(of("", joined(random_words(random, 300))));
  std::size_t met = 0;
  for (std::size_t i = 0; i < sketches.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) met += shared(sketches[i], sketches[j]) > 0 ? 1 : 0;
  }
  EXPECT_LE(met, 2u);
}

TEST(Sketch, SurvivesItsBytes) {
  const Sketch sketch = of("A title of words", "The board voted to open the new reading room on Monday.");
  EXPECT_EQ(sketch_from_bytes(to_bytes(sketch)), sketch);
  EXPECT_EQ(to_bytes(sketch).size(), sketch.size() * 8);
  EXPECT_TRUE(sketch_from_bytes("").empty());
  EXPECT_TRUE(sketch_from_bytes("1234567").empty());
}

}  // namespace
}  // namespace commonplace::dedup
