#include "cli/table.h"

#include <gtest/gtest.h>

#include "text/columns.h"

namespace commonplace::cli {
namespace {

const std::vector<std::string> kHeading = {"SOURCE", "STATE", "MESSAGE"};
const std::vector<std::vector<std::string>> kRows = {
    {"lakeland", "ok", ""}, {"a-partner-with-a-long-name", "failing", "the server failed, and says that it is sorry"}};

TEST(Table, IsAsWideAsItLikesInAPipe) {
  EXPECT_EQ(table_text(kHeading, kRows, std::nullopt),
            "SOURCE                      STATE    MESSAGE\n"
            "lakeland                    ok\n"
            "a-partner-with-a-long-name  failing  the server failed, and says that it is sorry\n");
}

TEST(Table, FitsTheTerminal) {
  EXPECT_EQ(table_text(kHeading, kRows, 60),
            "SOURCE                    STATE    MESSAGE\n"
            "lakeland                  ok\n"
            "a-partner-with-a-long-n…  failing  the server failed, and s…\n");
  for (std::size_t width = 24; width < 120; ++width) {
    const std::string table = table_text(kHeading, kRows, width);
    for (std::size_t begin = 0; begin < table.size();) {
      const std::size_t end = table.find('\n', begin);
      EXPECT_LE(text::columns(std::string_view(table).substr(begin, end - begin)), width) << table;
      begin = end + 1;
    }
  }
}

TEST(Table, SaysSomethingHoweverNarrow) {
  EXPECT_EQ(table_text(kHeading, kRows, 3), "SOURCE  STATE   MESSA…\nlakel…  ok\na-par…  faili…  the s…\n");
}

TEST(Table, CountsColumnsNotBytes) {
  EXPECT_EQ(table_text({"A", "B"}, {{"図書館", "x"}, {"é", "y"}}, std::nullopt), "A       B\n図書館  x\né       y\n");
  EXPECT_EQ(table_text({"A", "B"}, {{"図書館の朝", "x"}}, 10), "A        B\n図書館…  x\n");
}

TEST(Table, KeepsARowOnItsLineAndSteersNoTerminal) {
  EXPECT_EQ(table_text({"A", "B"}, {{"a\x1B[31mb", "x"}, {"c\nd\u009B", "\ty"}}, std::nullopt),
            "A       B\na[31mb  x\nc d     y\n");
}

TEST(Table, OfNothingIsItsHeading) { EXPECT_EQ(table_text(kHeading, {}, 80), "SOURCE  STATE  MESSAGE\n"); }

}  // namespace
}  // namespace commonplace::cli
