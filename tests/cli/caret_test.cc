#include "cli/caret.h"

#include <gtest/gtest.h>

#include "text/columns.h"

namespace commonplace::cli {
namespace {

TEST(PointAt, PutsTheCaretUnderThePlace) {
  const struct {
    std::string_view text;
    std::size_t offset, width;
    std::string_view lines;
  } cases[] = {
      {"a OR OR b", 5, 80, "  a OR OR b\n       ^\n"},
      {"a AND", 5, 80, "  a AND\n       ^\n"},
      {"a AND", 99, 80, "  a AND\n       ^\n"},
      {"", 0, 80, "  \n  ^\n"},
      {"図書館 AND", 13, 80, "  図書館 AND\n            ^\n"},
      {"図書館 )", 10, 80, "  図書館 )\n         ^\n"},
      {"cafe\u0301 )", 7, 80, "  cafe\u0301 )\n       ^\n"},
      {"cafe\u0301 )", 5, 80, "  cafe\u0301 )\n     ^\n"},
      {"ﾆｭｰｽ )", 13, 80, "  ﾆｭｰｽ )\n       ^\n"},
      {"📚 )", 5, 80, "  📚 )\n     ^\n"},
      {"a\n\tb )", 5, 80, "  a  b )\n       ^\n"},
      {"abcdefghijklmnopqrstuvwxyz", 0, 20, "  abcdefghijklmnop…\n  ^\n"},
      {"abcdefghijklmnopqrstuvwxyz", 25, 20, "  …stuvwxyz\n          ^\n"},
      {"abcdefghijklmnopqrstuvwxyz", 12, 20, "  …fghijklmnopqrst…\n          ^\n"},
      {"図図図図図図図図図図図図", 18, 20, "  …図図図図図図図…\n         ^\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const std::string lines = point_at(c.text, c.offset, c.width);
    EXPECT_EQ(lines, c.lines);
    EXPECT_LE(text::columns(lines.substr(0, lines.find('\n'))), c.width);
  }
}

TEST(PointAt, SaysNothingWhereThereIsNoTerminal) { EXPECT_EQ(point_at_on_terminal("a", 0), ""); }

}  // namespace
}  // namespace commonplace::cli
