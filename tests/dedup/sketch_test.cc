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

Sketch of(std::string_view title, std::string_view body) { return sketch_of({read_words(title), read_words(body)}); }

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

TEST(Sketch, IsTheSameForTheSameWords) {
  const std::string body = "The board voted to open the new reading room on Monday, and everybody was glad of it.";
  EXPECT_EQ(of("A title of words", body), of("A TITLE, of words",
                                             "the board voted TO open the new reading room on "
                                             "monday and everybody was glad of it"));
}

TEST(Sketch, HoldsANumberThatOnlyTheSameWordsHave) {
  const auto outline = [](std::string_view title, std::string_view body) {
    return Outline{read_words(title), read_words(body)};
  };
  const Outline one = outline("A talk", "It is on Monday, and free.");
  const Sketch sketch = sketch_of(one);
  EXPECT_TRUE(std::ranges::binary_search(sketch, wording_of(one)));
  EXPECT_EQ(wording_of(one), wording_of(outline("A TALK", "<it> is on monday and free")));
  const Outline others[] = {
      outline("A talk", "It is on Tuesday, and free."), outline("A talk", "It is on Monday, and free. Come."),
      outline("A talk", "On Monday it is, and free."), outline("A", "talk It is on Monday, and free."),
      outline("", "A talk It is on Monday, and free.")};
  for (const Outline& other : others) EXPECT_NE(wording_of(one), wording_of(other));
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
