#include "json/setting_json.h"

#include <gtest/gtest.h>

namespace commonplace::json {
namespace {

using Texts = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

TEST(SettingJson, IsWrittenAndReadBack) {
  const struct {
    SettingValue value;
    std::string json;
  } kCases[] = {
      {std::string("a \"b\"\n"), R"("a \"b\"\n")"},
      {std::int64_t{-3}, "-3"},
      {true, "true"},
      {Texts{"a", "b"}, R"(["a","b"])"},
      {Texts{}, "[]"},
      {Table{{"A \"b\"", "c"}, {"d", ""}}, R"({"A \"b\"":"c","d":""})"},
      {Table{}, "{}"},
  };
  for (const auto& c : kCases) {
    Writer writer;
    write_setting(writer, c.value);
    EXPECT_EQ(std::move(writer).take(), c.json);
    EXPECT_EQ(read_setting(c.json), c.value);
  }
}

TEST(SettingJson, IsNothingElse) {
  const std::string deep(100'000, '[');
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("null"), std::string("1.5"), std::string("[1]"),
        std::string("{\"a\":{}}"), std::string("18446744073709551615"), std::string("1 2"), deep}) {
    EXPECT_FALSE(read_setting(text)) << text.substr(0, 40);
  }
}

}  // namespace
}  // namespace commonplace::json
