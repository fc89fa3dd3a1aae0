#include "report/places.h"

#include <gtest/gtest.h>

#include <string>

namespace commonplace::report {
namespace {

TEST(FindJsonItems, AreTheObjectsOfTheOutermostList) {
  struct Case {
    const char* name;
    const char* json;
    std::vector<std::size_t> places;  // one behind the brace
  };
  const Case cases[] = {
      {"two", R"({"items":[{},{"a":[{}]}]})", {11, 14}},
      {"none", R"({"items":[]})", {}},
      {"another list", R"({"hubs":[{}],"items":[{}]})", {23}},
      {"a list further in", R"({"a":{"items":[{}]}})", {}},
      {"braces in strings", R"({"title":"[{\"","items":[{"a":"}]"},{}]})", {26, 37}},
      {"not closed", R"({"items":[{"a)", {11}},
      {"nothing", "", {}},
      {"closed too often", "]]}}", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(find_json_items(c.json), c.places) << c.name;
}

TEST(Places, FindWhatIsWrittenWithinItsEntryOnly) {
  const std::string text = "<r>\n<item>\na</item>\n<item>\n\nb a</item>\n";
  ParsedFeed feed;
  feed.head.offset = 1;
  feed.entries.resize(3);
  feed.entries[0].offset = text.find("item");
  feed.entries[1].offset = text.rfind("<item>") + 1;
  const Places places(text, feed);
  EXPECT_EQ(places.head(), 1u);
  EXPECT_EQ(places.entry(0), 2u);
  EXPECT_EQ(places.entry(1), 4u);
  EXPECT_EQ(places.entry(2), 0u) << "not known";
  EXPECT_EQ(places.within(0, "a<"), 3u);
  EXPECT_EQ(places.within(0, "b"), 2u) << "that of another entry";
  EXPECT_EQ(places.within(1, "a<"), 6u);
}

}  // namespace
}  // namespace commonplace::report
