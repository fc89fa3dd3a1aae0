#include "dedup/judgement.h"

#include <gtest/gtest.h>

namespace commonplace::dedup {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kStory =
    "The library board voted nine to four on Monday to fund a lending shelf of telescopes. Edna Itta said that the "
    "branch "
    "had waited six years for it. Patrons may borrow one for 14 days, and a class in using it is held in the old "
    "clinic. "
    "Funding of $12,500 came from the borough and from a private gift. The first 20 visitors get a star map.";

Entry entry(std::string source, std::string title, std::string_view text) {
  Entry e;
  e.source = std::move(source);
  e.title = std::move(title);
  e.content = SafeHtml::trust_stored("<p>" + std::string(text) + "</p>");
  e.published = Timestamp{1'729'771'200s};
  return e;
}

Judgement judged(const Entry& one, const Entry& other) {
  const Judgement judgement = judge(one, outline_of(one), other, outline_of(other));
  const Judgement mirrored = judge(other, outline_of(other), one, outline_of(one));
  EXPECT_EQ(judgement.rule, mirrored.rule);
  EXPECT_EQ(judgement.is_copy, mirrored.is_copy);
  EXPECT_DOUBLE_EQ(judgement.likeness, mirrored.likeness);
  return judgement;
}

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
  std::string changed(text);
  const std::size_t at = changed.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return changed.replace(at, what.size(), with);
}

TEST(Judge, SaysOfTheSameWordsWhatItSaysOfTwoEntries) {
  const std::string titles[] = {"", "Closed", "A shelf of telescopes to borrow", "図書館の新しい望遠鏡"};
  const std::string texts[] = {"",
                               "Closed today.",
                               "The branch is closed on Monday, March 3, for repairs to its roof.",
                               "It is open again on Tuesday at 10:00, and so is the Eastside branch, which had been "
                               "closed for repairs since May.",
                               "図書館は新しい望遠鏡を貸し出します。どなたでもご利用いただけます。",
                               std::string(kStory)};
  for (const std::string& title : titles) {
    for (const std::string& text : texts) {
      SCOPED_TRACE(title + " / " + text);
      const Entry one = entry("a", title, text);
      EXPECT_EQ(are_copies_of_one_text(outline_of(one)), judged(one, entry("b", title, text)).is_copy);
    }
  }
}

TEST(Judge, NamesTheRule) {
  struct Case {
    std::string name;
    std::string title;
    std::string text;
    std::string other_title;
    std::string other_text;
    Rule rule;
    bool is_copy;
  };
  const std::string title = "A shelf of telescopes to borrow";
  const std::string story(kStory);
  const std::string weekly = "Join us in the main room for story time. Everyone is welcome and there is no charge. ";
  const std::string notice = " branch of the library is closed all day on Monday for repairs to its old roof.";
  const Case cases[] = {
      {"the same", title, story, title, story, Rule::SameText, true},
      {"a headline of its own", title, story, "Look up, Kotzebue", story, Rule::SameText, true},
      {"a footer of its own", title, story, title, story + " This post appeared first on Partner News.", Rule::SameText,
       true},
      {"typing mended", title, replaced(story, "telescopes", "telescops"), title, story, Rule::SameText, true},
      {"one figure corrected", title, story, title, replaced(story, "12,500", "15,000"), Rule::SameText, true},
      {"an excerpt", title, story, title, story.substr(0, 150) + " Read more", Rule::Excerpt, true},
      {"only a title", title, story, title, "", Rule::SameTitle, true},
      {"only titles", title, "", "News: " + title, "", Rule::SameTitle, true},
      {"only short titles", "Library closed", "", "Library closed", "", Rule::OtherText, false},
      {"another day in the title", "Story time, March 3", weekly, "Story time, March 10", weekly, Rule::OtherMoment,
       false},
      {"another number in the title", "Report 3 of the branches", story, "Report 4 of the branches", story,
       Rule::OtherNumber, false},
      {"the same day, spelled otherwise", "Minutes, March 7, 2026", story, "Minutes of 2026-03-07", story,
       Rule::SameText, true},
      {"another day in the text", "Story time", weekly + "We meet on March 3.", "Story time",
       weekly + "We meet on March 10.", Rule::OtherMoment, false},
      {"another hour", "Story time", weekly + "It is at 10:30.", "Story time", weekly + "It is at 11:30.",
       Rule::OtherMoment, false},
      {"another branch", "Closed on Monday", "The Eastside" + notice, "Closed on Monday", "The Westside" + notice,
       Rule::OtherNames, false},
      {"another author", "Author talk: Mary Ahgeak on Salt",
       "On Friday Mary Ahgeak will talk about Salt in the main room. The "
       "talk is free, and a signing follows.",
       "Author talk: Wei Zhang on Bees",
       "On Friday Wei Zhang will talk about Bees in "
       "the main room. The talk is free, and a signing follows.",
       Rule::OtherNames, false},
      {"one title over two texts", "New arrivals", story, "New arrivals",
       "Whales and lamps, maps and bees: ten books that came "
       "in by plane this week, and what our readers said of them.",
       Rule::OtherText, false},
      {"strangers", title, story, "The ferry is late", "It was three hours late on Tuesday, and again on Wednesday.",
       Rule::OtherTitle, false},
      {"nothing at all", "", "", "", "", Rule::OtherTitle, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Judgement judgement = judged(entry("a", c.title, c.text), entry("b", c.other_title, c.other_text));
    EXPECT_EQ(describe(judgement.rule), describe(c.rule));
    EXPECT_EQ(judgement.is_copy, c.is_copy);
  }
}

TEST(Judge, TellsHowAlikeTheTextsAre) {
  const std::string story(kStory);
  EXPECT_DOUBLE_EQ(judged(entry("a", "T", story), entry("b", "T", story)).likeness, 1);
  const double nearly = judged(entry("a", "T", story), entry("b", "T", replaced(story, "nine", "ten"))).likeness;
  EXPECT_LT(nearly, 1);
  EXPECT_GT(nearly, 0.95);
  EXPECT_LT(judged(entry("a", "T", story), entry("b", "T", "Something else entirely was said by others.")).likeness,
            0.2);
}

TEST(Judge, TakesAShortTextOfOneSourceDaysLaterForAnotherOccasion) {
  const std::string_view text =
      "Come to chess club on Friday after school. Boards and snacks are there, and beginners are welcome.";
  const Entry first = entry("a", "Chess club", text);
  Entry again = first;
  *again.published += 24h;
  EXPECT_TRUE(judged(first, again).is_copy);
  *again.published += 6 * 24h;
  EXPECT_EQ(judged(first, again).rule, Rule::Recurring);
  again.source = "b";
  EXPECT_TRUE(judged(first, again).is_copy);
}

}  // namespace
}  // namespace commonplace::dedup
