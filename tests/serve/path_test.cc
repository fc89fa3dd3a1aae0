#include "serve/path.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

TEST(DecodePath, UndoesPercentEncoding) {
  struct Case {
    std::string_view path, expected;
  };
  const Case cases[] = {
      {"/", "/"},
      {"/topics/news", "/topics/news"},
      {"/topics/%6Eew%73", "/topics/news"},
      {"/a%2Fb", "/a/b"},
      {"/%C3%A9t%c3%a9", "/été"},
      {"/../etc/passwd", "/../etc/passwd"},
      {"//x", "//x"},
      {"/a+b", "/a+b"},
      {"/%2525", "/%25"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.path);
    EXPECT_EQ(decode_path(c.path), std::string(c.expected));
  }
}

TEST(DecodePath, RefusesWhatCannotBeAName) {
  for (const std::string_view path :
       {"", "x", "*", "/%", "/%4", "/%zz", "/%4g", "/%00", "/%0A", "/%7f", "/%FF", "/%C0%AF", "/%ED%A0%80"})
    EXPECT_FALSE(decode_path(path)) << path;
}

}  // namespace
}  // namespace commonplace::serve
