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

}  // namespace
}  // namespace commonplace::html
