#include "base/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace commonplace::base {
namespace {

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t position = 0; position < text.size();) points.push_back(next_code_point(text, position));
  return points;
}

using Points = std::vector<char32_t>;
constexpr char32_t kBad = kReplacement;

TEST(NextCodePoint, ReadsTheFourLengths) {
  EXPECT_EQ(code_points("a\u007F"), (Points{'a', 0x7F}));
  EXPECT_EQ(code_points("\u0080\u07FF"), (Points{0x80, 0x7FF}));
  EXPECT_EQ(code_points("\u0800\uD7FF\uE000\uFFFF"), (Points{0x800, 0xD7FF, 0xE000, 0xFFFF}));
  EXPECT_EQ(code_points("\U00010000\U0010FFFF"), (Points{0x10000, 0x10FFFF}));
  EXPECT_EQ(code_points(std::string_view("\0", 1)), (Points{0}));
}

// Unicode §3.9, table 3-8 and what surrounds it.
TEST(NextCodePoint, ReplacesMaximalIllFormedParts) {
  struct Case {
    const char* name;
    std::string_view text;
    Points expected;
  };
  const Case cases[] = {
      {"lone continuation", "\x80x", {kBad, 'x'}},
      {"overlong two", "\xC0\x80", {kBad, kBad}},
      {"overlong three", "\xE0\x9F\xBF", {kBad, kBad, kBad}},
      {"overlong four", "\xF0\x8F\xBF\xBF", {kBad, kBad, kBad, kBad}},
      {"surrogate", "\xED\xA0\x80", {kBad, kBad, kBad}},
      {"beyond the last", "\xF4\x90\x80\x80", {kBad, kBad, kBad, kBad}},
      {"five bytes", "\xF8\x88\x80\x80\x80", {kBad, kBad, kBad, kBad, kBad}},
      {"cut at the end", "\xE2\x82", {kBad}},
      {"cut by a letter",
       "\xE2\x82"
       "a",
       {kBad, 'a'}},
      {"cut by another lead", "\xF0\x9F\x98\xC3\xA4", {kBad, U'ä'}},
      {"never in UTF-8", "\xFF\xFE", {kBad, kBad}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(code_points(c.text), c.expected);
    EXPECT_FALSE(is_valid_utf8(c.text));
  }
}

TEST(IsValidUtf8, TakesTheReplacementCharacterItself) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("a\uFFFD\u00E4\U0001F600"));
  EXPECT_FALSE(is_valid_utf8("a\xEF\xBF"));
}

TEST(RepairUtf8, KeepsWhatIsValid) {
  EXPECT_EQ(repair_utf8("a\u00E4\uFFFD\U0001F600"), "a\u00E4\uFFFD\U0001F600");
  EXPECT_EQ(repair_utf8("a\xFF\xE2\x82z"), "a\uFFFD\uFFFDz");
}

TEST(AppendUtf8, WritesNoSurrogates) {
  std::string text;
  for (const char32_t c : {U'a', U'\u00E4', U'\uFFFF', U'\U0001F600', static_cast<char32_t>(0xD800),
                           static_cast<char32_t>(0xDFFF), static_cast<char32_t>(0x110000)}) {
    append_utf8(text, c);
  }
  EXPECT_EQ(text, "a\u00E4\uFFFF\U0001F600\uFFFD\uFFFD\uFFFD");
}

TEST(TruncateUtf8, CutsNoCodePoint) {
  const std::string_view text = "a\u00E4\U0001F600";  // 1 + 2 + 4 bytes
  const std::size_t expected[] = {0, 1, 1, 3, 3, 3, 3, 7, 7};
  for (std::size_t bytes = 0; bytes < std::size(expected); ++bytes) {
    EXPECT_EQ(truncate_utf8(text, bytes), text.substr(0, expected[bytes])) << bytes;
  }
  EXPECT_EQ(truncate_utf8("\x80\x80\x80", 2), "");
}

TEST(CountCodePoints, CountsLeadBytes) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("a\u00E4\U0001F600"), 3u);
}

TEST(CodePointOffset, CountsCodePoints) {
  const std::string_view text = "ab\u00E4\u4E2D\U0001F600z";
  constexpr std::size_t kOffsets[] = {0, 1, 2, 4, 7, 11, 12};
  for (std::size_t count = 0; count < std::size(kOffsets); ++count) {
    EXPECT_EQ(code_point_offset(text, count), kOffsets[count]) << count;
  }
  EXPECT_EQ(code_point_offset(text, 7), text.size());
  EXPECT_EQ(code_point_offset({}, 3), 0u);
}

RC_GTEST_PROP(CodePointOffset, LeavesSoManyBehind, (const std::string& bytes, std::uint8_t count)) {
  const std::string text = repair_utf8(bytes);
  const std::size_t offset = code_point_offset(text, count);
  RC_ASSERT(count_code_points(std::string_view(text).substr(0, offset)) ==
            std::min<std::size_t>(count, count_code_points(text)));
}

TEST(IsXmlCharacter, FollowsXml) {
  for (const char32_t c : {U'\t', U'\n', U'\r', U' ', U'\uD7FF', U'\uE000', U'\uFFFD', U'\U0010FFFF'}) {
    EXPECT_TRUE(is_xml_character(c)) << static_cast<std::uint32_t>(c);
  }
  for (const std::uint32_t c : {0x0u, 0x8u, 0xBu, 0x1Fu, 0xD800u, 0xFFFEu, 0xFFFFu, 0x110000u}) {
    EXPECT_FALSE(is_xml_character(c)) << c;
  }
}

RC_GTEST_PROP(RepairUtf8, MakesAnythingValidOnce, (const std::string& bytes)) {
  const std::string repaired = repair_utf8(bytes);
  RC_ASSERT(is_valid_utf8(repaired));
  RC_ASSERT(repair_utf8(repaired) == repaired);
  RC_ASSERT(is_valid_utf8(bytes) == (repaired == bytes));
  RC_ASSERT(count_code_points(repaired) == code_points(bytes).size());
}

RC_GTEST_PROP(AppendUtf8, IsReadBack, ()) {
  const auto c = static_cast<char32_t>(*rc::gen::inRange(0, 0x110000));
  RC_PRE(c < 0xD800 || c > 0xDFFF);
  std::string text;
  append_utf8(text, c);
  RC_ASSERT(code_points(text) == Points{c});
}

}  // namespace
}  // namespace commonplace::base
