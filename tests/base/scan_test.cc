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
  for (std::size_t size = 0; size < 150; ++size) {
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

TEST(CopyUntil, CopiesWhatIsBefore) {
  using Markup = AnyOf<'<', '&'>;
  std::mt19937 random(13);
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text = random_text(random, size);
    for (std::size_t position = 0; position <= size; ++position) {
      std::string copy(size - position + kCopySlack, '?');
      const std::size_t end = copy_until<Markup>(text, position, copy.data());
      ASSERT_EQ(end, find_one_by_one<Markup>(text, position));
      EXPECT_EQ(copy.substr(0, end - position), text.substr(position, end - position));
    }
  }
}

TEST(FindPair, FindsTheFirstTwoInARow) {
  std::mt19937 random(11);
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text = random_text(random, size);
    using Space = AnyOf<' '>;
    const std::size_t spaces = find_pair<Space, Space>(text), markup = find_pair<Control, AnyOf<'<'>>(text);
    EXPECT_EQ(spaces, std::min(text.find("  "), text.size())) << text;
    const std::size_t before = std::min({text.find("\n<"), text.find("\t<"), text.find("\x01<"), text.size()});
    EXPECT_EQ(markup, before) << text;
  }
}

}  // namespace
}  // namespace commonplace::base
