#include "opml/slug.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/settings.h"

namespace commonplace::opml {
namespace {

TEST(Slug, IsMadeOfWhatCanBeReadAloud) {
  const struct {
    std::string words, tag, slug;
  } kCases[] = {
      {"Library News", "library-news", "library-news"},
      {"  Bücher & Medien!  ", "bucher-medien", "bucher-medien"},
      {"Straße/Øst", "strasse-ost", "strasse-ost"},
      {"a--b", "a-b", "a-b"},
      {"図書館 ニュース", "図書館-ニュース", ""},
      {"NHK ニュース", "nhk-ニュース", "nhk"},
      {"News — EU", "news-eu", "news-eu"},
      {"★ Favourites", "favourites", "favourites"},
      {"", "", ""},
      {"…", "", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(to_tag(c.words), c.tag) << c.words;
    EXPECT_EQ(to_slug(c.words), c.slug) << c.words;
  }
}

TEST(Slug, IsCutWhereItIsLong) {
  EXPECT_EQ(to_slug(std::string(200, 'a')), std::string(63, 'a'));
  EXPECT_EQ(to_slug(std::string(62, 'a') + " bcd"), std::string(62, 'a'));
}

RC_GTEST_PROP(Slug, IsOneOrNothing, (const std::string& bytes)) {
  const std::string slug = to_slug(bytes);
  RC_ASSERT(slug.empty() || is_slug(slug));
}

}  // namespace
}  // namespace commonplace::opml
