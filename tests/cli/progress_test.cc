#include "cli/progress.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace commonplace::cli {
namespace {

using Sources = std::set<std::string>;

TEST(ProgressLine, SaysHowManyOfHowManyAndWhoIsAwaited) {
  const struct {
    std::size_t total, failed;
    Sources awaited;
    std::size_t width;
    std::string line;
  } kCases[] = {
      {4, 0, {"a", "b", "c", "d"}, 80, "[                    ] 0 of 4; waiting for a, b, c, d"},
      {4, 1, {"c", "d"}, 80, "[==========          ] 2 of 4, 1 failed; waiting for c, d"},
      {4, 2, {}, 80, "[====================] 4 of 4, 2 failed"},
      {0, 0, {}, 80, "[====================] 0 of 0"},
      {3, 0, {"harbor", "valmont"}, 50, "[======              ] 1 of 3; waiting for harbor…"},
      {3, 0, {"harbor", "valmont"}, 10, "[======  …"},
      {3, 0, {"harbor", "valmont"}, 1, "…"},
  };
  for (const auto& c : kCases) {
    const std::string line = progress_line(c.total, c.failed, c.awaited, c.width);
    EXPECT_EQ(line, c.line);
    EXPECT_LE(base::count_code_points(line), c.width);
  }
}

TEST(Progress, WritesNothingWhereItIsNotWanted) {
  ::testing::internal::CaptureStderr();
  {
    Progress progress(Progress::Wanted::No);
    EXPECT_FALSE(progress.is_shown());
    progress.begin({"a", "b"});
    progress.ended("a", true);
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Progress, WritesNothingWhereThereIsNoTerminal) {
  ::testing::internal::CaptureStderr();
  {
    Progress progress(Progress::Wanted::Yes);
    EXPECT_FALSE(progress.is_shown());
    progress.begin({"a", "b"});
    progress.ended("a", true);
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace commonplace::cli
