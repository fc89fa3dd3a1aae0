#include "cli/wrap.h"

#include <gtest/gtest.h>

namespace commonplace::cli {
namespace {

TEST(Wrap, BreaksBetweenWords) {
  struct Case {
    std::string_view first, words;
    std::optional<std::size_t> width;
    std::string_view expected;
  };
  const Case cases[] = {
      {"", "one two three", std::nullopt, "one two three\n"},
      {"> ", "one two three", std::nullopt, "> one two three\n"},
      {"", "", 40, "\n"},
      {"  ", "", 40, "  \n"},
      {"", "one two three four five", 20, "one two three four\nfive\n"},
      {"", "one two three four fives", 18, "one two three four\nfives\n"},
      {"ok  ", "one two three four five", 24, "ok  one two three four\n    five\n"},
      {"ok  ", "one two three four five", 3, "ok  one two three four\n    five\n"},
      {"", "a https://a.example/that/is/longer/than/a/line b", 20,
       "a\nhttps://a.example/that/is/longer/than/a/line\nb\n"},
      {"", "図書館 図書館 図書館 図書館", 21, "図書館 図書館 図書館\n図書館\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(wrap(c.first, c.words, c.width), c.expected) << c.words;
}

}  // namespace
}  // namespace commonplace::cli
