#include "config/string_place.h"

#include <gtest/gtest.h>

#include <string>

namespace commonplace::config {
namespace {

TEST(PlaceInString, SeesThroughHowTheStringIsWritten) {
  const struct {
    std::string_view file;
    FilePlace begin;
    std::size_t offset;
    FilePlace place;
  } cases[] = {
      {"m = 'ab!'", {1, 5}, 2, {1, 8}},
      {"m = \"ab!\"", {1, 5}, 2, {1, 8}},
      {"[t]\nm = 'ab!'", {2, 5}, 2, {2, 8}},
      {"m = 'ab'", {1, 5}, 2, {1, 8}},
      {"m = 'ab'", {1, 5}, 9, {1, 8}},
      {"m = 'é図!'", {1, 5}, 5, {1, 8}},
      {"é = 'a!'", {1, 5}, 1, {1, 7}},
      {"m = \"\\\"a\\\" !\"", {1, 5}, 4, {1, 12}},
      {"m = \"\\u00e9!\"", {1, 5}, 2, {1, 12}},
      {"m = \"\\U0001F4DA!\"", {1, 5}, 4, {1, 16}},
      {"m = \"a\\t!\"", {1, 5}, 2, {1, 9}},
      {"m = 'a\\t!'", {1, 5}, 3, {1, 9}},
      {"m = '''ab!'''", {1, 5}, 2, {1, 10}},
      {"m = '''\nab\n  c!'''", {1, 5}, 6, {3, 4}},
      {"m = '''\r\nab!'''", {1, 5}, 2, {2, 3}},
      {"m = \"\"\"\na \\\n   b!\"\"\"", {1, 5}, 3, {3, 5}},
      {"m = '''a'b''c!'''", {1, 5}, 6, {1, 14}},
      {"m = 'ab", {1, 5}, 7, {1, 8}},
      {"m = 1", {7, 7}, 1, {7, 7}},
      {"m = \"\\", {1, 5}, 7, {1, 7}},
      {"m = \"\\u", {1, 5}, 7, {1, 8}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.file);
    const FilePlace place = place_in_string(c.file, c.begin, c.offset);
    EXPECT_EQ(place.line, c.place.line);
    EXPECT_EQ(place.column, c.place.column);
  }
}

TEST(PlaceInFile, IsNeverBeyondTheFile) {
  const struct {
    std::string_view file;
    FilePlace place, expected;
  } cases[] = {
      {"a = 1\nb = 2\n", {2, 3}, {2, 3}},
      {"a = 1\nb = 2\n", {2, 6}, {2, 6}},
      {"a = 1\nb = 2\n", {2, 9}, {2, 6}},
      {"a = 1\nb = 2\n", {3, 1}, {3, 1}},
      {"a = 1\nb = 2\n", {9, 9}, {3, 1}},
      {"a = 1\nb = 2", {3, 1}, {2, 6}},
      {"é = 'é'", {1, 20}, {1, 8}},
      {"", {1, 1}, {1, 1}},
      {"", {0, 0}, {1, 1}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.file);
    const FilePlace place = place_in_file(c.file, c.place);
    EXPECT_EQ(place.line, c.expected.line);
    EXPECT_EQ(place.column, c.expected.column);
  }
}

}  // namespace
}  // namespace commonplace::config
