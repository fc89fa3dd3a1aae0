#include <gtest/gtest.h>

#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/report.h"
#include "commonplace/version.h"

namespace commonplace {
namespace {

FeedReport healthy() {
  return {true, "RSS 2.0", "Riverside", 2, Timestamp{std::chrono::sys_days{std::chrono::year{2024} / 10 / 24}}, {}};
}

TEST(WriteLetter, ThanksForAHealthyFeed) {
  EXPECT_EQ(write_letter(healthy(), "https://riverside.example/feed"),
            "To the publisher of \"Riverside\"\nhttps://riverside.example/feed\n\n"
            "We read your feed as RSS 2.0 with 2 entries; the newest is of 2024-10-24.\n"
            "There is nothing to mend: thank you for a feed that is a pleasure to read.\n");
}

TEST(WriteLetter, TellsWhatWhereWhyAndWhatInstead) {
  FeedReport report = healthy();
  report.findings = {{"a", "2 of 2 entries have no date", 2, {3, 48}, {}, "They are lost.", "Date them.", true},
                     {"b", "1 of 2 entries is odd", 1, {7}, {"x", "y"}, "It is odd.", "Mend it.", false}};
  EXPECT_EQ(write_letter(report, "feed.xml"),
            "To the publisher of \"Riverside\"\nfeed.xml\n\n"
            "We read your feed as RSS 2.0 with 2 entries; the newest is of 2024-10-24.\n\n"
            "Please mend:\n\n"
            " 1. 2 of 2 entries have no date (first at line 3, then at 48).\n"
            "    They are lost.\n    -> Date them.\n\n"
            "It would also help readers:\n\n"
            " 2. 1 of 2 entries is odd (line 7).\n    Written: \"x\", \"y\"\n    It is odd.\n    -> Mend it.\n\n"
            "Lines are those of the document as we received it. Read with commonplace\n" +
                std::string(version()) + ", a feed aggregator.\n");
}

TEST(WriteLetter, TellsOnceWhatIsMendedInTheSameWay) {
  FeedReport report = healthy();
  report.findings = {{"a", "This", 1, {3}, {}, "It hurts.", "Mend it.", true},
                     {"a", "That", 1, {4}, {}, "It hurts.", "Mend it.", true}};
  const std::string letter = write_letter(report, "feed.xml");
  EXPECT_NE(letter.find(" 1. This (line 3).\n 2. That (line 4).\n    It hurts.\n    -> Mend it.\n\n"),
            std::string::npos)
      << letter;
}

TEST(WriteLetter, KeepsToTheWidthOfALetter) {
  FeedReport report = healthy();
  std::string words;
  for (int i = 0; i < 200; ++i) words += "wörter ";
  report.findings = {{"a", words, 1, {}, {words}, words, words, true}};
  const std::string letter = write_letter(report, "feed.xml");
  for (const std::string_view line : base::split(letter, '\n')) EXPECT_LE(base::count_code_points(line), 78u) << line;
}

}  // namespace
}  // namespace commonplace
