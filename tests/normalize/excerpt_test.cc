#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.h"
#include "commonplace/normalize.h"

namespace commonplace {
namespace {

TEST(MakeExcerpt, KeepsWhatFits) {
  EXPECT_EQ(make_excerpt("A short notice."), (Excerpt{"A short notice.", false}));
  EXPECT_EQ(make_excerpt("  two\n words "), (Excerpt{"two words", false}));
  EXPECT_EQ(make_excerpt(""), (Excerpt{"", false}));
}

TEST(MakeExcerpt, CutsBetweenWords) {
  EXPECT_EQ(make_excerpt("one two three four", 10), (Excerpt{"one two…", true}));
  EXPECT_EQ(make_excerpt("one two, three four", 10), (Excerpt{"one two…", true}));
  EXPECT_EQ(make_excerpt("one two three", 13), (Excerpt{"one two three", false}));
}

TEST(MakeExcerpt, DropsTheBrokenWordOfATextThatArrivesCut) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"connects the community to information and resou...", "connects the community to information and…"},
      {"culinary chops—joy, creativity,...", "culinary chops—joy…"},
      {"these increased demands, W...", "these increased demands…"},
      {"but the pa…", "but the…"},
      {"but the pa… ...", "but the…"},
      {"word...", "word…"},
      {"whole words and no more […]", "whole words and no more…"},
      {"whole words, [...]", "whole words…"},
      {"whole words (…)", "whole words…"},
      {"[…]", "…"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(make_excerpt(c.text), (Excerpt{c.expected, true}));
  }
}

TEST(MakeExcerpt, NeverCutsAGrapheme) {
  // One word of twenty "e" with combining acute accents has no place to cut but between graphemes.
  std::string text;
  for (int i = 0; i < 20; ++i) text += "q\xCC\x81";
  const Excerpt excerpt = make_excerpt(text, 10);
  EXPECT_TRUE(excerpt.truncated);
  EXPECT_TRUE(excerpt.text.ends_with("q\xCC\x81…"));
}

TEST(MakeExcerpt, LeavesNoOverrideOpenWhereItCuts) {
  EXPECT_EQ(make_excerpt("one \u202Etwo three four\u202C five", 14), (Excerpt{"one two…", true}));
  EXPECT_EQ(make_excerpt("one \u202Etwo\u202C three four five", 14), (Excerpt{"one \u202Etwo\u202C…", true}));
  EXPECT_EQ(make_excerpt("one \u2067two thr\u2069..."), (Excerpt{"one two…", true}));
}

TEST(MakeExcerpt, DividesScriptsWithoutSpaces) {
  const Excerpt excerpt = make_excerpt("図書館は地域の皆様のための講演会を開催しますのでぜひご参加ください", 12);
  EXPECT_TRUE(excerpt.truncated);
  EXPECT_LE(base::count_code_points(excerpt.text), 12u);
  EXPECT_GT(base::count_code_points(excerpt.text), 6u);
}

RC_GTEST_PROP(MakeExcerpt, KeepsItsLimitAndIsItsOwnExcerpt, (const std::string& bytes)) {
  const auto limit = *rc::gen::inRange<std::size_t>(2, 60);
  const Excerpt excerpt = make_excerpt(base::repair_utf8(bytes), limit);
  RC_ASSERT(base::count_code_points(excerpt.text) <= limit);
  RC_ASSERT(base::is_valid_utf8(excerpt.text));
}

}  // namespace
}  // namespace commonplace
