#include "opml/attribute_value.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.h"

namespace commonplace::opml {
namespace {

using Texts = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

TEST(AttributeValue, StandsAsOneWouldWriteIt) {
  const struct {
    SettingValue value;
    std::string text;
  } kCases[] = {
      {std::string("15m"), "15m"},
      {std::string(""), ""},
      {std::string("librar* OR \"story time\""), "librar* OR \"story time\""},
      {std::int64_t{-3}, "-3"},
      {true, "true"},
      {Texts{"a", "b c"}, R"(["a","b c"])"},
      {Texts{}, "[]"},
      {Table{{"Webinar", "webinar OR \"live\""}}, R"({"Webinar":"webinar OR \"live\""})"},
      {Table{}, "{}"},
      // What would be read as something else is quoted.
      {std::string("2"), R"("2")"},
      {std::string("1.1"), "1.1"},
      {std::string("false"), R"("false")"},
      {std::string("\"live session\""), R"("\"live session\"")"},
      {std::string("[\"a\"]"), R"("[\"a\"]")"},
      // And so is what XML has no characters for.
      {std::string("a\x01z"), R"("a\u0001z")"},
      {std::string("a\xEF\xBF\xBFz"), R"("a\uffffz")"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(to_attribute_value(c.value), c.text);
    EXPECT_EQ(from_attribute_value(c.text), c.value) << c.text;
  }
}

TEST(AttributeValue, IsATextWhereItIsNoValueOfASetting) {
  for (const std::string text :
       {"1.5", "null", "[1]", "{\"a\":1}", "[[]]", "18446744073709551615", "[", "\"", "a\"b"}) {
    EXPECT_EQ(from_attribute_value(text), SettingValue(text));
  }
}

RC_GTEST_PROP(AttributeValue, AnyTextSurvives, (const std::string& bytes)) {
  const SettingValue value = base::repair_utf8(bytes);
  const std::string text = to_attribute_value(value);
  for (std::size_t position = 0; position < text.size();) {
    RC_ASSERT(base::is_xml_character(base::next_code_point(text, position)));
  }
  RC_ASSERT(from_attribute_value(text) == value);
}

RC_GTEST_PROP(AttributeValue, AnyListAndTableSurvive, (const Texts& bytes)) {
  Texts list;
  Table table;
  for (const std::string& text : bytes) {
    list.push_back(base::repair_utf8(text));
    table[list.back()] = list.front();
  }
  RC_ASSERT(from_attribute_value(to_attribute_value(list)) == SettingValue(list));
  RC_ASSERT(from_attribute_value(to_attribute_value(table)) == SettingValue(table));
}

}  // namespace
}  // namespace commonplace::opml
