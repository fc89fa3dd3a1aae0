#include "publish/labels.h"

#include <gtest/gtest.h>

#include "publish/assets.h"

namespace commonplace::publish {
namespace {

using std::chrono::year;
using std::chrono::year_month_day;

TEST(LongDate, FollowsTheLanguage) {
  struct Case {
    std::string_view language;
    year_month_day day;
    std::string_view expected;
  };
  const Case cases[] = {
      {"en", year{2024} / 10 / 24, "24 October 2024"},
      {"en", year{2024} / 7 / 1, "1 July 2024"},
      {"fr", year{2024} / 10 / 24, "24 octobre 2024"},
      {"fr", year{2024} / 8 / 1, "1er août 2024"},
      {"es", year{2024} / 10 / 24, "24 de octubre de 2024"},
      {"de", year{2024} / 3 / 4, "4. März 2024"},
      {"fr-CA", year{2024} / 2 / 29, "29 février 2024"},
      {"DE", year{2024} / 12 / 31, "31. Dezember 2024"},
      {"pt", year{2024} / 10 / 24, "24 October 2024"},
      {"", year{2024} / 10 / 24, "24 October 2024"},
      {"en", year{2024} / 2 / 30, ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.expected);
    EXPECT_EQ(long_date(c.day, labels_for(c.language)), c.expected);
  }
}

TEST(LongDateRange, NamesTheMonthOnceWhereItCan) {
  struct Case {
    std::string_view language;
    year_month_day first, last;
    std::string_view expected;
  };
  const Case cases[] = {
      {"en", year{2024} / 11 / 21, year{2024} / 11 / 22, "21–22 November 2024"},
      {"en", year{2024} / 11 / 30, year{2024} / 12 / 1, "30 November 2024 to 1 December 2024"},
      {"fr", year{2024} / 11 / 1, year{2024} / 11 / 3, "1er–3 novembre 2024"},
      {"fr", year{2024} / 10 / 31, year{2024} / 11 / 1, "du 31 octobre 2024 au 1er novembre 2024"},
      {"es", year{2024} / 11 / 21, year{2024} / 11 / 22, "21–22 de noviembre de 2024"},
      {"de", year{2024} / 11 / 21, year{2024} / 11 / 22, "21.–22. November 2024"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.expected);
    EXPECT_EQ(long_date_range(c.first, c.last, labels_for(c.language)), c.expected);
  }
}

TEST(TypeLabel, TranslatesWhatIsKnown) {
  EXPECT_EQ(type_label("News", labels_for("en")), "News");
  EXPECT_EQ(type_label("Webinar", labels_for("fr")), "Webinaire");
  EXPECT_EQ(type_label("Job", labels_for("es")), "Empleo");
  EXPECT_EQ(type_label("Announcement", labels_for("de")), "Ankündigung");
}

TEST(TypeLabel, KeepsWhatOnlyTheOperatorKnows) { EXPECT_EQ(type_label("Story time", labels_for("de")), "Story time"); }

TEST(MonthWords, StandInHeadings) {
  const auto month = std::chrono::year{2024} / std::chrono::August;
  EXPECT_EQ(month_words(month, labels_for("en")), "August 2024");
  EXPECT_EQ(month_words(month, labels_for("fr")), "Août 2024");
  EXPECT_EQ(month_words(month, labels_for("es")), "Agosto de 2024");
  EXPECT_EQ(month_words(month, labels_for("de")), "August 2024");
}

// An RSS document has no place for these words, so its style sheet has them.
TEST(Labels, StandInTheStyleSheetOfFeeds) {
  for (const std::string_view language : {"en", "fr", "es", "de"})
    EXPECT_NE(feed_style().find(labels_for(language).this_is_a_feed), std::string_view::npos) << language;
}

// A label that was forgotten in one language would leave a hole in its pages.
TEST(Labels, AreCompleteInEveryLanguage) {
  for (const std::string_view language : {"en", "fr", "es", "de"}) {
    SCOPED_TRACE(language);
    const Labels& labels = labels_for(language);
    EXPECT_EQ(labels.code, language);
    for (const std::string_view month : labels.months) EXPECT_FALSE(month.empty());
    for (const auto member : {&Labels::date,
                              &Labels::first_day,
                              &Labels::range,
                              &Labels::skip_link,
                              &Labels::topics,
                              &Labels::most_recently_added,
                              &Labels::nothing_yet,
                              &Labels::related_topics,
                              &Labels::updated,
                              &Labels::one_story,
                              &Labels::stories,
                              &Labels::about,
                              &Labels::embed,
                              &Labels::embed_text,
                              &Labels::embed_line,
                              &Labels::embed_preview,
                              &Labels::sources_text,
                              &Labels::no_sources,
                              &Labels::latest_news,
                              &Labels::last_heard,
                              &Labels::has_ended,
                              &Labels::entries,
                              &Labels::feed,
                              &Labels::excerpts_only,
                              &Labels::full_texts,
                              &Labels::table,
                              &Labels::more,
                              &Labels::all_feeds,
                              &Labels::ownership,
                              &Labels::subscribe,
                              &Labels::what_is_a_feed,
                              &Labels::untitled,
                              &Labels::this_is_a_feed,
                              &Labels::feed_of,
                              &Labels::month,
                              &Labels::events,
                              &Labels::upcoming_events,
                              &Labels::nothing_upcoming,
                              &Labels::all_events,
                              &Labels::add_to_calendar,
                              &Labels::what_is_a_calendar,
                              &Labels::calendar_of,
                              &Labels::cancelled,
                              &Labels::source,
                              &Labels::also_at,
                              &Labels::permalink,
                              &Labels::takes_place,
                              &Labels::photo,
                              &Labels::credit,
                              &Labels::read_at,
                              &Labels::by,
                              &Labels::copies,
                              &Labels::original,
                              &Labels::this_copy,
                              &Labels::in_topics,
                              &Labels::rights,
                              &Labels::license,
                              &Labels::attachments,
                              &Labels::revised,
                              &Labels::revised_undated,
                              &Labels::earlier_versions,
                              &Labels::superseded,
                              &Labels::current_version,
                              &Labels::home,
                              &Labels::not_found,
                              &Labels::not_found_text,
                              &Labels::not_ready,
                              &Labels::not_ready_text,
                              &Labels::bad_request,
                              &Labels::bad_request_text,
                              &Labels::failed,
                              &Labels::failed_text})
      EXPECT_FALSE((labels.*member).empty());
  }
}

}  // namespace
}  // namespace commonplace::publish
