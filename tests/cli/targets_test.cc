#include "cli/targets.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace commonplace::cli {
namespace {

using Texts = std::vector<std::string>;

TEST(TargetsFor, NamesEverySource) {
  EXPECT_EQ(targets_for("/api/poll?force=0", {}), (Texts{"/api/poll?force=0"}));
  EXPECT_EQ(targets_for("/api/poll?force=0", Texts{"a", "b"}), (Texts{"/api/poll?force=0&source=a&source=b"}));
}

TEST(TargetsFor, MakesMoreRequestsRatherThanALongOne) {
  const Texts slugs(400, std::string(40, 'a'));
  const Texts targets = targets_for("/api/poll?force=1", slugs);
  std::size_t named = 0;
  for (const std::string& target : targets) {
    EXPECT_TRUE(target.starts_with("/api/poll?force=1&source=a")) << target;
    EXPECT_LE(target.size(), kLongestTarget);
    named += static_cast<std::size_t>(std::count(target.begin(), target.end(), '&'));
  }
  EXPECT_EQ(named, slugs.size());
  EXPECT_EQ(targets.size(), 5u);
}

}  // namespace
}  // namespace commonplace::cli
