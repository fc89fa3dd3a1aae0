#include "html/escape.h"

#include <gtest/gtest.h>

namespace commonplace::html {
namespace {

struct Case {
  const char* name;
  std::string_view input;
  std::string_view text;
  std::string_view attribute;
};

constexpr Case kCases[] = {
    {"plain", "plain text", "plain text", "plain text"},
    {"markup", R"(<b a="1">&amp;'</b>)", R"(&lt;b a="1"&gt;&amp;amp;'&lt;/b&gt;)",
     "&lt;b a=&quot;1&quot;&gt;&amp;amp;'&lt;/b&gt;"},
    {"beyond ASCII", "caf\u00e9 \u4e2d \U0001F600\u00a0", "caf\u00e9 \u4e2d \U0001F600\u00a0",
     "caf\u00e9 \u4e2d \U0001F600\u00a0"},
    {"line ends", "a\r\nb\rc\nd\te", "a\nb\nc\nd\te", "a b c d e"},
    {"form feed", "a\fb", "a b", "a b"},
    {"controls",
     std::string_view("a\0b\x01\x1f\x7f"
                      "c",
                      7),
     "abc", "abc"},
    {"C1 controls",
     "a\xC2\x80\xC2\x9F"
     "b",
     "ab", "ab"},
    {"non-characters",
     "a\xEF\xBF\xBE\xEF\xBF\xBF"
     "b",
     "a\uFFFD\uFFFDb", "a\uFFFD\uFFFDb"},
    {"cut character", "a\xE2\x82", "a\uFFFD", "a\uFFFD"},
    {"surrogate", "a\xED\xA0\x80z", "a\uFFFD\uFFFD\uFFFDz", "a\uFFFD\uFFFD\uFFFDz"},
    {"overlong less-than",
     "\xC0\xBC"
     "b",
     "\uFFFD\uFFFD"
     "b",
     "\uFFFD\uFFFD"
     "b"},
    {"an ill-formed byte does not hide markup", "\xE2<", "\uFFFD&lt;", "\uFFFD&lt;"},
};

TEST(Escape, MakesTextInert) {
  for (const Case& c : kCases) EXPECT_EQ(escape_text(c.input), c.text) << c.name;
}

TEST(Escape, MakesAttributeValuesInert) {
  for (const Case& c : kCases) EXPECT_EQ(escape_attribute(c.input), c.attribute) << c.name;
}

TEST(Escape, AppendsToWhatIsThere) {
  std::string out = "<p>";
  append_escaped_text(out, "1 < 2");
  EXPECT_EQ(out, "<p>1 &lt; 2");
}

TEST(AppendDecodedText, DecodesAndEscapesInOnePass) {
  struct Row {
    std::string_view text, written;
  };
  constexpr Row kRows[] = {
      {"plain", "plain"},
      {"AT&amp;T &lt;b&gt; &quot;", "AT&amp;T &lt;b&gt; \""},
      {"AT&T, R&D", "AT&amp;T, R&amp;D"},
      {"&#8230;&hellip;&nbsp;", "\u2026\u2026\u00a0"},
      {"&amp;lt;", "&amp;lt;"},
      {"&#60;script&#62;", "&lt;script&gt;"},
      {"a\r\nb\rc", "a\nb\nc"},
      {"1 > 0", "1 &gt; 0"},
      {"&#1;\x01&#x80;", "\u20ac"},
      {"x\u0080y\uFFFEz", "xy\uFFFDz"},
      {"&", "&amp;"},
  };
  for (const auto& [text, written] : kRows) {
    std::string out = "|";
    append_decoded_text(out, text);
    EXPECT_EQ(out, "|" + std::string(written)) << text;
  }
}

}  // namespace
}  // namespace commonplace::html
