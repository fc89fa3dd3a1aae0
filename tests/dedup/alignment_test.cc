#include "dedup/alignment.h"

#include <gtest/gtest.h>

#include <random>

namespace commonplace::dedup {
namespace {

// What both have in order, and in brackets what each has alone: "a b [c|d] e".
std::string shown(std::string_view one, std::string_view other) {
  const Words a = read_words(one);
  const Words b = read_words(other);
  const Alignment alignment = align(a, b);
  std::string line;
  std::size_t i = 0, j = 0;
  const auto show = [&](std::size_t a_end, std::size_t b_end) {
    if (i == a_end && j == b_end) return;
    std::string left, right;
    while (i < a_end) left.append(left.empty() ? "" : " ").append(a.spelling(a[i++]));
    while (j < b_end) right.append(right.empty() ? "" : " ").append(b.spelling(b[j++]));
    line += "[" + left + "|" + right + "] ";
  };
  for (const Alignment::Match& match : alignment.matches) {
    show(match.a, match.b);
    line.append(a.spelling(a[i++])).append(match.is_typo ? "~ " : " ");
    ++j;
  }
  show(a.size(), b.size());
  if (!line.empty()) line.pop_back();
  return line;
}

TEST(Align, FindsWhatTwoTextsShare) {
  struct Case {
    std::string_view a;
    std::string_view b;
    std::string_view shown;
  };
  const Case cases[] = {
      {"", "", ""},
      {"one", "", "[one|]"},
      {"one two three", "one two three", "one two three"},
      {"one two three four", "zero one two three four", "[|zero] one two three four"},
      {"one two three four five", "one two three six five", "one two three [four|six] five"},
      {"the talk is on march 3 and free", "the talk is on march 10 and free", "the talk is on march [3|10] and free"},
      {"one two three", "four five six", "[one two three|four five six]"},
      {"the library opened again", "the libary opened again", "the library~ opened again"},
      {"p q r s t u x y z", "x y z p q r s t u", "[|x y z] p q r s t u [x y z|]"},
      // Of what was rewritten, words that happen to be the same are no match.
      {"a red fox ran over the wide field by day then all was still",
       "by night the old owl sat on a bough then all was still",
       "[a red fox ran over the wide field by day|by night the old owl sat on a bough] then all was still"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.a);
    EXPECT_EQ(shown(c.a, c.b), c.shown);
  }
}

TEST(Align, CoversEveryWordOnce) {
  std::mt19937 random(7);
  const auto text = [&random](std::size_t words) {
    std::string made;
    for (std::size_t i = 0; i < words; ++i) made += std::string(1, static_cast<char>('a' + random() % 5)) + " ";
    return made;
  };
  for (int round = 0; round < 300; ++round) {
    const Words a = read_words(text(random() % 90));
    const Words b = read_words(text(random() % 90));
    const Alignment alignment = align(a, b);
    std::size_t in_a = alignment.matches.size(), in_b = in_a;
    for (const Gap& gap : alignment.gaps) in_a += gap.in_a(), in_b += gap.in_b();
    ASSERT_EQ(in_a, a.size());
    ASSERT_EQ(in_b, b.size());
    for (std::size_t i = 0; i < alignment.matches.size(); ++i) {
      const Alignment::Match& match = alignment.matches[i];
      ASSERT_EQ(a[match.a].hash, b[match.b].hash);
      if (i == 0) continue;
      ASSERT_LT(alignment.matches[i - 1].a, match.a);
      ASSERT_LT(alignment.matches[i - 1].b, match.b);
    }
  }
}

TEST(Align, IsFastOnWhatRepeatsItself) {
  std::string text;
  for (std::size_t i = 0; i < kMostWords; ++i) text += "again ";
  const Words words = read_words(text);
  EXPECT_EQ(align(words, words).matches.size() + align(words, words).gaps.size(), 1u);
}

TEST(IsTypo, IsOneLetterInAWordOfFiveOrMore) {
  struct Case {
    std::string_view a;
    std::string_view b;
    bool typo;
  };
  const Case cases[] = {
      {"library", "libary", true},     {"library", "librray", true},    {"library", "libbrary", true},
      {"library", "librery", true},    {"library", "libraries", false}, {"boys", "toys", false},
      {"eastside", "westside", false}, {"12345", "12346", false},       {"библиотека", "библотека", true},
      {"library", "theatre", false},   {"winter", "winters", true},     {"kirjasto", "kirjatso", true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.a);
    const Words a = read_words(c.a);
    const Words b = read_words(c.b);
    EXPECT_EQ(is_typo(a, a[0], b, b[0]), c.typo);
    EXPECT_EQ(is_typo(b, b[0], a, a[0]), c.typo);
  }
}

}  // namespace
}  // namespace commonplace::dedup
