#include "base/counted.h"

#include <gtest/gtest.h>

namespace commonplace::base {
namespace {

TEST(Counted, OneIsTheOnlySingular) {
  EXPECT_EQ(counted(0, "entry", "entries"), "0 entries");
  EXPECT_EQ(counted(1, "entry", "entries"), "1 entry");
  EXPECT_EQ(counted(2, "entry", "entries"), "2 entries");
  EXPECT_EQ(counted(11, "was", "were"), "11 were");
}

}  // namespace
}  // namespace commonplace::base
