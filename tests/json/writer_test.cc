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

TEST(Writer, HandsLinesToItsSinkInPieces) {
  std::vector<std::string> pieces;
  Writer writer([&pieces](std::string_view piece) { pieces.emplace_back(piece); });
  const std::string text(50'000, 'x');
  for (int line = 0; line < 2; ++line) {
    writer.begin_array();
    for (int i = 0; i < 3; ++i) {
      writer.begin_array();
      writer.string(text);
      writer.end_array();
    }
    writer.end_array();
    writer.end_line();
  }
  EXPECT_EQ(pieces.size(), 4);
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  const std::string row = "[\"" + text + "\"]", expected = "[" + row + "," + row + "," + row + "]\n";
  EXPECT_EQ(all, expected + expected);
}

// At every place of a chunk, and over the parts that long texts are written in.
TEST(Writer, EscapesWhereverItStands) {
  for (const std::size_t size : {1, 15, 16, 17, 33, 4095, 4096, 4097, 8200}) {
    for (std::size_t place = 0; place < size; place = place < 40 || place > size - 40 ? place + 1 : place + 501) {
      std::string text(size, 'x');
      text[place] = '"';
      Writer writer;
      writer.string(text);
      EXPECT_EQ(std::move(writer).take(), '"' + text.replace(place, 1, "\\\"") + '"') << size << ' ' << place;
    }
  }
}

// Characters across the end of a part stay whole, and what is none is replaced as everywhere.
TEST(Writer, MendsWhereverItStands) {
  for (const std::string_view piece : {"\u20ac", "\xE2\x82", "\x80", "\xF0\x9F\x98\x80", "\xC0\xAF"}) {
    for (std::size_t before = 4090; before < 4100; ++before) {
      std::string text(before, 'x');
      for (int i = 0; i < 2000; ++i) text += piece;
      Writer writer;
      writer.string(text);
      EXPECT_EQ(std::move(writer).take(), '"' + base::repair_utf8(text) + '"') << before;
    }
  }
}

RC_GTEST_PROP(Writer, IsReadBack, (const std::string& bytes)) {
  Writer writer;
  writer.string(bytes);
  const boost::json::value read = boost::json::parse(std::move(writer).take());
  RC_ASSERT(std::string_view(read.as_string()) == base::repair_utf8(bytes));
}

}  // namespace
}  // namespace commonplace::json
