#include "dedup/division.h"

#include <gtest/gtest.h>

namespace commonplace::dedup {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Entry copy(std::string key, std::string_view text) {
  Entry entry;
  entry.key = std::move(key);
  entry.title = "A shelf of telescopes";
  entry.content = SafeHtml::trust_stored(std::string(text));
  return entry;
}

constexpr std::string_view kLong =
    "The library board voted on Monday to fund a lending shelf of telescopes, and a class in using them is held in the "
    "old "
    "clinic. Patrons may borrow one for two weeks. Funding came from the borough and from a private gift.";
constexpr std::string_view kOther =
    "The library board voted on Monday to close the lending shelf of telescopes, and the class in using them is not "
    "held any "
    "more. Patrons must bring them back within a week. There was no money, said the borough.";

TEST(Divide, PartsWhatThePairsSay) {
  const std::vector<Entry> copies = {copy("a", kLong), copy("b", kOther), copy("c", kLong), copy("d", kOther)};
  struct Case {
    Pairs apart;
    std::vector<std::size_t> groups;
  };
  const Case cases[] = {
      {{}, {0, 0, 0, 0}},
      {{{"a", "b"}}, {0, 1, 0, 1}},
      {{{"d", "c"}}, {0, 1, 0, 1}},
      {{{"a", "c"}}, {0, 0, 1, 0}},
      {{{"a", "b"}, {"a", "c"}, {"b", "d"}}, {0, 1, 1, 0}},
      {{{"a", "not there"}}, {0, 0, 0, 0}},
  };
  for (const Case& c : cases) {
    const std::vector<std::size_t> groups = divide(copies, c.apart);
    EXPECT_EQ(groups, c.groups);
  }
}

// Each goes with the named one that it is more like; all with all would take minutes.
TEST(Divide, PartsHundredsByThoseThatAreNamed) {
  std::vector<Entry> copies;
  for (int i = 0; i < 600; ++i) copies.push_back(copy("k" + std::to_string(i), i % 2 == 0 ? kLong : kOther));
  const std::vector<std::size_t> groups = divide(copies, Pairs{{"k0", "k1"}});
  for (std::size_t i = 0; i < groups.size(); ++i) EXPECT_EQ(groups[i], i % 2) << i;
}

TEST(Divide, OfNothingIsNothing) { EXPECT_TRUE(divide({}, Pairs{{"a", "b"}}).empty()); }

}  // namespace
}  // namespace commonplace::dedup
