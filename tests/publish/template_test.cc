#include "publish/template.h"

#include <gtest/gtest.h>

namespace commonplace::publish {
namespace {

TEST(Fill, EscapesTextAndKeepsMarkup) {
  const Markup bold("<b>&amp;</b>");
  EXPECT_EQ(fill("<p title=\"{t}\">{m}</p>", {{"t", "<\"&>"}, {"m", bold}}).html,
            "<p title=\"&lt;&quot;&amp;&gt;\"><b>&amp;</b></p>");
}

TEST(Fill, DoesNotLookForHolesInWhatItFilledIn) { EXPECT_EQ(fill("{a}{b}", {{"a", "{b}"}, {"b", "1"}}).html, "{b}1"); }

TEST(Fill, LeavesOtherBracesAlone) {
  struct Case {
    std::string_view pattern, expected;
  };
  const Case cases[] = {{"", ""}, {"{", "{"}, {"}{", "}{"}, {"{unknown}", "{unknown}"}, {"{ {a}", "{ 1"}, {"{a", "{a"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.pattern);
    EXPECT_EQ(fill(c.pattern, {{"a", "1"}}).html, c.expected);
  }
}

TEST(Fill, DropsControlCharacters) { EXPECT_EQ(fill("{a}", {{"a", std::string_view("x\0\x01y", 4)}}).html, "xy"); }

TEST(FillText, EscapesNothing) { EXPECT_EQ(fill_text("{a} & b", {{"a", "<i>"}}), "<i> & b"); }

}  // namespace
}  // namespace commonplace::publish
