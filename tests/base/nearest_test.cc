#include "base/nearest.h"

#include <gtest/gtest.h>

#include <string>

namespace commonplace::base {
namespace {

TEST(EditsBetween, CountsChangesAdditionsOmissionsAndSwaps) {
  const struct {
    std::string_view a, b;
    std::size_t edits;
  } cases[] = {{"", "", 0},           {"", "ab", 2},           {"ab", "", 2},         {"title", "title", 0},
               {"titel", "title", 1}, {"titl", "title", 1},    {"tytle", "title", 1}, {"ab", "ba", 1},
               {"abc", "cab", 2},     {"kitten", "sitting", 3}};
  for (const auto& c : cases) {
    EXPECT_EQ(edits_between(c.a, c.b), c.edits) << c.a << " " << c.b;
    EXPECT_EQ(edits_between(c.b, c.a), c.edits) << c.a << " " << c.b;
  }
}

TEST(Nearest, SuggestsSlipsOnly) {
  constexpr std::string_view kKnown[] = {"interval", "title", "url", "News", "Webinar"};
  const struct {
    std::string_view word, expected;
  } cases[] = {{"interwal", "interval"},
               {"titel", "title"},
               {"ulr", "url"},
               {"ur", "url"},
               {"x", ""},
               {"xyzzy", ""},
               {"", ""},
               {"news", "News"},
               {"webniar", "Webinar"},
               {"Nwes", "News"},
               {"interim", ""}};
  for (const auto& c : cases) EXPECT_EQ(nearest(c.word, kKnown), c.expected) << c.word;
  EXPECT_EQ(nearest(std::string(100'000, 'x'), kKnown), "");
  EXPECT_EQ(nearest("a", {}), "");
}

}  // namespace
}  // namespace commonplace::base
