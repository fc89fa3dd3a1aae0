#include "text/columns.h"

#include <gtest/gtest.h>

namespace commonplace::text {
namespace {

TEST(Columns, AreThoseOfATerminal) {
  const struct {
    std::string_view text;
    std::size_t columns;
  } cases[] = {
      {"", 0},
      {"abc", 3},
      {"é", 1},
      {"e\u0301", 1},
      {"図書館", 6},
      {"ﾆｭｰｽ", 4},
      {"한국", 4},
      {"\u1112\u1161\u11ab", 2},
      {"ห้องสมุด", 6},
      {"नमस्ते", 4},
      {"（）", 4},
      {"a\u200Bb", 2},
      {"📚", 2},
      {"👩\u200D🏫", 2},
      {"ä\tb", 2},
      {"مكتبة", 5},
      {"\xFF"
       "a",
       2},
  };
  for (const auto& c : cases) EXPECT_EQ(columns(c.text), c.columns) << c.text;
}

}  // namespace
}  // namespace commonplace::text
