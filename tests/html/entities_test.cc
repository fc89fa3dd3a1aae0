#include "html/entities.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "html/entity_table.h"

namespace commonplace::html {
namespace {

std::string decoded(std::string_view text, ReferenceContext context = ReferenceContext::Text) {
  std::string scratch;
  return std::string(decode_references(text, context, scratch));
}

struct Case {
  std::string_view input;
  std::string_view text;
  std::string_view attribute;
};

constexpr Case kNamed[] = {
    {"&amp;", "&", "&"},
    {"&amp;lt;", "&lt;", "&lt;"},
    {"AT&T", "AT&T", "AT&T"},
    {"a & b", "a & b", "a & b"},
    {"&", "&", "&"},
    {"&&&", "&&&", "&&&"},
    {"&;", "&;", "&;"},
    {"&amp", "&", "&"},
    {"&AMP;&GT", "&>", "&>"},
    {"&eacute;&Eacute;", "\u00e9\u00c9", "\u00e9\u00c9"},
    {"&hellip;", "\u2026", "\u2026"},
    {"&hellip", "&hellip", "&hellip"},  // only the old names do without a semicolon
    {"&notit;", "\u00acit;", "&notit;"},
    {"&notin;", "\u2209", "\u2209"},
    {"&not", "\u00ac", "\u00ac"},
    {"&not;", "\u00ac", "\u00ac"},
    {"?a=1&copy=2", "?a=1\u00a9=2", "?a=1&copy=2"},
    {"?a=1&copy2",
     "?a=1\u00a9"
     "2",
     "?a=1&copy2"},
    {"?a=1&copy;=2", "?a=1\u00a9=2", "?a=1\u00a9=2"},
    {"&copy!", "\u00a9!", "\u00a9!"},
    {"&CounterClockwiseContourIntegral;", "\u2233", "\u2233"},
    {"&NotEqualTilde;", "\u2242\u0338", "\u2242\u0338"},
    {"&nosuchname;", "&nosuchname;", "&nosuchname;"},
    {"&Amp;", "&Amp;", "&Amp;"},
    {"&lt&lt;&ltx", "<<<x", "<<&ltx"},
};

TEST(Entities, DecodesNamesAsLongAsPossible) {
  for (const Case& c : kNamed) {
    EXPECT_EQ(decoded(c.input), c.text) << c.input;
    EXPECT_EQ(decoded(c.input, ReferenceContext::Attribute), c.attribute) << c.input;
  }
}

struct NumericCase {
  std::string_view input, expected;
};

constexpr NumericCase kNumeric[] = {
    {"&#65;&#x41;&#X41;", "AAA"},
    {"&#65 &#x41g", "A Ag"},
    {"&#;&#x;&#xg&#", "&#;&#x;&#xg&#"},
    {"&#128;&#145;&#x9F;", "\u20ac\u2018\u0178"},
    {"&#129;", "\u0081"},
    {"&#0;&#x000;", "\uFFFD\uFFFD"},
    {"&#xD800;&#xDFFF;", "\uFFFD\uFFFD"},
    {"&#x110000;&#99999999999999999999;", "\uFFFD\uFFFD"},
    {"&#x10FFFF;", "\U0010FFFF"},
    {"&#0000000000000000000065;", "A"},
    {"&#128512;", "\U0001F600"},
};

TEST(Entities, DecodesNumbersAsBrowsersDo) {
  for (const NumericCase& c : kNumeric) {
    EXPECT_EQ(decoded(c.input), c.expected) << c.input;
    EXPECT_EQ(decoded(c.input, ReferenceContext::Attribute), c.expected) << c.input;
  }
}

TEST(Entities, LeavesTextWithoutReferencesWhereItIs) {
  const std::string_view text = "no reference";
  std::string scratch;
  EXPECT_EQ(decode_references(text, ReferenceContext::Text, scratch).data(), text.data());
}

TEST(Entities, KnowsEveryNameOfTheTable) {
  ASSERT_TRUE(std::ranges::is_sorted(kNamedReferences, {}, &NamedReference::name));
  for (const NamedReference& reference : kNamedReferences) {
    const std::string name(reference.name);
    EXPECT_TRUE(base::is_valid_utf8(reference.text)) << name;
    EXPECT_EQ(decoded("&" + name + ";"), reference.text) << name;
    if (reference.legacy) {
      EXPECT_EQ(decoded("&" + name), reference.text) << name;
    }
  }
  EXPECT_EQ(std::ranges::count_if(kNamedReferences, &NamedReference::legacy), 106);
}

}  // namespace
}  // namespace commonplace::html
