#include "app/explain_entry.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace commonplace::app {
namespace {

using std::chrono::seconds;

constexpr std::string_view kText =
    "The library board voted on Monday to fund a lending shelf of telescopes, and a class in using them is held in the "
    "old "
    "clinic. Patrons may borrow one for two weeks.";

Entry entry(std::string key, std::string source, std::string story, std::string_view text = kText) {
  Entry e;
  e.key = std::move(key);
  e.source = std::move(source);
  e.story = std::move(story);
  e.id = "id of " + e.key;
  e.title = "A shelf of telescopes";
  e.link = "https://" + e.source + ".example.org/" + e.key;
  e.content = SafeHtml::trust_stored(std::string(text));
  e.published = e.first_seen = Timestamp{seconds{1'729'771'200}};
  e.date_from = DateFrom::Published;
  e.date_text = "Thu, 24 Oct 2024 12:00:00 GMT";
  e.type = "News";
  return e;
}

store::EntryRow row_with_a_copy() {
  store::EntryRow row;
  row.entry = entry("one", "a", "one");
  row.others = {entry("two", "b", "one")};
  row.topics = {"telescopes"};
  return row;
}

std::vector<std::string> values(const Explanation& lines, std::string_view label) {
  std::vector<std::string> found;
  for (const auto& [name, words] : lines) {
    if (name == label) found.push_back(words);
  }
  return found;
}

TEST(ExplainTombstone, SaysWhyAnEntryIsGone) {
  Tombstone left;
  left.key = "one";
  left.source = "a";
  left.title = "A shelf of telescopes";
  left.published = left.since = Timestamp{seconds{1'729'771'200}};
  struct Case {
    TombstoneReason why;
    const char* words;
    const char* code;
  };
  const Case cases[] = {
      {TombstoneReason::Pruned, "pruned: it was older than what is kept, on 2024-10-24T12:00:00Z", "pruned"},
      {TombstoneReason::Withdrawn, "withdrawn by its publisher, on 2024-10-24T12:00:00Z", "withdrawn"},
      {TombstoneReason::Hidden, "hidden by the operator, on 2024-10-24T12:00:00Z", "hidden"},
  };
  for (const Case& c : cases) {
    left.why = c.why;
    EXPECT_EQ(values(explain_tombstone(left), "gone"), std::vector<std::string>{c.words});
    const boost::json::value json = boost::json::parse(explain_tombstone_as_json(left));
    EXPECT_EQ(json.at("gone").as_string(), c.code);
    EXPECT_EQ(json.at("since").as_string(), "2024-10-24T12:00:00Z");
  }
}

TEST(ExplainEntry, SaysWhatFormsItsStory) {
  const store::EntryRow row = row_with_a_copy();
  const std::vector<Entry> near = {row.entry, row.others[0]};
  const std::vector<TopicReason> topics = {
      {"telescopes", TopicReason::Place::Shown, "telescope in the title: telescopes"},
      {"kitchens", TopicReason::Place::Out, "kitchen is not there"}};
  const Explanation lines = explain_entry(row, compare_with(row, near), nullptr, topics);
  EXPECT_EQ(values(lines, "story"), (std::vector<std::string>{"one, of 2 copies"}));
  EXPECT_EQ(values(lines, "copy"),
            (std::vector<std::string>{"b two, 100 % of the shorter text: nearly the same text (\"A "
                                      "shelf of telescopes\")"}));
  EXPECT_TRUE(values(lines, "kept apart").empty());
  EXPECT_EQ(values(lines, "in topic"), (std::vector<std::string>{"telescopes, telescope in the title: telescopes"}));
  EXPECT_EQ(values(lines, "not in topic"), (std::vector<std::string>{"kitchens, kitchen is not there"}));
  EXPECT_EQ(values(lines, "source"), (std::vector<std::string>{"a, which is not configured any more"}));
}

TEST(ExplainEntry, SaysWhatWasKeptApartAndWhy) {
  store::EntryRow row = row_with_a_copy();
  Entry sibling = entry("three", "c", "three");
  sibling.title = "A shelf of telescopes, March 3";
  row.entry.title = "A shelf of telescopes, March 10";
  row.others.clear();
  const std::vector<Entry> near = {sibling,
                                   entry("four", "d", "four", "Something else entirely was said by everybody else.")};
  const Explanation lines = explain_entry(row, compare_with(row, near), nullptr, {});
  const std::vector<std::string> apart = values(lines, "kept apart");
  ASSERT_EQ(apart.size(), 2u);
  EXPECT_EQ(apart[0].find("c three, 100 % of the shorter text: the same but for a day or a time"), 0u) << apart[0];
  EXPECT_EQ(values(lines, "story"), (std::vector<std::string>{"one, of this entry alone"}));
}

TEST(ExplainEntry, SaysWhenOthersThanTheTextsDecided) {
  store::EntryRow row = row_with_a_copy();
  row.others[0].link = row.entry.link;
  row.others[0].content = SafeHtml::trust_stored("Look here.");
  const std::vector<Entry> near = {entry("three", "c", "three")};
  const std::vector<Comparison> comparisons = compare_with(row, near);
  const Explanation lines = explain_entry(row, comparisons, nullptr, {});
  EXPECT_NE(values(lines, "copy").at(0).find(": the same address ("), std::string::npos);
  EXPECT_NE(values(lines, "kept apart").at(0).find("kept apart by the operator"), std::string::npos);
}

TEST(ExplainEntry, SaysWhereDatesAndTypeCameFrom) {
  store::EntryRow row = row_with_a_copy();
  Source source;
  source.type = "News";
  EXPECT_EQ(values(explain_entry(row, {}, &source, {}), "published").at(0),
            "2024-10-24T12:00:00Z, from: the entry's date of publication \"Thu, 24 Oct 2024 12:00:00 GMT\"");
  EXPECT_EQ(values(explain_entry(row, {}, &source, {}), "type").at(0), "News, from: the source's `type`");
  row.entry.categories = {{"news", "", ""}};
  EXPECT_EQ(values(explain_entry(row, {}, &source, {}), "type").at(0), "News, from: a category");
  row.entry.date_from = DateFrom::FirstSeen;
  row.entry.date_precision = DatePrecision::Day;
  EXPECT_EQ(
      values(explain_entry(row, {}, &source, {}), "published").at(0).find("2024-10-24 (a day), from: none is given"),
      0u);
}

TEST(ExplainEntry, SaysTheSameAsJson) {
  const store::EntryRow row = row_with_a_copy();
  const std::vector<Entry> near = {entry("three", "c", "three")};
  const boost::json::object object =
      boost::json::parse(explain_entry_as_json(row, compare_with(row, near), nullptr, {})).as_object();
  EXPECT_EQ(object.at("key").as_string(), "one");
  EXPECT_EQ(object.at("copies").as_array().at(0).at("key").as_string(), "two");
  EXPECT_EQ(object.at("copies").as_array().at(0).at("likeness").to_number<double>(), 1);
  EXPECT_EQ(object.at("kept_apart").as_array().at(0).at("key").as_string(), "three");
}

}  // namespace
}  // namespace commonplace::app
