#include "json/writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

#include "base/utf8.h"

namespace commonplace::json {
namespace {

TEST(Writer, SeparatesMembersAndElements) {
  Writer writer;
  writer.begin_object();
  writer.name("a");
  writer.begin_array();
  writer.number(1);
  writer.number(-2);
  writer.begin_object();
  writer.end_object();
  writer.end_array();
  writer.name("b");
  writer.boolean(true);
  writer.name("c");
  writer.string("x");
  writer.end_object();
  EXPECT_EQ(std::move(writer).take(), R"({"a":[1,-2,{}],"b":true,"c":"x"})");
}

TEST(Writer, EscapesWhatJsonForbids) {
  Writer writer;
  writer.string("\"\\/\b\f\n\r\t\x01\x1f\x7f\u00e9");
  EXPECT_EQ(std::move(writer).take(), "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\u00e9\"");
}

RC_GTEST_PROP(Writer, IsReadBack, (const std::string& bytes)) {
  Writer writer;
  writer.string(bytes);
  const boost::json::value read = boost::json::parse(std::move(writer).take());
  RC_ASSERT(std::string_view(read.as_string()) == base::repair_utf8(bytes));
}

}  // namespace
}  // namespace commonplace::json
