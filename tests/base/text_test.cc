#include "base/text.h"

#include <gtest/gtest.h>

namespace commonplace::base {
namespace {

using Words = std::vector<std::string_view>;

TEST(IsAscii, KnowsNoLettersBeyond) {
  EXPECT_TRUE(is_ascii_alpha('a') && is_ascii_alpha('Z') && is_ascii_alnum('0') && is_ascii_digit('9'));
  EXPECT_FALSE(is_ascii_alpha('\xE4') || is_ascii_alpha('@') || is_ascii_alpha('[') || is_ascii_digit(':'));
  EXPECT_TRUE(is_ascii_space('\f') && is_ascii_space('\t'));
  EXPECT_FALSE(is_ascii_space('\v') || is_ascii_space('\xA0') || is_ascii_space('\0'));
}

TEST(HexValue, IsMinusOneForOtherBytes) {
  EXPECT_EQ(hex_value('0'), 0);
  EXPECT_EQ(hex_value('a'), 10);
  EXPECT_EQ(hex_value('F'), 15);
  for (const char c : {'g', 'G', '/', ':', '@', '`', '\xE4'}) EXPECT_EQ(hex_value(c), -1) << c;
}

TEST(ToAsciiLower, LeavesOtherBytesAlone) {
  EXPECT_EQ(to_ascii_lower("AbZ[@\u00C4"), "abz[@\u00C4");
  EXPECT_EQ(to_ascii_lower(""), "");
}

TEST(EqualsIgnoringCase, ComparesAsciiLetters) {
  EXPECT_TRUE(equals_ignoring_case("UTF-8", "utf-8"));
  EXPECT_TRUE(equals_ignoring_case("", ""));
  EXPECT_FALSE(equals_ignoring_case("utf-8", "utf-8 "));
  EXPECT_FALSE(equals_ignoring_case("@", "`"));
  EXPECT_FALSE(equals_ignoring_case("\u00C4", "\u00E4"));
  EXPECT_TRUE(starts_with_ignoring_case("Content-Type", "CONTENT-"));
  EXPECT_TRUE(starts_with_ignoring_case("x", ""));
  EXPECT_FALSE(starts_with_ignoring_case("x", "xy"));
}

TEST(Trim, CutsWhiteSpaceOffBothEnds) {
  EXPECT_EQ(trim(" \t\r\n\f a b \n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("\u00A0x"), "\u00A0x");
}

TEST(CollapseSpaces, LeavesOneBetweenWords) {
  EXPECT_EQ(collapse_spaces("  a \n\t b  "), "a b");
  EXPECT_EQ(collapse_spaces(" \n"), "");
  EXPECT_EQ(collapse_spaces("ab"), "ab");
}

TEST(Split, KeepsEmptyFields) {
  EXPECT_EQ(split("a,b", ','), (Words{"a", "b"}));
  EXPECT_EQ(split(",a,,", ','), (Words{"", "a", "", ""}));
  EXPECT_EQ(split("", ','), (Words{""}));
}

TEST(SplitWords, HasNoEmptyWords) {
  EXPECT_EQ(split_words(" a  bc\nd "), (Words{"a", "bc", "d"}));
  EXPECT_EQ(split_words("abc"), (Words{"abc"}));
  EXPECT_EQ(split_words(" \t"), Words{});
  EXPECT_EQ(split_words(""), Words{});
}

TEST(ReplaceAll, DoesNotLookAtWhatItPutIn) {
  EXPECT_EQ(replace_all("a-b-", "-", "--"), "a--b--");
  EXPECT_EQ(replace_all("aaa", "aa", "b"), "ba");
  EXPECT_EQ(replace_all("abc", "b", ""), "ac");
  EXPECT_EQ(replace_all("abc", "", "x"), "abc");
  EXPECT_EQ(replace_all("", "a", "x"), "");
}

TEST(LineAt, CountsLineFeedsBeforeTheOffset) {
  EXPECT_EQ(line_at("", 0), 1u);
  EXPECT_EQ(line_at("a\nb\n", 1), 1u) << "a line ends with its line feed";
  EXPECT_EQ(line_at("a\nb\n", 2), 2u);
  EXPECT_EQ(line_at("a\nb\n", 100), 3u) << "beyond the end is at the end";
}

TEST(PlaceAt, CountsLinesAndTheirBytes) {
  EXPECT_EQ(place_at("", 0), "1:1");
  EXPECT_EQ(place_at("a\nbc", 1), "1:2");
  EXPECT_EQ(place_at("a\nbc", 2), "2:1");
  EXPECT_EQ(place_at("a\nbc", 100), "2:3") << "beyond the end is at the end";
}

TEST(ParseDecimal, TakesDigitsOnly) {
  EXPECT_EQ(parse_decimal("0"), 0u);
  EXPECT_EQ(parse_decimal("007"), 7u);
  EXPECT_EQ(parse_decimal("18446744073709551615"), 18446744073709551615u);
  for (const char* text : {"", " 1", "1 ", "+1", "-1", "1.0", "0x1", "18446744073709551616", "1e3"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

}  // namespace
}  // namespace commonplace::base
