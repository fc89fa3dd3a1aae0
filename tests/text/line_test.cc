#include "text/line.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "base/utf8.h"
#include "text/normalize.h"

namespace commonplace::text {
namespace {

struct Case {
  std::string_view name, input, expected;
};

TEST(CleanLine, MakesOneSafeLine) {
  const Case cases[] = {
      {"empty", "", ""},
      {"plain text is kept", "Library news", "Library news"},
      {"runs of spaces", "  a \t\r\n b  ", "a b"},
      {"only spaces", " \xC2\xA0\xE3\x80\x80 ", ""},
      {"no-break and ideographic spaces",
       "a\xC2\xA0\xE3\x80\x80"
       "b\xE2\x80\xA8"
       "c\xC2\x85"
       "d",
       "a b c d"},
      {"controls",
       "a\x01"
       "b\x7F"
       "c\xC2\x9F"
       "d",
       "abcd"},
      {"a NUL", std::string_view("a\0b", 3), "ab"},
      {"byte order mark inside",
       "\xEF\xBB\xBF"
       "a\xEF\xBB\xBF"
       "b",
       "ab"},
      {"noncharacters",
       "a\xEF\xBF\xBF"
       "b\xEF\xB7\x90"
       "c",
       "abc"},
      {"NFC", "e\xCC\x81", "\xC3\xA9"},
      {"NFC across a dropped control", "e\x01\xCC\x81", "\xC3\xA9"},
      {"joiners inside emoji and Persian words are kept", "\xE2\x80\x8C\xE2\x80\x8D", "\xE2\x80\x8C\xE2\x80\x8D"},
      {"ill-formed bytes",
       "a\xFF"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {"an open embedding is closed", "\u202Babc", "\u202Babc\u202C"},
      {"an open override is closed", "a\u202Egnp.exe", "a\u202Egnp.exe\u202C"},
      {"an open isolate is closed",
       "\u2067"
       "a",
       "\u2067"
       "a\u2069"},
      {"open controls are closed inside out",
       "\u2067\u202A"
       "a",
       "\u2067\u202A"
       "a\u202C\u2069"},
      {"closed ones are kept",
       "a \u202B"
       "b\u202C c",
       "a \u202B"
       "b\u202C c"},
      {"a closer of nothing is dropped",
       "a\u202C\u2069"
       "b",
       "ab"},
      {"an isolate closes the embeddings in it",
       "\u2066\u202A"
       "a\u2069"
       "b",
       "\u2066\u202A"
       "a\u202C\u2069"
       "b"},
      {"an embedding does not end from inside an isolate",
       "\u202A\u2066"
       "a\u202C"
       "b",
       "\u202A\u2066"
       "ab\u2069\u202C"},
      {"trailing space inside an embedding", "\u202B a \u202C ",
       "\u202B"
       "a\u202C"},
      {"a direction mark is no control", "a\u200F!", "a\u200F!"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(clean_line(c.input), c.expected);
    EXPECT_EQ(clean_line(clean_line(c.input)), c.expected) << "not idempotent";
  }
}

TEST(WithoutControls, KeepsAllElse) {
  const Case cases[] = {
      {"nothing to do", " a\t b\r\n", " a\t b\r\n"},
      {"C0, delete and C1", "a\x1B[31m\x7F\u009Bb", "a[31mb"},
      {"noncharacters and byte order marks", "\uFEFFa\uFFFE\uFDD0b", "ab"},
      {"decomposed letters stay", "e\u0301", "e\u0301"},
      {"spaces stay", "a \u00A0 b", "a \u00A0 b"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(without_controls(c.input), c.expected);
  }
}

TEST(CleanLine, IsLinearInOpenControls) {
  std::string hostile;
  for (int i = 0; i < 100'000; ++i) hostile += "\u2067";
  EXPECT_EQ(clean_line(hostile).size(), 2 * hostile.size());
}

TEST(WithoutDirectionControls, KeepsEverythingElse) {
  EXPECT_EQ(without_direction_controls("a\u202Eb\u202C \u2067c\u2069\u200Fd"), "ab c\u200Fd");
  EXPECT_EQ(without_direction_controls(""), "");
}

// Most texts are not handed to ICU; none of those would be changed by it.
TEST(CleanLine, IsNormalizedWhateverItIsMadeOf) {
  for (char32_t c = 0xA1; c < 0x20000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "e";
    base::append_utf8(text, c);
    text += "a";
    const std::string line = clean_line(text);
    ASSERT_EQ(to_nfc(line), line) << static_cast<std::uint32_t>(c);
    base::append_utf8(text, 0x301);
    ASSERT_EQ(to_nfc(clean_line(text)), clean_line(text)) << static_cast<std::uint32_t>(c);
  }
}

TEST(CleanLine, CleansTwiceWhatItCleansOnce) {
  EXPECT_TRUE(rc::check("any bytes", [] {
    const auto once = clean_line(*rc::gen::arbitrary<std::string>());
    RC_ASSERT(clean_line(once) == once);
  }));
  EXPECT_TRUE(rc::check("any mixture of controls and spaces", [] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", " ", "\u2067", "\u2069", "\u202B", "\u202C", "\u202E", "\u2068", "\u00A0", "\u0301", "\uFEFF", "\x01"));
    std::string text;
    for (const std::string& part : parts) text += part;
    const auto once = clean_line(text);
    RC_ASSERT(clean_line(once) == once);
  }));
}

}  // namespace
}  // namespace commonplace::text
