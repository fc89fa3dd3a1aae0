#include "commonplace/result.h"

#include <gtest/gtest.h>

#include <set>

namespace commonplace {
namespace {

TEST(Errc, HasANameForEach) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(Errc::Io); ++code) names.insert(name(static_cast<Errc>(code)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Errc::Io) + 1);
  for (const std::string_view n : names) {
    EXPECT_FALSE(n.empty());
    EXPECT_EQ(n.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << n;
  }
}

TEST(Fail, MakesAnErrorOfAnyResult) {
  const Result<int> result = fail(Errc::Gone, "410");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), (Error{Errc::Gone, "410"}));
  const Result<std::string> passed_on = fail(result.error());
  EXPECT_EQ(passed_on.error().code, Errc::Gone);
}

}  // namespace
}  // namespace commonplace
