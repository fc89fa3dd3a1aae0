#include "topic/word_table.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

namespace commonplace::topic {
namespace {

using Numbers = std::vector<std::uint32_t>;

Numbers numbers(const WordTable& table, std::string_view word) {
  Numbers found;
  table.find(word, found);
  return found;
}

TEST(WordTable, FindsWhatWasAdded) {
  WordTable table;
  EXPECT_TRUE(table.empty());
  EXPECT_FALSE(table.find("a"));
  EXPECT_TRUE(numbers(table, "").empty());
  table.add("a", 7);
  table.add("", 8);
  table.add("a", 9);
  EXPECT_EQ(table.size(), 3u);
  EXPECT_EQ(table.find("a"), 7u);
  EXPECT_EQ(numbers(table, "a"), (Numbers{7, 9}));
  EXPECT_EQ(table.find(""), 8u);
  EXPECT_FALSE(table.find("b"));
  EXPECT_FALSE(table.find(std::string_view("a\0", 2)));
}

TEST(WordTable, IsAMapOfAnyWords) {
  EXPECT_TRUE(rc::check("beside a map", [] {
    const auto words =
        *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')));
    std::map<std::string, Numbers> expected;
    WordTable table;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      table.add(words[i], i);
      expected[words[i]].push_back(i);
    }
    table.shrink();
    std::size_t visited = 0;
    table.for_each([&](std::string_view word, std::uint32_t number) {
      RC_ASSERT(word == words[number]);
      RC_ASSERT(number == visited++);
    });
    RC_ASSERT(visited == words.size());
    for (const std::string& word : {std::string("abc"), std::string("d"), std::string()}) {
      expected.try_emplace(word);
    }
    for (const auto& [word, all] : expected) {
      Numbers found = numbers(table, word);
      std::sort(found.begin(), found.end());
      RC_ASSERT(found == all);
    }
  }));
}

TEST(WordTable, HoldsVeryMany) {
  WordTable table;
  for (std::uint32_t i = 0; i < 100'000; ++i) table.add("word" + std::to_string(i), i);
  for (std::uint32_t i = 0; i < 100'000; i += 77) EXPECT_EQ(table.find("word" + std::to_string(i)), i);
  EXPECT_FALSE(table.find("word100000"));
}

}  // namespace
}  // namespace commonplace::topic
