#include "text/language_tag.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace commonplace::text {
namespace {

TEST(CanonicalLanguage, IsSpelledAsTheRegistryDoes) {
  struct Case {
    std::string_view tag, canonical;
  };
  const Case cases[] = {
      {"en", "en"},       {"EN_us", "en-US"},     {"zh-hans-cn", "zh-Hans-CN"},
      {"ger", "de"},      {"fre", "fr"},          {"deu", "de"},
      {"iw", "he"},       {"de-1996", "de-1996"}, {"sr-LATN", "sr-Latn"},
      {"pt-br", "pt-BR"}, {"en-029", "en-029"},   {"i-klingon", "tlh"},
      {"gsw", "gsw"},     {"es-419", "es-419"},
  };
  for (const Case& c : cases) EXPECT_EQ(canonical_language(c.tag), c.canonical) << c.tag;
}

TEST(CanonicalLanguage, IsNoneWhereNoneIsNamed) {
  for (const std::string_view tag : {"", "und", "mul", "zxx", "mis", "Deutsch", "english", "xx", "-", "e", "en us",
                                     "x-private", "\xC3\xA9", "a-language-tag-that-is-longer-than-any"}) {
    EXPECT_EQ(canonical_language(tag), "") << tag;
  }
}

RC_GTEST_PROP(CanonicalLanguage, OfACanonicalTagIsItself, (const std::string& text)) {
  const std::string canonical = canonical_language(text);
  RC_ASSERT(canonical_language(canonical) == canonical);
}

TEST(PrimaryLanguage, IsTheFirstSubtagAsItIsWritten) {
  for (const auto& [tag, primary] : {std::pair{"en", "en"}, {"pt-BR", "pt"}, {"ZH_hans", "ZH"}, {"", ""}, {"-x", ""}}) {
    EXPECT_EQ(primary_language(tag), primary) << tag;
  }
}

}  // namespace
}  // namespace commonplace::text
