#include "base/scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "base/text.h"

namespace commonplace::base {
namespace {

// A text of few different bytes, so that all of them come up next to each other.
std::string random_text(std::mt19937& random, std::size_t size) {
  constexpr std::string_view kBytes("<&a  \n\t\x01\x7F\xC3\xA9\xEF\xBF", 14);
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += random() % 4 == 0 ? kBytes[random() % kBytes.size()] : 'x';
  return text;
}

template <class Set>
std::size_t find_one_by_one(std::string_view text, std::size_t position) {
  while (position < text.size() && !Set::has(text[position])) ++position;
  return position;
}

template <class Set>
void expect_same_as_one_by_one(std::string_view text) {
  for (std::size_t position = 0; position <= text.size(); ++position) {
    ASSERT_EQ(find_in<Set>(text, position), find_one_by_one<Set>(text, position)) << text << " at " << position;
  }
}

TEST(FindIn, FindsWhatLookingAtEachByteFinds) {
  std::mt19937 random(7);
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text = random_text(random, size);
    SCOPED_TRACE(size);
    expect_same_as_one_by_one<AnyOf<'<', '&'>>(text);
    expect_same_as_one_by_one<Control>(text);
    expect_same_as_one_by_one<IllegalControl>(text);
    expect_same_as_one_by_one<NonAscii>(text);
    expect_same_as_one_by_one<NotAlnum>(text);
    expect_same_as_one_by_one<Union<AnyOf<'\xEF', '\x7F'>, IllegalControl>>(text);
  }
}

TEST(FindIn, KnowsEachByteOfItsSets) {
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    const std::string text = std::string(20, 'x') + c;
    EXPECT_EQ(contains<Control>(text), byte < 0x20) << byte;
    EXPECT_EQ(contains<NonAscii>(text), byte >= 0x80) << byte;
    EXPECT_EQ(contains<NotAlnum>(text), !is_ascii_alnum(c)) << byte;
    EXPECT_EQ(contains<IllegalControl>(text), byte < 0x20 && c != '\t' && c != '\n' && c != '\r') << byte;
  }
}

TEST(FindPair, FindsTheFirstTwoInARow) {
  std::mt19937 random(11);
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text = random_text(random, size);
    EXPECT_EQ(find_pair<' '>(text), std::min(text.find("  "), text.size())) << text;
  }
}

}  // namespace
}  // namespace commonplace::base
